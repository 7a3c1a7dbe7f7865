/** What a message wants. `other`: another service's matter, or nothing that a desk can take up. */
export const INTENTS = ['emergency', 'victim', 'report', 'information', 'smalltalk', 'other'] as const
export type Intent = (typeof INTENTS)[number]

import type { Language } from '../../words/language.ts'

/** "être" and a past participle; "to be" and one. Counting, not grammar: what it must not take for one is named below. */
const PATTERNS: Readonly<Record<Language, RegExp>> = {
  fr: /(?<!\p{L})(?:est|sont|était|étaient|sera|seront|serez|soit|soient|êtes|été|être)\s+(?:(?:\p{L}+ment|pas|bien|déjà|aussi|plus)\s+)*(\p{L}+(?:é|ée|és|ées|is|ise|ises|it|ite|its|ites|u|ue|us|ues))(?!\p{L})/giu,
  en: /(?<!\p{L})(?:is|are|was|were|be|been|being)\s+(?:(?:\p{L}+ly|not|also|now)\s+)*(\p{L}{2,}(?:ed|en)|done|made|found|kept|sent|told|held|paid|put|lost)(?!\p{L})/giu,
}

/** Verbs that move with "être", and states that nobody causes. */
const ACTIVE: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:arriv|all|venu|reven|parti|rest|tomb|pass|entr|rentr|sorti|né|mort|deven|retourn|désol|oblig|gratuit|plus|inclus|blessé|majeur|connu|prêt|urgent|inquiet|bloqué)/iu,
  en: /^(?:open|often|even|ten|children|then|when|sorry|injured|needed|scared|worried|allowed)$/iu,
}

export function isPassive(sentence: string, language: Language): boolean {
  return [...sentence.matchAll(PATTERNS[language])].some(([, participle = '']) => !ACTIVE[language].test(participle))
}

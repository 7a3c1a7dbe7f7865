/** What in an example question may still tell who asked it. A hint for the editor, who decides. */
export type Personal = 'phone' | 'email' | 'plate' | 'name' | 'address' | 'digits'

const patterns: Readonly<Record<Personal, RegExp>> = {
  phone: /(?:\+|\b00)\d[\d .-]{7,}\d|\b0[ .-]?[1-9](?:[ .-]?\d{2}){4}\b/,
  email: /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+/u,
  plate: /\b[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}\b|\b\d{2,4}[ -]?[A-Z]{2,3}[ -]?\d{2,3}\b/i,
  name: /(?:\b(?:M\.|Mr|Mme|Mlle|Mrs|Ms|Dr|Monsieur|Madame|m[’']appelle|appelée?|nommée?|je suis|my name is|called)\s+\p{Lu}\p{Ll}+)|(?:\p{Lu}\p{Ll}+[ -]\p{Lu}(?:\p{Ll}+|\p{Lu}+))/u,
  address:
    /\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|av\.|boulevard|bd|place|impasse|chemin|allée|street|road)\b/i,
  digits: /\d{6,}/,
}

export const personalIn = (text: string): readonly Personal[] =>
  (Object.keys(patterns) as Personal[]).filter((kind) => patterns[kind].test(text))

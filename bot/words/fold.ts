/** Letters that NFD leaves whole. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' }

/** Lower case, no accents, no apostrophes: "L'Été" and "l’ete" become the same "l ete". Punctuation stays. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßø]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/['’‘ʼ`´]/g, ' ')
}

const WORD = /[\p{L}\p{N}]+/gu
/** The same among the letters of ASCII, which is what nearly every folded text is written in: several times quicker. */
const PLAIN_WORD = /[A-Za-z0-9]+/g
const BEYOND_ASCII = /[\u0080-\uffff]/

/** Words of a folded text: letters and digits only. */
export function wordsOf(folded: string): string[] {
  return folded.match(BEYOND_ASCII.test(folded) ? WORD : PLAIN_WORD) ?? []
}

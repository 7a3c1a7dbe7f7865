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

/** Words of a folded text: letters and digits only. */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

const SHORTEST = 3
const LONGEST = 5

/** Runs of three to five letters of each word: they carry typing errors, word families, and words French and English share. */
export function gramsOf(words: readonly string[]): Map<string, number> {
  const grams = new Map<string, number>()
  for (const word of words) {
    const padded = ` ${word} `
    for (let size = SHORTEST; size <= LONGEST; size += 1) {
      for (let start = 0; start + size <= padded.length; start += 1) {
        const gram = padded.slice(start, start + size)
        grams.set(gram, (grams.get(gram) ?? 0) + 1)
      }
    }
  }
  return grams
}

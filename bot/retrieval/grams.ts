const SHORTEST = 3
const LONGEST = 5
const SPACE = 32

/**
 * How often each run of three to five letters stands in some words, a space before and after each: runs carry typing errors,
 * word families, and words French and English share. Runs by their hash (FNV-1a over UTF-16 units): a text of a page has
 * thousands, and a string each would cost more than everything else.
 */
export function gramsOf(words: readonly string[]): Map<number, number> {
  const grams = new Map<number, number>()
  for (const word of words) {
    const end = word.length + 2
    for (let start = 0; start + SHORTEST <= end; start += 1) {
      let hash = 0x811c9dc5
      const last = Math.min(start + LONGEST, end)
      for (let at = start; at < last; at += 1) {
        const unit = at === 0 || at === end - 1 ? SPACE : word.charCodeAt(at - 1)
        hash = Math.imul(hash ^ unit, 0x01000193)
        if (at - start + 1 >= SHORTEST) grams.set(hash, (grams.get(hash) ?? 0) + 1)
      }
    }
  }
  return grams
}

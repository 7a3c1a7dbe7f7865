/** Plain language, as far as counting can tell. */
const LONGEST_SENTENCE = 25

/** The first sentence that is too long, with its number of words. An address counts as one word. */
export function longSentence(text: string): { sentence: string; words: number } | undefined {
  for (const sentence of text.split(/[.!?…](?=\s|$)|\n/)) {
    const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length
    if (words > LONGEST_SENTENCE) return { sentence: sentence.trim(), words }
  }
  return undefined
}

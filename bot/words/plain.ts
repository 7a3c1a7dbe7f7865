/** Words of a sentence in a sheet, which is read at leisure. */
const LONGEST_SENTENCE = 25

export const sentencesOf = (text: string): string[] =>
  text.split(/[.!?…](?=\s|$)|\n/).filter((sentence) => /\p{L}/u.test(sentence))

/** The first sentence that is too long, with its number of words. An address counts as one word. */
export function longSentence(
  text: string,
  longest = LONGEST_SENTENCE,
): { sentence: string; words: number } | undefined {
  for (const sentence of sentencesOf(text)) {
    const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length
    if (words > longest) return { sentence: sentence.trim(), words }
  }
  return undefined
}

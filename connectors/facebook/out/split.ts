/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const seams: readonly RegExp[] = [/\n\s*\n/g, /\n/g, /[.!?…]\s/g, /\s/g]
/** " (12/12)" and the line before it. */
const markRoom = 10

/** The last seam in the second half of the room; without one, between two letters as people see them. */
function cutAt(text: string, room: number): number {
  const window = text.slice(0, room)
  for (const seam of seams) {
    const ends = [...window.matchAll(seam)].map((match) => match.index + match[0].length)
    const best = ends.at(-1)
    if (best !== undefined && best > room / 2) return best
  }
  let end = 0
  for (const { index, segment } of new Intl.Segmenter('fr').segment(text.slice(0, room + 64))) {
    if (index + segment.length > room) break
    end = index + segment.length
  }
  if (end > 0) return end
  // One letter under thousands of accents: only its halves must stay together.
  return /[\uD800-\uDBFF]/.test(text.charAt(room - 1)) ? room - 1 : room
}

/** As many parts as it takes. Each says which it is of how many, so that nobody takes the first for the whole. */
export function split(text: string, longest: number): readonly string[] {
  if (text.length <= longest) return [text]
  const parts: string[] = []
  let left = text
  while (left.length > 0) {
    const cut = left.length <= longest - markRoom ? left.length : cutAt(left, longest - markRoom)
    const part = left.slice(0, cut).trim()
    if (part !== '') parts.push(part)
    left = left.slice(cut)
  }
  return parts.map((part, index) => `${part}\n(${index + 1}/${parts.length})`)
}

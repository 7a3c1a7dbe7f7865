/** https://docs.x.com/fundamentals/counting-characters: what counts one; all else counts two. */
const light: readonly (readonly [number, number])[] = [
  [0x0000, 0x10ff],
  [0x2000, 0x200d],
  [0x2010, 0x201f],
  [0x2032, 0x2037],
]
/** Every address is shortened to one of this length, whatever its own. */
const URL_WEIGHT = 23
export const POST_LIMIT = 280

/** Addresses with a scheme, and names of sites, which X also makes links of. */
const links = /https?:\/\/\S+|(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/\S*)?/giu
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

const weightOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  return light.some(([from, to]) => code >= from && code <= to) ? 1 : 2
}

function plainWeight(text: string): number {
  let weight = 0
  for (const { segment } of graphemes.segment(text)) {
    // An emoji counts two, however many code points it is made of.
    if (pictograph.test(segment)) weight += 2
    else for (const character of segment) weight += weightOf(character)
  }
  return weight
}

/** A name of a site may or may not become a link: the heavier of both is counted. */
const linkWeight = (link: string): number =>
  /^https?:/i.test(link) ? URL_WEIGHT : Math.max(URL_WEIGHT, plainWeight(link))

/** How long X finds a post. */
export function weigh(text: string): number {
  const whole = text.normalize('NFC')
  let weight = 0
  let at = 0
  for (const found of whole.matchAll(links)) {
    weight += plainWeight(whole.slice(at, found.index)) + linkWeight(found[0])
    at = found.index + found[0].length
  }
  return weight + plainWeight(whole.slice(at))
}

export const holdsLink = (text: string): boolean => text.search(links) >= 0

/** Characters as people count them. */
export const count = (text: string): number => [...text].length

/** The pieces that may not be cut: whole links, then what people see as one character. */
export function* atoms(text: string): Generator<string> {
  let at = 0
  for (const found of text.matchAll(links)) {
    for (const { segment } of graphemes.segment(text.slice(at, found.index))) yield segment
    yield found[0]
    at = found.index + found[0].length
  }
  for (const { segment } of graphemes.segment(text.slice(at))) yield segment
}

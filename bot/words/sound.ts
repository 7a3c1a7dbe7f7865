/**
 * How a French word sounds, roughly: "voisain" and "voisin", "é" and "er", "koman" and "comment" become the same. Written for
 * people who spell by ear; English words go through it unharmed enough to meet themselves again. Capitals stand for the
 * nasal vowels, for "ch" (S) and "gn" (N).
 */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/([a-z])\1+/g, '$1'],
  [/^h|(?<![cps])h/g, ''],
  [/ph/g, 'f'],
  [/sch|sh|ch/g, 'S'],
  [/gn/g, 'N'],
  [/qu|q|ck/g, 'k'],
  [/c/g, 'k'],
  [/eau|au/g, 'o'],
  [/oeu|oe|eu/g, 'e'],
  [/(?<=[a-z])ti(?=on)/g, 'si'],
  [/oin/g, 'wI'],
  [/(?:ain|ein|aim|in|im|yn|ym|un|um)(?![aeiouyAOI])/g, 'I'],
  [/ien(?![aeiouyAOI])/g, 'iI'],
  [/(?:an|am|en|em)(?![aeiouyAOI])/g, 'A'],
  [/(?:on|om)(?![aeiouyAOI])/g, 'O'],
  [/ou/g, 'u'],
  [/oi|oy/g, 'wa'],
  [/ai|ei|ay|ey/g, 'e'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/x/g, 'ks'],
  [/w(?!a)/g, 'v'],
  [/([a-zA-Z])\1+/g, '$1'],
]

/** Endings of verbs and plurals that are not heard, or heard alike: -e, -er, -ez, -ait, -ent. A silent last consonant goes alone. */
const ENDING = /(?<=[a-z]{2})(?:aient|ait|ais|ees|ee|es|er|ez|(?<!m)ent|e)$/
const SILENT = /(?<=[a-z]{2})[stdpx]+$/
/** C and g are soft before e, i, y: told before an ending goes. */
const SOFT: readonly (readonly [RegExp, string])[] = [
  [/gu(?=[eiy])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/s?c(?=[eiy])/g, 's'],
  [/G/g, 'g'],
]
const KNOWN = 8_000
const known = new Map<string, string>()

/** The key of one folded word. Numbers and very long words stay as they are. Kept for words seen lately. */
export function soundOf(word: string): string {
  if (word.length < 3 || word.length > 30 || !/^[a-z]+$/.test(word)) return word
  const before = known.get(word)
  if (before !== undefined) return before
  const told = SOFT.reduce((rest, [spelt, heard]) => rest.replace(spelt, heard), word)
  const bare = told.replace(ENDING, '')
  let sound = bare === told ? told.replace(SILENT, '') : bare
  for (const [spelt, heard] of SOUNDS) sound = sound.replace(spelt, heard)
  if (known.size >= KNOWN) known.clear()
  known.set(word, sound)
  return sound
}

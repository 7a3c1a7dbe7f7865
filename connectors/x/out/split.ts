import { atoms } from './weigh.ts'

/** Room kept for "99/99 ". */
const NUMBER = 6

/**
 * A text as so many parts as it takes, each no longer than the limit and numbered "1/3", so that nobody takes a part for
 * the whole. Cut at the end of a sentence where there is one in the second half, else between words, else anywhere but
 * inside a link or a character. No word is lost.
 */
export function split(text: string, limit: number, measure: (text: string) => number): readonly string[] {
  const whole = text.normalize('NFC').trim()
  if (measure(whole) <= limit) return [whole]
  const parts: string[] = []
  let rest = whole
  while (rest !== '') {
    const end = measure(rest) <= limit - NUMBER ? rest.length : cut(rest, limit - NUMBER, measure)
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return parts.map((part, index) => `${index + 1}/${parts.length} ${part}`)
}

/** How many code units of the text make the next part. */
function cut(text: string, room: number, measure: (text: string) => number): number {
  let end = 0
  let used = 0
  for (const atom of atoms(text)) {
    used += measure(atom)
    if (used > room && end > 0) break
    end += atom.length
    if (used > room) break
  }
  // Atoms measured one by one may weigh less than together (a joined link); the whole part decides.
  while (end > 1 && measure(text.slice(0, end).trim()) > room) end = shorter(text, end)
  const head = text.slice(0, end)
  const sentence = lastOf(head, /[.!?…](?=\s)|\n/gu)
  if (sentence > end / 2) return sentence
  const word = /^\s/.test(text.slice(end)) ? end : lastOf(head, /\s/gu)
  return word > 0 ? word : end
}

function shorter(text: string, end: number): number {
  const space = text
    .slice(0, end - 1)
    .trimEnd()
    .lastIndexOf(' ')
  return space > 0 ? space : end - 1
}

function lastOf(text: string, form: RegExp): number {
  let last = -1
  for (const { index, 0: found } of text.matchAll(form)) last = index + found.length
  return last
}

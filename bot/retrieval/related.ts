import { readdirSync, readFileSync } from 'node:fs'

/**
 * Words people use for what public services call otherwise, in both languages. One line a notion, folded; whoever asks with
 * one word of a line also asks, less loudly, with the others. A word may stand on several lines. Stems are made by the index.
 */
const NOTIONS = new URL('./notions/', import.meta.url)

let read: ReadonlyMap<string, ReadonlySet<string>> | undefined

/** Read once, when first asked. */
function notions(): ReadonlyMap<string, ReadonlySet<string>> {
  const related = new Map<string, Set<string>>()
  for (const file of readdirSync(NOTIONS).sort()) {
    for (const line of readFileSync(new URL(file, NOTIONS), 'utf8').trim().split('\n')) addNotion(line, related)
  }
  return related
}

function addNotion(line: string, related: Map<string, Set<string>>): void {
  const words = line.split(' ')
  for (const word of words) {
    const known = related.get(word) ?? new Set<string>()
    for (const other of words) if (other !== word) known.add(other)
    related.set(word, known)
  }
}

const NONE: ReadonlySet<string> = new Set()

/** What else a folded word may be called. */
export function relatedTo(word: string): ReadonlySet<string> {
  read ??= notions()
  return read.get(word) ?? NONE
}

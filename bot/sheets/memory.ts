import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'

/** What files said when they were last read, by the hash of their bytes: reading YAML is most of what a start costs. */
export interface Memory {
  /** What this text says; undefined when it was never read. Checked by its schema all the same. */
  recall(text: string): unknown
  remember(text: string, value: unknown): void
  /** Writes down what was used, and nothing older. */
  keep(): Promise<void>
}

/** Raised when what is remembered would be read differently. */
const FORMAT = 1

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export async function openMemory(file: string): Promise<Memory> {
  const known = await readKnown(file)
  const used = new Map<string, unknown>()
  let fresh = false
  return {
    recall: (text) => {
      const hash = hashOf(text)
      const said = used.get(hash) ?? known.get(hash)
      if (said !== undefined) used.set(hash, said)
      return said
    },
    remember: (text, value) => {
      used.set(hashOf(text), value)
      fresh = true
    },
    keep: async () => {
      if (!fresh) return
      // Two starts at once: each writes its own, and the last one whole stays.
      const beside = `${file}.${process.pid}`
      await writeFile(beside, JSON.stringify({ format: FORMAT, texts: Object.fromEntries(used) }))
      await rename(beside, file)
    },
  }
}

/** A memory that is not there, or spoilt, is an empty one. */
async function readKnown(file: string): Promise<Map<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof kept !== 'object' || kept === null || !('texts' in kept) || !('format' in kept)) return new Map()
    if (kept.format !== FORMAT || typeof kept.texts !== 'object' || kept.texts === null) return new Map()
    return new Map(Object.entries(kept.texts))
  } catch {
    return new Map()
  }
}

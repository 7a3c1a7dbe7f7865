import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Fact } from '../facts.ts'
import type { Sheet } from '../schema.ts'
import type { Shelf } from './shelf.ts'

/** One file of a folder of sheets; `name` is relative to the folder. */
export interface ShelfFile {
  readonly name: string
  readonly text: string
}

/** A block for texts of several lines, one line for the rest, as the files are written by hand. */
const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, blockQuote: 'literal' })

/** The order in which a person reads a sheet. */
const ORDER: readonly (keyof Sheet)[] = [
  ...(['id', 'title', 'body', 'questions', 'topics', 'redirect'] as const),
  ...(['url', 'source', 'owner', 'verified', 'review'] as const),
]

const inOrder = (sheet: Sheet): Record<string, unknown> =>
  Object.fromEntries(ORDER.flatMap((field) => (sheet[field] === undefined ? [] : [[field, sheet[field]]])))

/** What is said now, as a folder of files: unchanged ones as somebody wrote them, published ones from their version. */
export async function filesOf(
  shelf: Shelf,
  files: { readonly shelf: Shelf; readonly folder: string; readonly names: ReadonlyMap<string, string> },
): Promise<ShelfFile[]> {
  const sheets = [...shelf.sheets.values()].map(async (sheet): Promise<ShelfFile> => {
    const name = files.names.get(sheet.id)
    if (name !== undefined && files.shelf.sheets.get(sheet.id) === sheet) {
      return { name, text: await readFile(join(files.folder, name), 'utf8') }
    }
    return { name: name ?? `${sheet.id}.yaml`, text: yaml(inOrder(sheet)) }
  })
  return [...(await Promise.all(sheets)), ...(await factsFile(shelf, files))]
}

async function factsFile(
  { facts }: Shelf,
  files: { readonly shelf: Shelf; readonly folder: string },
): Promise<ShelfFile[]> {
  if (facts.size === 0) return []
  const same = (fact: Fact) => files.shelf.facts.get(fact.id) === fact
  const untouched = facts.size === files.shelf.facts.size && [...facts.values()].every(same)
  const name = 'facts.yaml'
  if (untouched) return [{ name, text: await readFile(join(files.folder, name), 'utf8') }]
  return [{ name, text: yaml([...facts.values()]) }]
}

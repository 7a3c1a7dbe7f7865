import type { ContentName, ContentVersion } from '../../../inbox/index.ts'
import { Fact, lostReference, referencesIn } from '../facts.ts'
import { Sheet } from '../schema.ts'
import type { Shelf } from './shelf.ts'

type Laid = ContentName & { readonly body: unknown }

/** The shelf with one thing written over it, or taken from it (body undefined). Undefined: the body is not one. */
export function laidOver({ sheets, facts }: Shelf, { kind, id, body }: Laid): Shelf | undefined {
  const put = <T>(all: ReadonlyMap<string, T>, value: T | undefined) => {
    const next = new Map(all)
    if (value === undefined) next.delete(id)
    else next.set(id, value)
    return next
  }
  if (kind === 'sheet') {
    const parsed = body === undefined ? undefined : Sheet.safeParse(body)
    if (parsed && !parsed.success) return undefined
    return { sheets: put(sheets, parsed?.data), facts }
  }
  const parsed = body === undefined ? undefined : Fact.safeParse(body)
  if (parsed && !parsed.success) return undefined
  return { sheets, facts: put(facts, parsed?.data) }
}

/**
 * What editors published, over the files. A version that can no longer be read leaves the file's in place; a sheet whose
 * fact is gone is left out: people never read a reference.
 */
export function overlay(files: Shelf, versions: readonly ContentVersion[], broken: (one: ContentName) => void): Shelf {
  let shelf = files
  for (const { kind, id, state, body } of versions) {
    const next = laidOver(shelf, { kind, id, body: state === 'withdrawn' ? undefined : body })
    if (next === undefined) broken({ kind, id })
    else shelf = next
  }
  const sound = [...shelf.sheets].filter(([id, { questions: _, ...sheet }]) => {
    const lost = referencesIn(sheet).some((reference) => lostReference(reference, shelf.facts))
    if (lost) broken({ kind: 'sheet', id })
    return !lost
  })
  return { sheets: new Map(sound), facts: shelf.facts }
}

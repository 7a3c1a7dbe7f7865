import { type Facts, lostReference, referencesIn, withFacts } from '../facts.ts'
import type { ReadShelf } from '../load.ts'
import type { Problem, Read } from '../read-yaml.ts'
import type { Sheet } from '../schema.ts'

/** What a desk's answers are made of, as it is written: references are not said yet. */
export interface Shelf {
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly facts: Facts
}

export function shelfOf({ sheets, facts }: ReadShelf): Shelf {
  return {
    sheets: new Map(sheets.flatMap(({ value }) => (value ? [[value.id, value] as const] : []))),
    facts: new Map((facts?.value ?? []).map((fact) => [fact.id, fact])),
  }
}

/** The sheets as people read them. */
export const saidBy = ({ sheets, facts }: Shelf): Sheet[] =>
  [...sheets.values()].map((sheet) => {
    const { questions, ...rest } = sheet
    // What people ask is theirs: nothing in it is a reference.
    return { ...withFacts(rest, facts), questions }
  })

/** References of a file that lead nowhere, each at its line. */
export function lostProblems(
  file: string,
  { value, lineOf }: Pick<Read<unknown>, 'value' | 'lineOf'>,
  facts: Facts,
): Problem[] {
  return referencesIn(value).flatMap((reference) => {
    const lost = lostReference(reference, facts)
    if (!lost) return []
    const [message, mend] = lost
    const at = lineOf(reference.path)
    // A block of text starts on the line after its name; a text of one line stands beside it.
    const line = reference.line > 1 ? at + reference.line : at
    return [{ file, line, message: `${reference.path.map(String).join('.')}: ${message}`, mend }]
  })
}

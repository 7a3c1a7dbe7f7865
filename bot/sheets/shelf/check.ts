import type { ContentFault, ContentName } from '../../../inbox/index.ts'
import type { Guide } from '../../guide/schema.ts'
import { guideProblems } from '../../lint/guide-on-shelf.ts'
import { Fact, lostReference, referencesIn, withFacts } from '../facts.ts'
import { type Fault, faultsOfFact, faultsOfSheet } from '../faults.ts'
import { Sheet } from '../schema.ts'
import { laidOver } from './overlay.ts'
import { type Shelf, saidBy } from './shelf.ts'

/** The guides that lead to this shelf, as they are written. */
type Guides = ReadonlyMap<string, Guide>

const WHOLE = { field: '', line: 1 }

/** What an editor must mend before this may be published on the shelf; with no body, before it may be taken from it. */
export function checkOn(shelf: Shelf, guides: Guides, name: ContentName, body: unknown): ContentFault[] {
  const own = body === undefined ? [] : ownFaults(shelf, name, body)
  if (own.some(({ code }) => code === 'schema')) return own
  const next = laidOver(shelf, { ...name, body })
  if (next === undefined) return own
  const led = body === undefined && name.kind === 'sheet' ? guidesThatLead(guides, name.id) : []
  return [...own, ...brokenElsewhere(shelf, next, name), ...(led.length > 0 ? led : brokenGuides(shelf, next, guides))]
}

function ownFaults(shelf: Shelf, { kind, id }: ContentName, body: unknown): ContentFault[] {
  const parsed = (kind === 'sheet' ? Sheet : Fact).safeParse(body)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, code, message }) => ({
      ...placeOf(path),
      code: 'schema',
      about:
        code === 'invalid_type' || code === 'too_small'
          ? 'missing'
          : code === 'unrecognized_keys'
            ? 'unknown'
            : message,
    }))
  }
  const renamed = parsed.data.id === id ? [] : [{ field: 'id', line: 1, code: 'renamed', about: parsed.data.id }]
  const faults = 'body' in parsed.data ? sheetFaults(parsed.data, shelf) : faultsOfFact(parsed.data)
  return [...renamed, ...faults.map(told)]
}

const sheetFaults = (sheet: Sheet, { facts }: Shelf): Fault[] => faultsOfSheet(sheet, withFacts(sheet, facts), facts)

/** A list is written one a line: its index is the line. */
function placeOf(path: readonly PropertyKey[]): { field: string; line: number } {
  const last = path.at(-1)
  if (typeof last === 'number') return { field: path.slice(0, -1).map(String).join('.'), line: last + 1 }
  return { field: path.map(String).join('.'), line: 1 }
}

const told = ({ path, line, code, about, instead }: Fault): ContentFault => ({
  ...placeOf(path),
  line,
  code,
  about,
  ...(instead !== undefined && { instead }),
})

/** Sheets that say something of this fact which it would no longer have. */
function brokenElsewhere(before: Shelf, after: Shelf, { kind }: ContentName): ContentFault[] {
  if (kind !== 'fact') return []
  return [...after.sheets.values()].flatMap(({ questions: _, ...sheet }) =>
    referencesIn(sheet)
      .filter((one) => lostReference(one, after.facts) && !lostReference(one, before.facts))
      .map(({ text }) => ({ ...WHOLE, code: 'still-said', about: text, instead: sheet.id })),
  )
}

/** Guides with a choice that shows this sheet. */
const guidesThatLead = (guides: Guides, sheet: string): ContentFault[] =>
  [...guides].flatMap(([desk, { steps, always }]) => {
    const choices = [...Object.values(steps).flatMap((step) => step.choices), ...always]
    const leads = choices.some(({ to }) => 'sheet' in to && to.sheet === sheet)
    return leads ? [{ ...WHOLE, code: 'guide-leads', about: sheet, instead: desk }] : []
  })

/** What the guides would lose: a sheet they lead to, a number they say. */
function brokenGuides(before: Shelf, after: Shelf, guides: Guides): ContentFault[] {
  return [...guides].flatMap(([desk, guide]) => {
    const problems = (shelf: Shelf) => [
      ...guideProblems(withFacts(guide, shelf.facts), saidBy(shelf)).map(({ message }) => message),
      ...referencesIn(guide).flatMap((one) => lostReference(one, shelf.facts)?.[0] ?? []),
    ]
    const known = new Set(problems(before))
    const fresh = problems(after).filter((message) => !known.has(message))
    return fresh.map((message) => ({ ...WHOLE, code: 'guide', about: message, instead: desk }))
  })
}

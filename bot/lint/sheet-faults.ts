import { basename } from 'node:path'
import { withFacts } from '../sheets/facts.ts'
import { type Fault, faultsOfFact, faultsOfSheet } from '../sheets/faults.ts'
import type { ReadShelf } from '../sheets/load.ts'
import type { Problem } from '../sheets/read-yaml.ts'
import { shelfOf } from '../sheets/shelf/shelf.ts'
import { finderOf } from './finder.ts'

const SAID: Readonly<Record<Fault['code'], (fault: Fault) => readonly [string, string]>> = {
  'long-sentence': ({ about }) => [`a sentence of ${about} words.`, 'Cut it in two: 25 words at most.'],
  untranslated: () => ['the English text is the French one.', 'Translate it.'],
  'no-day': ({ about }) => [`${about} is not a day of the calendar.`, 'Write a real date.'],
  'review-early': () => ['the review comes before the check.', 'Write a later date.'],
  'review-late': () => ['the review is more than a year after the check.', 'Bring it nearer.'],
  'lost-fact': ({ about, instead = '' }) => [about, instead],
  'written-out': ({ about, instead = '' }) => [`${about} is a fact, written by hand.`, `Write ${instead}.`],
  'no-owner': () => ['nobody keeps this sheet right.', 'Add `owner:` with the name of a team.'],
}

/** What the schema cannot see: dates that make sense, ids that are the file's, plain sentences, facts that exist. */
export function sheetFaults(read: ReadShelf): Problem[] {
  const { facts } = shelfOf(read)
  const seen = new Map<string, string>()
  const ofSheets = read.sheets.flatMap(({ file, value, lineOf }) => {
    if (!value) return []
    const find = finderOf(file, { lineOf })
    if (`${value.id}.yaml` !== basename(file)) {
      find.report(['id'], `"${value.id}" is not the name of the file.`, `Name the file ${value.id}.yaml.`)
    }
    const other = seen.get(value.id)
    if (other) find.report(['id'], `"${value.id}" is also in ${other}.`, 'Give each sheet its own id.')
    seen.set(value.id, file)
    const said = withFacts(value, facts)
    find.plain(['title'], said.title)
    find.plain(['body'], said.body)
    return [...find.problems, ...problemsOf(file, lineOf, faultsOfSheet(value, said, facts))]
  })
  return [...ofSheets, ...factFaults(read)]
}

function factFaults({ facts }: ReadShelf): Problem[] {
  if (!facts?.value) return []
  const { file, value, lineOf } = facts
  const find = finderOf(file, { lineOf })
  const seen = new Set<string>()
  const dated = value.flatMap((fact, index) => {
    if (seen.has(fact.id)) find.report([index, 'id'], `"${fact.id}" is there twice.`, 'Give each fact its own id.')
    seen.add(fact.id)
    return problemsOf(
      file,
      lineOf,
      faultsOfFact(fact).map((fault) => ({ ...fault, path: [index, ...fault.path] })),
    )
  })
  return [...find.problems, ...dated]
}

function problemsOf(
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number,
  faults: readonly Fault[],
): Problem[] {
  return faults.map((fault) => {
    const [message, mend] = SAID[fault.code](fault)
    // A block of text starts on the line after its name.
    const line = lineOf(fault.path) + (fault.line > 1 ? fault.line : 0)
    return { file, line, message: `${fault.path.map(String).join('.')}: ${message}`, mend }
  })
}

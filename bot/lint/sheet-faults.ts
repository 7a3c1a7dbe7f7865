import { basename } from 'node:path'
import type { ReadSheet } from '../sheets/load.ts'
import type { Problem } from '../sheets/read-yaml.ts'
import type { Sheet } from '../sheets/schema.ts'
import { finderOf } from './finder.ts'

/** A sheet must be looked at again within so many days of its check. */
const LONGEST_TRUST = 366
const DAY = 86_400_000

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY
const isDay = (date: string): boolean =>
  !Number.isNaN(dayOf(date)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)

/** What the schema cannot see: dates that make sense, ids that are the file's, plain sentences. */
export function sheetFaults(sheets: readonly ReadSheet[]): Problem[] {
  const seen = new Map<string, string>()
  return sheets.flatMap(({ file, value, lineOf }) => {
    if (!value) return []
    const find = finderOf(file, { lineOf })
    if (`${value.id}.yaml` !== basename(file)) {
      find.report(['id'], `"${value.id}" is not the name of the file.`, `Name the file ${value.id}.yaml.`)
    }
    const other = seen.get(value.id)
    if (other) find.report(['id'], `"${value.id}" is also in ${other}.`, 'Give each sheet its own id.')
    seen.set(value.id, file)
    find.text(['title'], value.title)
    find.text(['body'], value.body)
    dateFaults(value, find.report)
    return find.problems
  })
}

function dateFaults({ verified, review }: Sheet, report: ReturnType<typeof finderOf>['report']): void {
  for (const [name, date] of Object.entries({ verified, review })) {
    if (!isDay(date)) report([name], `${date} is not a day of the calendar.`, 'Write a real date.')
  }
  const trust = dayOf(review) - dayOf(verified)
  if (trust <= 0) report(['review'], 'the review comes before the check.', 'Write a later date.')
  if (trust > LONGEST_TRUST) report(['review'], 'the review is more than a year after the check.', 'Bring it nearer.')
}

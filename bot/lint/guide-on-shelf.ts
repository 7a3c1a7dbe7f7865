import type { Guide } from '../guide/schema.ts'
import type { Problem } from '../sheets/read-yaml.ts'
import type { Sheet } from '../sheets/schema.ts'
import { finderOf } from './finder.ts'
import { guideFaults } from './guide-faults.ts'

/** What would break a guide that is sound by itself: sheets that are not there, numbers that are no longer said. */
export function guideProblems(guide: Guide, sheets: readonly Sheet[]): Problem[] {
  const find = finderOf('guide.yaml', { lineOf: () => 1 })
  guideFaults(guide, new Map(sheets.map((sheet) => [sheet.id, sheet])), find)
  return find.problems
}

import type { Guide } from '../guide/schema.ts'
import type { Problem } from '../sheets/read-yaml.ts'
import type { Sheet } from '../sheets/schema.ts'
import { finderOf } from './finder.ts'
import { lineFaults, referenceFaults } from './guide-faults.ts'
import { walkFaults } from './walk.ts'

/** What would break a guide that is sound by itself: sheets that are not there, numbers that no step leads to any more. */
export function guideProblems(guide: Guide, sheets: readonly Sheet[]): Problem[] {
  const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  const find = finderOf('guide.yaml', { lineOf: () => 1 })
  lineFaults(guide, find)
  referenceFaults(guide, byId, find)
  walkFaults(guide, byId, find)
  return find.problems
}

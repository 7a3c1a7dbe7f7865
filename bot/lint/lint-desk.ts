import { join } from 'node:path'
import { Guide } from '../guide/schema.ts'
import { readSheets } from '../sheets/load.ts'
import { type Problem, readYaml } from '../sheets/read-yaml.ts'
import { finderOf } from './finder.ts'
import { lineFaults, referenceFaults } from './guide-faults.ts'
import { sheetFaults } from './sheet-faults.ts'
import { walkFaults } from './walk.ts'

/** Everything an editor must mend in a desk's guide and sheets, by file and line. Empty: nothing. Never throws. */
export async function lintDesk(folder: string): Promise<Problem[]> {
  const file = join(folder, 'guide.yaml')
  const { value: guide, problems, lineOf } = await readYaml(file, Guide)
  if (!guide) return [...problems]
  const read = await readSheets(join(folder, guide.sheets))
  const sheets = new Map(read.sheets.flatMap(({ value }) => (value ? [[value.id, value] as const] : [])))
  const find = finderOf(file, { lineOf })
  lineFaults(guide, find)
  referenceFaults(guide, sheets, find)
  walkFaults(guide, sheets, find)
  const all = [...find.problems, ...read.problems, ...sheetFaults(read.sheets)]
  return all.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
}

import { join } from 'node:path'
import { Guide } from '../guide/schema.ts'
import { withFacts } from '../sheets/facts.ts'
import { readSheets } from '../sheets/load.ts'
import { type Problem, readYaml } from '../sheets/read-yaml.ts'
import { lostProblems, saidBy, shelfOf } from '../sheets/shelf/shelf.ts'
import { finderOf } from './finder.ts'
import { lineFaults, referenceFaults } from './guide-faults.ts'
import { sheetFaults } from './sheet-faults.ts'
import { walkFaults } from './walk.ts'

/** Everything an editor must mend in a desk's guide and sheets, by file and line. Empty: nothing. Never throws. */
export async function lintDesk(folder: string): Promise<Problem[]> {
  const file = join(folder, 'guide.yaml')
  const written = await readYaml(file, Guide)
  const { problems, lineOf } = written
  if (!written.value) return [...problems]
  const read = await readSheets(join(folder, written.value.sheets))
  const shelf = shelfOf(read)
  const guide = withFacts(written.value, shelf.facts)
  const sheets = new Map(saidBy(shelf).map((sheet) => [sheet.id, sheet]))
  const find = finderOf(file, { lineOf })
  lineFaults(guide, find)
  referenceFaults(guide, sheets, find)
  walkFaults(guide, sheets, find)
  const lost = lostProblems(file, written, shelf.facts)
  const all = [...find.problems, ...lost, ...read.problems, ...sheetFaults(read)]
  return all.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
}

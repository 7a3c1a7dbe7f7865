import { join } from 'node:path'
import type { Desk } from '../../inbox/index.ts'
import { prepare } from '../guide/load.ts'
import { Guide } from '../guide/schema.ts'
import { withFacts } from '../sheets/facts.ts'
import { type ReadSheet, readSheets } from '../sheets/load.ts'
import type { Memory } from '../sheets/memory.ts'
import { type Problem, readYaml } from '../sheets/read-yaml.ts'
import { lostProblems, saidBy, shelfOf } from '../sheets/shelf/shelf.ts'
import { type Finder, finderOf } from './finder.ts'
import { guideFaults } from './guide-faults.ts'
import { sheetFaults } from './sheet-faults.ts'
import { walkFaults } from './walk/faults.ts'
import { type Kinds, worldsOf } from './walk/worlds.ts'

/**
 * Everything an editor must mend in a desk's guide and sheets, by file and line. Empty: nothing. Never throws. The guide is
 * walked on every kind of channel that the desk has. `memory`: what files said before, for who lints again and again.
 */
export async function lintDesk(desk: Desk, kinds: Kinds, memory?: Memory): Promise<Problem[]> {
  const file = join(desk.folder, 'guide.yaml')
  const written = await readYaml(file, Guide, memory)
  const { problems, lineOf } = written
  if (!written.value) return [...problems]
  const read = await readSheets(join(desk.folder, written.value.sheets), memory)
  const shelf = shelfOf(read)
  const loaded = prepare(withFacts(written.value, shelf.facts), saidBy(shelf))
  const find = finderOf(file, { lineOf })
  guideFaults(loaded.guide, loaded.sheets, find)
  const ofSheets = new Map<string, Finder>()
  await walkFaults(loaded, worldsOf(desk, kinds), {
    guide: find,
    sheet: (id) => finderOfSheet(id, read.sheets, ofSheets) ?? find,
  })
  const walked = [...ofSheets.values()].flatMap((one) => one.problems)
  const lost = lostProblems(file, written, shelf.facts)
  const all = [...find.problems, ...lost, ...walked, ...read.problems, ...sheetFaults(read)]
  return onceEach(all).sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
}

function finderOfSheet(id: string, sheets: readonly ReadSheet[], known: Map<string, Finder>): Finder | undefined {
  const sheet = sheets.find(({ value }) => value?.id === id)
  const finder = known.get(id) ?? (sheet && finderOf(sheet.file, sheet))
  if (finder) known.set(id, finder)
  return finder
}

/** A fault that is met in ten worlds is mended once: the first one is named. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const plain = ({ file, line, message }: Problem) => `${file}:${line} ${message.replace(/\([^()]*\)\.$/, '')}`
  return [...new Map([...problems].reverse().map((problem) => [plain(problem), problem])).values()]
}

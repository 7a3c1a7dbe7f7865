import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Fact, FactFile } from './facts.ts'
import type { Memory } from './memory.ts'
import { type Problem, type Read, readYaml } from './read-yaml.ts'
import { Sheet } from './schema.ts'

export interface ReadSheet extends Read<Sheet> {
  readonly file: string
}
interface ReadFacts extends Read<readonly Fact[]> {
  readonly file: string
}

export interface ReadShelf {
  readonly sheets: readonly ReadSheet[]
  /** Undefined when the folder holds no facts. */
  readonly facts: ReadFacts | undefined
  readonly problems: readonly Problem[]
}

const FACTS = 'facts.yaml'

/** Every sheet of a folder and its sub-folders, in a stable order, and its facts, with what is wrong in each. */
export async function readSheets(folder: string, memory?: Memory): Promise<ReadShelf> {
  let names: string[]
  try {
    names = await readdir(folder, { recursive: true })
  } catch {
    const mend = 'Correct `sheets:` in guide.yaml.'
    const problem = { file: folder, line: 1, message: 'The folder of sheets is missing.', mend }
    return { sheets: [], facts: undefined, problems: [problem] }
  }
  const files = names.filter((name) => name.endsWith('.yaml') && basename(name) !== FACTS).sort()
  const [facts, ...sheets] = await Promise.all([
    names.includes(FACTS) ? readFacts(join(folder, FACTS), memory) : undefined,
    ...files.map(async (name) => ({
      file: join(folder, name),
      ...(await readYaml(join(folder, name), Sheet, memory)),
    })),
  ])
  return { sheets, facts, problems: [...(facts?.problems ?? []), ...sheets.flatMap((sheet) => sheet.problems)] }
}

const readFacts = async (file: string, memory: Memory | undefined): Promise<ReadFacts> => ({
  file,
  ...(await readYaml(file, FactFile, memory)),
})

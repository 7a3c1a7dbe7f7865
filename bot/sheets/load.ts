import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, type Read, readYaml } from './read-yaml.ts'
import { Sheet } from './schema.ts'

export interface ReadSheet extends Read<Sheet> {
  readonly file: string
}

/** Every sheet of a folder and its sub-folders, in a stable order, with what is wrong in each. */
export async function readSheets(folder: string): Promise<{ sheets: ReadSheet[]; problems: Problem[] }> {
  let names: string[]
  try {
    names = await readdir(folder, { recursive: true })
  } catch {
    const mend = 'Correct `sheets:` in guide.yaml.'
    return { sheets: [], problems: [{ file: folder, line: 1, message: 'The folder of sheets is missing.', mend }] }
  }
  const files = names.filter((name) => name.endsWith('.yaml')).sort()
  const sheets = await Promise.all(
    files.map(async (name) => ({ file: join(folder, name), ...(await readYaml(join(folder, name), Sheet)) })),
  )
  return { sheets, problems: sheets.flatMap((sheet) => sheet.problems) }
}

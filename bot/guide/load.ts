import { join } from 'node:path'
import { createSearch, type Search } from '../retrieval/search.ts'
import { readSheets } from '../sheets/load.ts'
import { BrokenContent, readYaml } from '../sheets/read-yaml.ts'
import type { Sheet } from '../sheets/schema.ts'
import { type Choice, Guide } from './schema.ts'

/** A guide ready to be walked: every choice by its id, every sheet, and the search over them. */
export interface LoadedGuide {
  readonly guide: Guide
  readonly choices: ReadonlyMap<string, Choice>
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly search: Search
}

/** Throws BrokenContent naming file, line and mend. Desks that share sheets may share their reading too: `reading` says how. */
export async function loadGuide(folder: string, reading: typeof readSheets = readSheets): Promise<LoadedGuide> {
  const { value: guide, problems } = await readYaml(join(folder, 'guide.yaml'), Guide)
  if (!guide) throw new BrokenContent(problems)
  const read = await reading(join(folder, guide.sheets))
  if (read.problems.length > 0) throw new BrokenContent(read.problems)
  return prepare(
    guide,
    read.sheets.flatMap(({ value }) => (value ? [value] : [])),
  )
}

export function prepare(guide: Guide, sheets: readonly Sheet[]): LoadedGuide {
  const all = [...Object.values(guide.steps).flatMap((step) => step.choices), ...guide.always]
  return {
    guide,
    choices: new Map(all.map((choice) => [choice.id, choice])),
    sheets: new Map(sheets.map((sheet) => [sheet.id, sheet])),
    search: createSearch(sheets),
  }
}

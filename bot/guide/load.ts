import { join, relative } from 'node:path'
import { createSearch, type Search } from '../retrieval/search.ts'
import { withFacts } from '../sheets/facts.ts'
import { type ReadSheet, type ReadShelf, readSheets } from '../sheets/load.ts'
import type { Memory } from '../sheets/memory.ts'
import { BrokenContent, type Read, readYaml } from '../sheets/read-yaml.ts'
import type { Sheet } from '../sheets/schema.ts'
import { lostProblems, type Shelf, saidBy, shelfOf } from '../sheets/shelf/shelf.ts'
import { type Choice, Guide } from './schema.ts'

/** A guide ready to be walked: every choice by its id, every sheet, and the search over them. */
export interface LoadedGuide {
  readonly guide: Guide
  readonly choices: ReadonlyMap<string, Choice>
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly search: Search
}

/** A guide and its shelf as they are written: references are not said yet. */
export interface WrittenGuide {
  readonly guide: Guide
  /** The folder its sheets are in. */
  readonly folder: string
  readonly shelf: Shelf
  /** Each sheet's file, relative to the folder. */
  readonly names: ReadonlyMap<string, string>
  readonly file: string
}

/** Throws BrokenContent naming file, line and mend. Desks that share sheets may share their reading too: `reading` says how. */
export async function readGuide(
  folder: string,
  reading: (folder: string) => Promise<ReadShelf> = readSheets,
  memory?: Memory,
): Promise<WrittenGuide> {
  const file = join(folder, 'guide.yaml')
  const read = await readYaml(file, Guide, memory)
  if (!read.value) throw new BrokenContent(read.problems)
  const sheets = join(folder, read.value.sheets)
  const found = await reading(sheets)
  const shelf = soundShelf(found, file, read)
  const names = new Map(found.sheets.flatMap((sheet) => nameOf(sheets, sheet)))
  return { guide: read.value, folder: sheets, shelf, names, file }
}

const nameOf = (folder: string, { value, file }: ReadSheet): [string, string][] =>
  value ? [[value.id, relative(folder, file)]] : []

function soundShelf(read: ReadShelf, file: string, guide: Read<Guide>): Shelf {
  if (read.problems.length > 0) throw new BrokenContent(read.problems)
  const shelf = shelfOf(read)
  const lost = [
    ...lostProblems(file, guide, shelf.facts),
    ...read.sheets.flatMap((sheet) => lostProblems(sheet.file, sheet, shelf.facts)),
  ]
  if (lost.length > 0) throw new BrokenContent(lost)
  return shelf
}

export async function loadGuide(folder: string): Promise<LoadedGuide> {
  const { guide, shelf } = await readGuide(folder)
  return ready(guide, shelf)
}

/** With every fact in its place. */
export const ready = (guide: Guide, shelf: Shelf): LoadedGuide => prepare(withFacts(guide, shelf.facts), saidBy(shelf))

export function prepare(guide: Guide, sheets: readonly Sheet[]): LoadedGuide {
  const all = [...Object.values(guide.steps).flatMap((step) => step.choices), ...guide.always]
  return {
    guide,
    choices: new Map(all.map((choice) => [choice.id, choice])),
    sheets: new Map(sheets.map((sheet) => [sheet.id, sheet])),
    search: createSearch(sheets),
  }
}

import type { Desk, Log } from '../../inbox/index.ts'
import { readGuide } from '../guide/load.ts'
import { Guide } from '../guide/schema.ts'
import { lintDesk } from '../lint/lint-desk.ts'
import type { Kinds } from '../lint/walk/worlds.ts'
import { readSheets } from '../sheets/load.ts'
import { type Memory, openMemory } from '../sheets/memory.ts'
import { BrokenContent, type Problem, readYaml } from '../sheets/read-yaml.ts'
import type { Library, Written } from '../sheets/shelf/library.ts'
import type { GuideVersions } from './versions.ts'

/**
 * Reads every guide and its sheets. Throws BrokenContent, naming file, line and mend. `remembered` is a file of ours where
 * what was read is kept for the next start.
 */
export async function readContent(desks: readonly Desk[], remembered?: string): Promise<Written> {
  const served = desks.filter(({ bot }) => bot !== 'none')
  const memory = remembered === undefined ? undefined : await openMemory(remembered)
  const reading = oncePerFolder(memory)
  const guides = served.map(async (desk) => [desk.id, await readGuide(desk.folder, reading, memory)] as const)
  const written = new Map(await Promise.all(guides))
  // A start is as good without it.
  await memory?.keep().catch(() => undefined)
  return written
}

/** Several desks may point at one folder of sheets: it is read once a start. */
function oncePerFolder(memory: Memory | undefined): (folder: string) => ReturnType<typeof readSheets> {
  const known = new Map<string, ReturnType<typeof readSheets>>()
  return (folder) => {
    const read = known.get(folder) ?? readSheets(folder, memory)
    known.set(folder, read)
    return read
  }
}

/** Keeps what is about to speak. A name that two texts bear is a fault of the file. */
export async function keepAll(written: Written, versions: GuideVersions): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const [desk, { guide, file }] of written) {
    if (await versions.keep(desk, guide)) continue
    const { lineOf } = await readYaml(file, Guide)
    problems.push({
      file,
      line: lineOf(['version']),
      message: `version: "${guide.version}" is the name of another text that already answered people.`,
      mend: 'Raise `version`: talks under way finish on the text they began with.',
    })
  }
  return problems
}

interface Parts {
  readonly desks: readonly Desk[]
  readonly library: Library
  readonly versions: GuideVersions
  readonly log: Log
  /** A guide is walked on every kind of channel of its desk before it may speak. */
  readonly kinds: Kinds
}

/**
 * Reads guides, sheets and facts again while everything runs. All desks or none: they may share sheets. A fault is told
 * with its place, and what runs stays; so it does when the database is away. Gives whether the new ones speak.
 */
export async function readAgain({ desks, library, versions, log, kinds }: Parts): Promise<boolean> {
  const refuse = (problems: readonly Problem[]) => {
    for (const { file, line, message, mend } of problems) log.error('guide.refused', { file, line, message, mend })
    return false
  }
  try {
    const written = await readContent(desks)
    const served = desks.filter(({ id }) => written.has(id))
    const problems: Problem[] = []
    for (const desk of served) problems.push(...(await lintDesk(desk, kinds)))
    if (problems.length === 0) problems.push(...(await keepAll(written, versions)))
    if (problems.length > 0) return refuse(problems)
    await library.rewrite(written)
    for (const [desk, { guide }] of written) log.info('guide.read', { desk, version: guide.version })
    return true
  } catch (error) {
    if (error instanceof BrokenContent) return refuse(error.problems)
    log.error('guide.not-read', { error: error instanceof Error ? error.name : 'unknown' })
    return false
  }
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { type Desk, DeskRules } from './rules.ts'

/** A desk's folder is wrong; the sentence names file, place and what is expected. */
export class DeskError extends Error {
  readonly code = 'desk'
}

/** Loads every folder that holds a desk.yaml. One broken desk stops the start: half a wall is no wall. */
export async function loadDesks(folder: string): Promise<Desk[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new DeskError(`DESKS_DIR "${folder}" cannot be read: ${error.message}`)
  })
  const desks: Desk[] = []
  for (const entry of entries
    .filter((candidate) => candidate.isDirectory())
    .sort((a, b) => a.name.localeCompare(b.name))) {
    const desk = await loadDesk(join(folder, entry.name), entry.name)
    if (desk !== undefined) desks.push(desk)
  }
  if (desks.length === 0)
    throw new DeskError(`DESKS_DIR "${folder}" holds no desk: a desk is a folder with a desk.yaml.`)
  return desks
}

async function loadDesk(folder: string, name: string): Promise<Desk | undefined> {
  const file = join(folder, 'desk.yaml')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  let content: unknown
  try {
    content = parse(text)
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined
    throw new DeskError(
      `${file}${line === undefined ? '' : `:${line}`}: not YAML (${(error as Error).message.split('\n')[0]}).`,
    )
  }
  const checked = DeskRules.safeParse(content)
  if (!checked.success) throw new DeskError(`${file}: ${z.prettifyError(checked.error)}`)
  if (checked.data.id !== name)
    throw new DeskError(`${file}: id is "${checked.data.id}", but the folder is called "${name}".`)
  return { ...checked.data, folder }
}

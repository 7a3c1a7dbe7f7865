import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Desk } from '../../inbox/index.ts'
import { DESKS, deskOf } from './door.ts'

/** The desks in a folder of their own, where an editor may change them. */
export interface Copies {
  readonly folder: string
  desk(id: string): Promise<Desk>
  /** Changes a file; throws when what is to be changed is not there. */
  edit(file: string, ...changes: readonly (readonly [from: string, to: string])[]): Promise<void>
  remove(): Promise<void>
}

export async function copyDesks(): Promise<Copies> {
  const folder = await mkdtemp(join(tmpdir(), 'desks-'))
  await cp(DESKS, folder, { recursive: true })
  return {
    folder,
    desk: async (id) => ({ ...(await deskOf(id)), folder: join(folder, id) }),
    edit: async (file, ...changes) => {
      const path = join(folder, file)
      let text = await readFile(path, 'utf8')
      for (const [from, to] of changes) {
        if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
        text = text.replace(from, to)
      }
      await writeFile(path, text)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The line under which a guide's version stands. */
export const VERSION = 'version: "2026-11-23"'
export const guideOf = (id: string): string => `${id}/guide.yaml`

import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BotDoor, Desk } from '../../inbox/index.ts'
import { type Command, UsageError } from './command.ts'
import type { House } from './house.ts'

/** What the bot's room tells of one shelf. */
interface Shelf {
  readonly shelf: string
  readonly desks: readonly string[]
  overdue(today: string): readonly {
    readonly kind: string
    readonly id: string
    readonly title: string
    readonly review: string
    readonly owner?: string
  }[]
  files(): Promise<readonly { readonly name: string; readonly text: string }[]>
}

export interface SheetParts {
  readonly house: House
  readonly shelves: (desks: readonly Desk[], content: BotDoor['content']) => Promise<readonly Shelf[]>
  readonly now: () => number
}

export function sheetCommands({ house, shelves, now }: SheetParts): Command[] {
  const read = <T>(work: (found: readonly Shelf[]) => Promise<T>): Promise<T> =>
    house(async ({ desks, bot }) => work(await shelves(desks, bot.content)))
  return [
    {
      name: 'sheets overdue',
      takes: '',
      about: 'sheets, numbers and hours that should have been checked again',
      run: (_args, out) =>
        read(async (found) => {
          const today = new Date(now()).toISOString().slice(0, 10)
          let late = 0
          for (const { shelf, desks, overdue } of found) {
            const due = overdue(today)
            late += due.length
            if (due.length === 0) out.line(`ok    ${shelf} (${desks.join(', ')}): nothing to check again.`)
            for (const { kind, id, title, review, owner } of due) {
              out.line(`late  ${shelf}: ${kind} ${id}, "${title}", due on ${review}, kept by ${owner ?? 'nobody'}.`)
            }
          }
          return late === 0 ? 0 : 1
        }),
    },
    {
      name: 'sheets export',
      takes: 'FOLDER',
      about: 'write what is published into an empty folder, as YAML files',
      async run([folder], out) {
        if (folder === undefined) throw new UsageError('Say into which folder: sheets export FOLDER.')
        const there = await readdir(folder).catch(() => [])
        if (there.length > 0) throw new UsageError(`${folder} is not empty; name a folder that is, or a new one.`)
        return read(async (found) => {
          for (const { shelf, files } of found) {
            const all = await files()
            for (const { name, text } of all) {
              const path = join(folder, shelf, name)
              await mkdir(dirname(path), { recursive: true })
              await writeFile(path, text)
            }
            out.line(`${join(folder, shelf)}: ${all.length} files.`)
          }
          return 0
        })
      },
    },
  ]
}

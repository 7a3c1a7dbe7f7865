import { dirname, relative } from 'node:path'
import type { BotContent, ContentName, Curator, Desk, Log } from '../../../inbox/index.ts'
import { type LoadedGuide, ready, type WrittenGuide } from '../../guide/load.ts'
import type { Facts } from '../facts.ts'
import { checkOn } from './check.ts'
import { overlay } from './overlay.ts'
import type { Shelf } from './shelf.ts'

/** Guides and shelves as their files say them, by desk. */
export type Written = ReadonlyMap<string, WrittenGuide>

/** What the bot answers from: the files, and over them what editors published. Changed while it runs. */
export interface Library {
  guideOf(desk: string): LoadedGuide | undefined
  /** A desk's sheets and facts as they are written now. */
  shelfOf(desk: string): Shelf | undefined
  readonly curator: Curator
}

const RETRY_MS = 2000

/** A folder inside the desk's own is the desk's alone; any other is named by where it stands beside the desks. */
const shelfName = ({ folder }: Desk, sheets: string): string => relative(dirname(folder), sheets)

/** Loads what was published over the files, and listens for more. Without a store the files are all. */
export async function openLibrary(
  desks: readonly Desk[],
  written: Written,
  content: Pick<BotContent, 'current'> | undefined,
  log: Log,
  tell: (facts: Facts) => void,
): Promise<Library> {
  const shelves = new Map<string, string>()
  for (const desk of desks) {
    const folder = written.get(desk.id)?.folder
    if (folder !== undefined) shelves.set(desk.id, shelfName(desk, folder))
  }
  const on = (shelf: string) => [...shelves].flatMap(([desk, name]) => (name === shelf ? [desk] : []))
  const filed = (shelf: string) => on(shelf).flatMap((desk) => written.get(desk)?.shelf ?? [])[0]
  const running = new Map<string, Shelf>()
  const guides = new Map<string, LoadedGuide>()

  const load = async (shelf: string): Promise<void> => {
    const files = filed(shelf)
    if (files === undefined) return
    const broken = ({ kind, id }: ContentName) => log.error('content-broken', { shelf, kind, id })
    const next = overlay(files, (await content?.current(shelf)) ?? [], broken)
    // Everything is made before anything is replaced: what breaks here leaves the running answers whole.
    const made = on(shelf).flatMap((desk) => {
      const guide = written.get(desk)?.guide
      return guide ? [[desk, ready(guide, next)] as const] : []
    })
    running.set(shelf, next)
    for (const [desk, guide] of made) guides.set(desk, guide)
    // Two shelves that say a fact differently: the first desk's is said where no desk is known.
    tell(new Map([...shelves.values()].reverse().flatMap((name) => [...(running.get(name)?.facts ?? [])])))
  }
  await Promise.all([...new Set(shelves.values())].map(load))

  const shelfOf = (desk: string) => running.get(shelves.get(desk) ?? '')
  return {
    guideOf: (desk) => guides.get(desk),
    shelfOf,
    curator: {
      shelves,
      filed: (shelf) => namedOf(filed(shelf)),
      check: (shelf, name, body) => {
        const now = running.get(shelf)
        const leading = new Map(on(shelf).flatMap((desk) => guideOf(written, desk)))
        return now === undefined ? [] : checkOn(now, leading, name, body)
      },
      changed: (shelf) =>
        load(shelf).catch((error: unknown) => {
          // It is published: as soon as the database answers again, it is said.
          setTimeout(() => void load(shelf).catch(() => log.error('content-not-read', { shelf })), RETRY_MS).unref()
          throw error
        }),
    },
  }
}

const guideOf = (written: Written, desk: string) => {
  const guide = written.get(desk)?.guide
  return guide ? [[desk, guide] as const] : []
}

const namedOf = (shelf: Shelf | undefined) => [
  ...[...(shelf?.sheets ?? [])].map(([id, body]) => ({ kind: 'sheet' as const, id, body })),
  ...[...(shelf?.facts ?? [])].map(([id, body]) => ({ kind: 'fact' as const, id, body })),
]

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
  /** Other files under what was published. When it rejects, nothing was replaced. */
  rewrite(files: Written): Promise<void>
  readonly curator: Curator
}

const RETRY_MS = 2000

/** A folder inside the desk's own is the desk's alone; any other is named by where it stands beside the desks. */
const shelfName = ({ folder }: Desk, sheets: string): string => relative(dirname(folder), sheets)

function shelvesOf(desks: readonly Desk[], written: Written): Map<string, string> {
  const named = desks.flatMap((desk) => {
    const folder = written.get(desk.id)?.folder
    return folder === undefined ? [] : [[desk.id, shelfName(desk, folder)] as const]
  })
  return new Map(named)
}

/** The files of some moment: which shelf each desk's answers stand on, and what is filed there. */
function filesOf(desks: readonly Desk[], written: Written) {
  const shelves = shelvesOf(desks, written)
  const on = (shelf: string) => [...shelves].flatMap(([desk, name]) => (name === shelf ? [desk] : []))
  const filed = (shelf: string) => on(shelf).flatMap((desk) => written.get(desk)?.shelf ?? [])[0]
  const guides = (shelf: string) =>
    new Map(
      on(shelf).flatMap((desk) => {
        const guide = written.get(desk)?.guide
        return guide ? [[desk, guide] as const] : []
      }),
    )
  return { shelves, names: [...new Set(shelves.values())], filed, guides }
}

/** Loads what was published over the files, and listens for more. Without a store the files are all. */
export async function openLibrary(
  desks: readonly Desk[],
  written: Written,
  content: Pick<BotContent, 'current'> | undefined,
  log: Log,
  tell: (facts: Facts) => void,
): Promise<Library> {
  let files = filesOf(desks, written)
  const shelves = new Map(files.shelves)
  const running = new Map<string, Shelf>()
  const guides = new Map<string, LoadedGuide>()

  // Everything is made before anything is replaced: what breaks here leaves the running answers whole.
  const make = async (from: typeof files, shelf: string): Promise<() => void> => {
    const under = from.filed(shelf)
    if (under === undefined) return () => undefined
    const broken = ({ kind, id }: ContentName) => log.error('content-broken', { shelf, kind, id })
    const next = overlay(under, (await content?.current(shelf)) ?? [], broken)
    const made = [...from.guides(shelf)].map(([desk, guide]) => [desk, ready(guide, next)] as const)
    return () => {
      running.set(shelf, next)
      for (const [desk, guide] of made) guides.set(desk, guide)
      // Two shelves that say a fact differently: the first desk's is said where no desk is known.
      tell(new Map([...shelves.values()].reverse().flatMap((name) => [...(running.get(name)?.facts ?? [])])))
    }
  }
  // One after the other: a publication and new files that come together must both be said.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  const load = (shelf: string) => inTurn(async () => (await make(files, shelf))())
  await Promise.all(files.names.map(load))

  return {
    guideOf: (desk) => guides.get(desk),
    shelfOf: (desk) => running.get(shelves.get(desk) ?? ''),
    rewrite: (next) =>
      inTurn(async () => {
        const from = filesOf(desks, next)
        const replace = await Promise.all(from.names.map((shelf) => make(from, shelf)))
        files = from
        shelves.clear()
        for (const [desk, shelf] of from.shelves) shelves.set(desk, shelf)
        for (const one of replace) one()
      }),
    curator: {
      shelves,
      filed: (shelf) => namedOf(files.filed(shelf)),
      check: (shelf, name, body) => {
        const now = running.get(shelf)
        return now === undefined ? [] : checkOn(now, files.guides(shelf), name, body)
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

const namedOf = (shelf: Shelf | undefined) => [
  ...[...(shelf?.sheets ?? [])].map(([id, body]) => ({ kind: 'sheet' as const, id, body })),
  ...[...(shelf?.facts ?? [])].map(([id, body]) => ({ kind: 'fact' as const, id, body })),
]

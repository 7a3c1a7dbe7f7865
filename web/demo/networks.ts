import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Desk } from '../../inbox/index.ts'
import type { DemoNetwork, Hook, Stand } from './network.ts'

type Reach = Readonly<Record<string, string>>

export interface DemoNetworks {
  readonly networks: readonly DemoNetwork[]
  /** host:port of each, by kind of channel. */
  readonly reach: Reach
  readonly channelSettings: Readonly<Record<string, object>>
  /** We listen there: from now on the networks tell what happens. */
  listening(origin: string): void
  close(): Promise<void>
}

/** Beside each simulator lies what makes a playground of it; a kind without one is not played. Nothing is loaded before it is opened. */
async function standFor(kind: string, hook: Hook): Promise<Stand | undefined> {
  const file = new URL(`../../test/simulators/${kind}/stand${extname(import.meta.url)}`, import.meta.url)
  if (!/^[a-z0-9-]+$/.test(kind) || !existsSync(file)) return undefined
  const { stand } = (await import(file.href)) as { readonly stand: (hook: Hook) => Promise<Stand> }
  return stand(hook)
}

/** The first channel of each kind that no operator has set or led elsewhere gets a network of its own on this machine. */
export async function demoNetworks(
  desks: readonly Desk[],
  given: Readonly<Record<string, unknown>>,
  reach: { readonly [kind in string]?: string },
): Promise<DemoNetworks> {
  let origin = ''
  const all = desks.flatMap((desk) => desk.channels.map(({ kind, id }) => ({ kind, channel: `${desk.id}/${id}` })))
  const wanted = [...new Set(all.map(({ kind }) => kind))].flatMap((kind) => {
    const mine = all.filter((one) => one.kind === kind)
    const set = reach[kind] !== undefined || mine.some(({ channel }) => given[channel] !== undefined)
    return set || mine[0] === undefined ? [] : [mine[0]]
  })
  const tried = await Promise.all(
    wanted.map(async ({ kind, channel }) => {
      const stand = await standFor(kind, () => `${origin}/hooks/${channel}`)
      return stand === undefined ? [] : [{ kind, channel, ...stand }]
    }),
  )
  const open = tried.flat()
  const led = Object.entries(reach).flatMap(([kind, at]): [string, string][] => (at === undefined ? [] : [[kind, at]]))
  return {
    networks: open.map(({ network }) => network),
    reach: Object.fromEntries([...led, ...open.map((stand): [string, string] => [stand.kind, stand.reach])]),
    channelSettings: Object.fromEntries(open.map(({ channel, settings }) => [channel, settings])),
    listening(at) {
      origin = at
    },
    close: async () => void (await Promise.all(open.map((stand) => stand.close()))),
  }
}

import type { Secrets } from '../../contract.ts'
import { seal, unseal } from '../../guard/seal.ts'
import { bytes } from '../../store/connect.ts'
import type { Core, Wire } from '../core.ts'

type Core_ = Pick<Core, 'store' | 'keys'>
/** What an administrator wrote on the screen, by the field's path. */
export type Kept = Readonly<Record<string, string>>

const subject = (wire: Wire) => `channel:${wire.id}`

/** Seals and keeps what was written on the screen; secrets and all. */
export async function keepSettings({ store, keys }: Core_, wire: Wire, kept: Kept): Promise<void> {
  await keys.make(wire.desk.id, [subject(wire)])
  const key = await keys.of(subject(wire))
  const settings = seal(key, subject(wire), Buffer.from(JSON.stringify(kept))) as never
  await store.channels.updateOne({ _id: wire.id }, { $set: { settings } }, { upsert: true })
}

export async function keptSettings({ store, keys }: Core_, wire: Wire): Promise<Kept> {
  const row = await store.channels.findOne({ _id: wire.id }, { projection: { settings: 1 } })
  if (row?.settings === undefined) return {}
  const key = await keys.of(subject(wire))
  return JSON.parse(unseal(key, subject(wire), bytes(row.settings)).toString('utf8')) as Kept
}

/** What the other side of a wire gave us to keep: one sealed value a name, under the channel's key. */
export function secretsOf(core: Core_, wire: Wire): Secrets {
  const place = (name: string) => `${subject(wire)}:${name}`
  return {
    async load(name) {
      const row = await core.store.channels.findOne({ _id: wire.id }, { projection: { secrets: 1 } })
      const sealed = row?.secrets?.[name]
      if (sealed === undefined) return undefined
      const key = await core.keys.of(subject(wire))
      return unseal(key, place(name), bytes(sealed)).toString('utf8')
    },
    async save(name, value) {
      await core.keys.make(wire.desk.id, [subject(wire)])
      const key = await core.keys.of(subject(wire))
      const sealed = seal(key, place(name), Buffer.from(value)) as never
      await core.store.channels.updateOne({ _id: wire.id }, { $set: { [`secrets.${name}`]: sealed } }, { upsert: true })
    },
  }
}

/** The settings as a connector reads them: what came with the desk, and over it what was written on the screen. */
export function settingsOf(wire: Wire, kept: Kept): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = structuredClone(wire.given)
  for (const [path, value] of Object.entries(kept)) {
    const names = path.split('.')
    const last = names.pop()
    let at = all
    for (const name of names) {
      const inner = at[name]
      const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
      at[name] = next
      at = next
    }
    if (last !== undefined) at[last] = value
  }
  return all
}

import { signal } from '@preact/signals'
import type { WireFileLimits } from '../../../../wire.ts'
import { words } from '../../words/words.ts'
import { upload } from '../api.ts'
import { warned } from '../say.ts'
import { onForget } from '../session.ts'

const largest = 10_000_000

export interface Attached {
  readonly key: number
  readonly name: string
  readonly size: number
  /** Absent while it is on its way to the server. */
  readonly id?: string
}

/** Files waiting to leave with the next message, by conversation (or by form). */
const attached = signal<Readonly<Record<string, readonly Attached[]>>>({})

let keys = 0

export const attachedTo = (place: string): readonly Attached[] => attached.value[place] ?? []
export const peekAttached = (place: string): readonly Attached[] => attached.peek()[place] ?? []

function set(place: string, files: readonly Attached[]): void {
  attached.value = { ...attached.peek(), [place]: files }
}

/** What the place does not take is said at once, and not when it is sent. */
export async function attach(place: string, files: Iterable<File>, taken?: WireFileLimits): Promise<void> {
  await Promise.all([...files].map((file) => attachOne(place, file, taken)))
}

async function attachOne(place: string, file: File, taken: WireFileLimits | undefined): Promise<void> {
  const { write, reach } = words.value
  if (taken && !taken.types.includes(file.type)) return warned(reach.wrongFile(file.name))
  if (taken && peekAttached(place).length >= taken.most) return warned(reach.manyFiles(taken.most))
  if (file.size > Math.min(largest, taken?.largest ?? largest)) return warned(write.tooLarge(file.name))
  keys += 1
  const entry: Attached = { key: keys, name: file.name, size: file.size }
  set(place, [...peekAttached(place), entry])
  try {
    const { id } = await upload(file)
    set(
      place,
      peekAttached(place).map((one) => (one.key === entry.key ? { ...one, id } : one)),
    )
  } catch {
    detach(place, entry.key)
    warned(words.value.write.uploadFailed(file.name))
  }
}

export function detach(place: string, key: number): void {
  set(
    place,
    peekAttached(place).filter((one) => one.key !== key),
  )
}

/** Puts back what left with a message that was refused. */
export function reattach(place: string, files: readonly { readonly id: string; readonly name: string }[]): void {
  const back = files.map(({ id, name }) => {
    keys += 1
    return { key: keys, id, name, size: 0 }
  })
  set(place, [...back, ...peekAttached(place)])
}

export const clearAttached = (place: string): void => set(place, [])

onForget(() => {
  attached.value = {}
})

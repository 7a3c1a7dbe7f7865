import { signal } from '@preact/signals'
import type { WireEntry, WireFact, WireFault, WireSheet, WireVersion } from '../../../../wire.ts'
import { bodyOf, tidy } from '../../rules/knowledge/entries.ts'
import { words } from '../../words/words.ts'
import { get, post, put, Refused } from '../api.ts'
import { sentenceOf, told, warned } from '../say.ts'
import { onForget } from '../session.ts'
import { entryOf, readShelf, shelfPath } from './shelf.ts'

export type Body = WireSheet | WireFact

/** What an editor is writing. It survives a look at another sheet, and nothing of it leaves before it is saved. */
export interface Writing {
  readonly kind: WireEntry['kind']
  readonly id: string
  readonly body: Body
  /** The last version its author has seen. */
  readonly after: number
  readonly dirty: boolean
}

const all = signal<ReadonlyMap<string, Writing>>(new Map())
const nameOf = ({ kind, id }: Pick<Writing, 'kind' | 'id'>): string => `${kind}/${id}`

function keep(writing: Writing): void {
  all.value = new Map(all.value).set(nameOf(writing), writing)
}

/** What is being written under this name, else what stands on the shelf. */
export function writingOf(name: string): Writing | undefined {
  const known = all.value.get(name)
  const entry = entryOf(name)
  if (known?.dirty || !entry) return known
  const body = bodyOf(entry)
  // What was withdrawn is written again from its last words, or from the file's.
  return body ? { kind: entry.kind, id: entry.id, body, after: entry.last, dirty: false } : known
}

export const write = (writing: Writing, body: Body): void => keep({ ...writing, body, dirty: true })

export const begin = (kind: WireEntry['kind'], id: string, body: Body): void =>
  keep({ kind, id, body, after: 0, dirty: true })

const pathOf = ({ kind, id }: Pick<Writing, 'kind' | 'id'>, rest: string): string =>
  shelfPath(`/${kind}/${encodeURIComponent(id)}/${rest}`)

/** Somebody was first: the words stay, and follow what that person wrote. */
async function overtaken(writing: Writing, error: Refused): Promise<string> {
  await readShelf()
  keep({ ...writing, after: entryOf(nameOf(writing))?.last ?? writing.after })
  const by = error.body['by']
  return words.peek().knowledge.conflict(typeof by === 'string' ? by : '')
}

export interface Refusal {
  readonly sentence: string
  readonly faults: readonly WireFault[]
}

async function sent(writing: Writing, send: () => Promise<WireVersion>, done: string): Promise<Refusal | undefined> {
  try {
    const { version } = await send()
    keep({ ...writing, after: version, dirty: false })
    await readShelf()
    told(done)
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) return { sentence: sentenceOf(error), faults: [] }
    if (error.code === 'content-changed') return { sentence: await overtaken(writing, error), faults: [] }
    const faults = error.body['faults']
    return { sentence: sentenceOf(error), faults: Array.isArray(faults) ? (faults as WireFault[]) : [] }
  }
}

const noted = (note: string): { note?: string } => (note.trim() ? { note: note.trim() } : {})

export function save(writing: Writing): Promise<Refusal | undefined> {
  const { body, after } = writing
  return sent(writing, () => put(pathOf(writing, 'draft'), { body: tidy(body), after }), words.peek().knowledge.saved)
}

export function publish(writing: Writing, note: string): Promise<Refusal | undefined> {
  const { body, after } = writing
  const send = () => post<WireVersion>(pathOf(writing, 'publish'), { body: tidy(body), after, ...noted(note) })
  return sent(writing, send, words.peek().knowledge.published)
}

export function withdraw(writing: Writing): Promise<Refusal | undefined> {
  const send = () => post<WireVersion>(pathOf(writing, 'withdraw'), { after: writing.after })
  return sent(writing, send, words.peek().knowledge.withdrawn)
}

/** What must be mended before it can be published. */
export async function check(writing: Pick<Writing, 'kind' | 'id' | 'body'>): Promise<readonly WireFault[]> {
  try {
    return (await post<{ faults: WireFault[] }>(pathOf(writing, 'check'), { body: tidy(writing.body) })).faults
  } catch (error) {
    warned(sentenceOf(error))
    return []
  }
}

export async function versionsOf(writing: Pick<Writing, 'kind' | 'id'>): Promise<readonly WireVersion[]> {
  return (await get<{ versions: WireVersion[] }>(pathOf(writing, 'history'))).versions
}

onForget(() => {
  all.value = new Map()
})

import { Refused, Unavailable } from '../../contract.ts'
import type {
  ContentDraft,
  ContentEntry,
  ContentFault,
  ContentName,
  ContentVersion,
  Curator,
  Shelf,
} from '../../door/content-door.ts'
import type { Reader } from '../../door/door.ts'
import { BrokenVersion, NotFound } from '../../door/inbox.ts'
import { mayEdit } from '../../guard/rights.ts'
import type { Core } from '../core.ts'

const NOTE = 300
/** A sheet is a page, not a book. */
const BODY = 40_000

interface Place {
  readonly curator: Curator
  readonly shelf: string
  readonly desks: readonly string[]
  readonly mine: boolean
}

/** The desk's shelf for a reader who edits at that desk; for anyone else there is none. */
function placeOf(core: Core, reader: Reader, desk: string): Place {
  if (!mayEdit(reader, desk)) throw new NotFound()
  const { curator } = core.versions
  if (curator === undefined) throw new Unavailable()
  const shelf = curator.shelves.get(desk)
  if (shelf === undefined) throw new NotFound()
  const desks = [...curator.shelves].flatMap(([id, on]) => (on === shelf ? [id] : []))
  // What is written on a shared shelf is said by every desk that shares it.
  return { curator, shelf, desks, mine: desks.every((id) => mayEdit(reader, id)) }
}

function ownPlace(core: Core, reader: Reader, desk: string, { kind, id }: ContentName, curated = true): Place {
  const place = placeOf(core, reader, desk)
  if (!place.mine)
    throw new Refused('shelf-shared', 'Ces fiches servent aussi un autre service, où vous ne rédigez pas.')
  if (curated && !/^[a-z0-9-]{1,60}$/.test(id)) throw new Refused('content-id', `Ce nom (${kind}) ne convient pas.`)
  return place
}

const keyOf = ({ kind, id }: ContentName) => `${kind}/${id}`

/** Everything on the desk's shelf: what the files say, under what was published, and what is being written. */
export async function shelf(core: Core, reader: Reader, desk: string): Promise<Shelf> {
  const { curator, shelf: name, desks, mine } = placeOf(core, reader, desk)
  const current = new Map((await core.versions.current(name)).map((one) => [keyOf(one), one]))
  const newest = new Map((await core.versions.newest(name)).map((one) => [keyOf(one), one]))
  const filed = new Map(curator.filed(name).map((one) => [keyOf(one), one]))
  const names = new Map<string, ContentName>([...filed, ...newest])
  const entries = [...names].map(([key, { kind, id }]): ContentEntry => {
    const [published, last, file] = [current.get(key), newest.get(key), filed.get(key)]
    const withdrawn = published?.state === 'withdrawn'
    const said = published
      ? { body: published.body, version: published.version, at: published.at, by: published.author.name }
      : file && { body: file.body, version: 0 }
    return {
      kind,
      id,
      running: withdrawn ? undefined : said,
      draft: last?.state === 'draft' ? last : undefined,
      last: last?.version ?? 0,
      withdrawn,
      ...(withdrawn && { gone: published?.body }),
    }
  })
  return { entries, desks, mine }
}

/** Newest first. Last comes what the file says, as version 0: one can go back to it too. */
export async function contentHistory(
  core: Core,
  reader: Reader,
  desk: string,
  name: ContentName,
): Promise<readonly ContentVersion[]> {
  const { curator, shelf: on } = placeOf(core, reader, desk)
  const versions = await core.versions.history(on, name)
  const filed = curator.filed(on).filter((one) => keyOf(one) === keyOf(name))
  return [
    ...versions,
    ...filed.map((one) => ({
      ...one,
      version: 0,
      state: 'published' as const,
      author: { id: '', name: '' },
      at: new Date(0),
    })),
  ]
}

export async function checkContent(
  core: Core,
  reader: Reader,
  desk: string,
  { body, ...name }: ContentName & { body: unknown },
): Promise<readonly ContentFault[]> {
  const { curator, shelf: on } = placeOf(core, reader, desk)
  return curator.check(on, name, body)
}

function checkSize({ body, note }: ContentDraft): void {
  if (note !== undefined && note.length > NOTE) throw new Refused('too-long', `Cette note dépasse ${NOTE} signes.`)
  if (JSON.stringify(body ?? null).length > BODY) throw new Refused('too-long', 'Cette fiche est trop longue.')
}

/** Keeps what is being written. It may still be broken: nobody is told it. */
export async function saveContent(
  core: Core,
  reader: Reader,
  desk: string,
  draft: ContentDraft,
): Promise<ContentVersion> {
  const place = ownPlace(core, reader, desk, draft)
  checkSize(draft)
  const saved = await core.versions.add(place.shelf, 'draft', draft, { id: reader.agent, name: reader.name })
  await noted(core, reader, place, 'content-draft', saved)
  return saved
}

/**
 * One write makes it the version that counts; the answer comes once it is what the bot says. Refused with what to mend
 * while anything is broken, and with Conflict when somebody wrote since: what is said now then stays.
 */
export function publishContent(core: Core, reader: Reader, desk: string, draft: ContentDraft): Promise<ContentVersion> {
  return decide(core, reader, desk, 'published', draft)
}

/** Takes it out of what the bot says. Its versions stay. */
export function withdrawContent(
  core: Core,
  reader: Reader,
  desk: string,
  { after, note, ...name }: Omit<ContentDraft, 'body'>,
): Promise<ContentVersion> {
  const draft = { ...name, after, body: undefined, ...(note !== undefined && { note }) }
  return decide(core, reader, desk, 'withdrawn', draft)
}

async function decide(
  core: Core,
  reader: Reader,
  desk: string,
  state: 'published' | 'withdrawn',
  draft: ContentDraft,
): Promise<ContentVersion> {
  const place = ownPlace(core, reader, desk, draft)
  checkSize(draft)
  // Two that are sound alone may be broken together: what is judged must still be so when it is written.
  return core.senders.run(`content:${place.shelf}`, async () => {
    const faults = place.curator.check(place.shelf, draft, draft.body)
    if (faults.length > 0) throw new BrokenVersion(faults)
    const filed = place.curator.filed(place.shelf).some((one) => keyOf(one) === keyOf(draft))
    if (state === 'withdrawn' && draft.after === 0 && !filed) throw new NotFound()
    const kept = state === 'withdrawn' ? { ...draft, body: await runningBody(core, place, draft) } : draft
    const added = await core.versions.add(place.shelf, state, kept, { id: reader.agent, name: reader.name })
    await noted(core, reader, place, state === 'published' ? 'content-publish' : 'content-withdraw', added)
    await place.curator.changed(place.shelf)
    return added
  })
}

/** What is withdrawn keeps its words: they are where its editors begin again. */
async function runningBody(core: Core, { curator, shelf: on }: Place, name: ContentName): Promise<unknown> {
  const published = (await core.versions.current(on)).find((one) => keyOf(one) === keyOf(name))
  return (published ?? curator.filed(on).find((one) => keyOf(one) === keyOf(name)))?.body
}

/** Written in the chain of every desk whose answers it changes. */
async function noted(
  core: Core,
  reader: Reader,
  { desks }: Place,
  action: string,
  done: ContentVersion,
): Promise<void> {
  for (const desk of desks) await core.audit.write(desk, reader, action, `${keyOf(done)}@${done.version}`)
}

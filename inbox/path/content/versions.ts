import type {
  BotContent,
  ContentDraft,
  ContentKind,
  ContentName,
  ContentVersion,
  Curator,
} from '../../door/content-door.ts'
import { Conflict } from '../../door/inbox.ts'
import { clash, type Store } from '../../store/connect.ts'
import type { VersionRow } from '../../store/content/versions.ts'

interface Author {
  readonly id: string
  readonly name: string
}

const HISTORY = 200
const idOf = (shelf: string, { kind, id }: { kind: string; id: string }, version: number) =>
  `${shelf}/${kind}/${id}@${version}`

/** The versions of what editors keep: one insert each, nothing is ever changed. */
export class Versions implements BotContent {
  readonly #store: Pick<Store, 'versions'>
  readonly #now: () => number
  #curator: Curator | undefined

  constructor(store: Pick<Store, 'versions'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  get curator(): Curator | undefined {
    return this.#curator
  }

  attend(curator: Curator): () => void {
    this.#curator = curator
    return () => {
      if (this.#curator === curator) this.#curator = undefined
    }
  }

  /** Adds the version after the one its author saw; whoever comes second is told who was first. */
  async add(shelf: string, state: VersionRow['state'], draft: ContentDraft, author: Author): Promise<ContentVersion> {
    const { kind, id, body, after, note } = draft
    const newest = await this.#newest(shelf, draft)
    if ((newest?.version ?? 0) !== after) throw new Conflict('content-changed', newest?.authorName)
    const row: VersionRow = {
      _id: idOf(shelf, draft, after + 1),
      shelf,
      kind,
      id,
      version: after + 1,
      state,
      body,
      author: author.id,
      authorName: author.name,
      at: new Date(this.#now()),
      ...(note !== undefined && { note }),
    }
    try {
      await this.#store.versions.insertOne(row)
    } catch (error) {
      if (clash(error) === undefined) throw error
      throw new Conflict('content-changed', (await this.#newest(shelf, draft))?.authorName)
    }
    return show(row)
  }

  async current(shelf: string): Promise<readonly ContentVersion[]> {
    return (await this.#firsts(shelf, { state: { $ne: 'draft' } })).map(show)
  }

  /** The newest version of everything on a shelf, drafts too. */
  async newest(shelf: string): Promise<readonly ContentVersion[]> {
    return (await this.#firsts(shelf, {})).map(show)
  }

  /** Newest first. */
  async history(shelf: string, { kind, id }: ContentName): Promise<readonly ContentVersion[]> {
    const rows = this.#store.versions.find({ shelf, kind, id }).sort({ version: -1 }).limit(HISTORY)
    return (await rows.toArray()).map(show)
  }

  async keep(desk: string, kind: 'guide', version: string, body: unknown): Promise<boolean> {
    const row: VersionRow = {
      _id: idOf(desk, { kind, id: version }, 1),
      shelf: desk,
      kind,
      id: version,
      version: 1,
      state: 'published',
      body,
      author: 'bot',
      authorName: 'bot',
      at: new Date(this.#now()),
    }
    try {
      await this.#store.versions.insertOne(row)
      return true
    } catch (error) {
      if (clash(error) === undefined) throw error
      return JSON.stringify(await this.read(desk, kind, version)) === JSON.stringify(body)
    }
  }

  async read(desk: string, kind: 'guide', version: string): Promise<unknown> {
    return (await this.#store.versions.findOne({ shelf: desk, kind, id: version }))?.body
  }

  #newest(shelf: string, { kind, id }: ContentName): Promise<VersionRow | null> {
    return this.#store.versions.findOne({ shelf, kind, id }, { sort: { version: -1 } })
  }

  /** The first row of each name, newest version first: a walk along the unique index. */
  #firsts(shelf: string, where: { state?: { $ne: VersionRow['state'] } }): Promise<VersionRow[]> {
    return this.#store.versions
      .aggregate<VersionRow>([
        { $match: { shelf, kind: { $in: ['sheet', 'fact'] }, ...where } },
        { $sort: { shelf: 1, kind: 1, id: 1, version: -1 } },
        { $group: { _id: { kind: '$kind', id: '$id' }, row: { $first: '$$ROOT' } } },
        { $replaceRoot: { newRoot: '$row' } },
        { $sort: { kind: 1, id: 1 } },
      ])
      .toArray()
  }
}

function show(row: VersionRow): ContentVersion {
  return {
    kind: row.kind as ContentKind,
    id: row.id,
    version: row.version,
    state: row.state,
    body: row.body,
    author: { id: row.author, name: row.authorName },
    at: row.at,
    ...(row.note !== undefined && { note: row.note }),
  }
}

import { randomBytes } from 'node:crypto'

export interface XUser {
  readonly id: string
  readonly username: string
  readonly name: string
}

export interface XMedia {
  readonly key: string
  readonly url: string
  readonly type: string
  readonly bytes: Buffer
}

export interface XPost {
  readonly id: string
  readonly author: string
  readonly text: string
  readonly at: number
  readonly replyTo: string | undefined
  readonly quotes: string | undefined
  readonly root: string
  readonly history: readonly string[]
  readonly media: readonly XMedia[]
}

export interface XDm {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly at: number
  readonly media: XMedia | undefined
}

const EPOCH = 1_288_834_974_657n

/** What exists on this X: people, posts, messages, pictures. Ids grow with time, as on the real one. */
export class World {
  readonly users = new Map<string, XUser>()
  readonly posts: XPost[] = []
  readonly dms: XDm[] = []
  readonly media = new Map<string, XMedia>()
  readonly shortened = new Map<string, string>()
  #last = 0n
  #past = 0n
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Of now and growing, or of a moment in the past. */
  newId(at?: number): string {
    const first = (BigInt(at ?? this.#now()) - EPOCH) << 22n
    if (at !== undefined && at < this.#now() - 1000) {
      this.#past += 1n
      return String(first + this.#past)
    }
    this.#last = first > this.#last ? first : this.#last + 1n
    return String(this.#last)
  }

  user(username: string, name = username, id = this.newId()): XUser {
    const known = [...this.users.values()].find((one) => one.username === username)
    if (known) return known
    const user = { id, username, name }
    this.users.set(user.id, user)
    return user
  }

  post(id: string | undefined): XPost | undefined {
    return this.posts.find((one) => one.id === id)
  }

  addPost(
    author: string,
    text: string,
    more: Partial<Pick<XPost, 'replyTo' | 'quotes' | 'media' | 'at'>> & { edits?: string },
  ): XPost {
    const at = more.at ?? this.#now()
    const id = this.newId(more.at)
    const before = this.post(more.edits)
    const replyTo = more.replyTo ?? before?.replyTo
    const post: XPost = {
      id,
      author,
      text,
      at,
      replyTo,
      quotes: more.quotes,
      root: before?.root ?? this.post(replyTo)?.root ?? id,
      history: [...(before?.history ?? []), id],
      media: more.media ?? [],
    }
    this.posts.push(post)
    return post
  }

  addDm(from: string, to: string, text: string, media?: XMedia, at?: number): XDm {
    const dm = { id: this.newId(at), from, to, text, at: at ?? this.#now(), media }
    this.dms.push(dm)
    return dm
  }

  addMedia(url: (key: string) => string, type: string, bytes: Buffer): XMedia {
    const key = `3_${this.newId()}`
    const media = { key, url: url(key), type, bytes }
    this.media.set(key, media)
    return media
  }

  /** X replaces every address in a text by a short one of its own. */
  shorten(target: string): string {
    const known = this.shortened.get(target)
    if (known) return known
    const short = `https://t.co/${randomBytes(5).toString('hex')}`
    this.shortened.set(target, short)
    return short
  }
}

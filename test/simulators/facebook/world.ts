/** What Facebook knows: people, what they and the page wrote, files. No wire here. */

export interface Attachment {
  readonly type: string
  readonly url?: string
  readonly name?: string
}

export interface Message {
  readonly id: string
  readonly person: string
  readonly at: number
  readonly fromPage: boolean
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly quickReplies: readonly { readonly title: string; readonly payload: string }[]
  /** How the page said that it may write: RESPONSE or a tag. */
  readonly leave?: string
  readonly metadata?: string
}

export interface Comment {
  readonly id: string
  readonly post: string
  readonly parent: string
  readonly from?: { readonly id: string; readonly name: string }
  text: string
  readonly photo?: { readonly url: string; readonly name: string }
  readonly at: number
  removed: boolean
  /** The private reply that it had: there is never a second. */
  privateReply?: string
}

export interface Kept {
  readonly type: string
  readonly bytes: Buffer
}

export class World {
  readonly messages: Message[] = []
  readonly comments: Comment[] = []
  /** By host and path. */
  /** What people are called, for apps that may know. */
  readonly profiles = new Map<string, { readonly first_name: string; readonly last_name: string }>()
  readonly files = new Map<string, Kept>()
  readonly uploads = new Map<string, { readonly type: string; readonly name: string; readonly bytes: Buffer }>()
  /** The app that holds a person's thread, where it is not ours. */
  readonly owners = new Map<string, string>()
  #count: number

  /** Names go up from `first`: a world that begins anew says none of those that an earlier one said. */
  constructor(first = 0) {
    this.#count = first
  }

  /** Ids look like Meta's: long, and no order can be read from them. */
  name(kind: string): string {
    this.#count += 1
    return `${kind}${Buffer.from(`${this.#count}:simulated`).toString('base64url')}`
  }

  number(): string {
    this.#count += 1
    return String(700_000_000_000_000 + this.#count)
  }

  talk(person: string): readonly Message[] {
    return this.messages.filter((message) => message.person === person)
  }

  lastHeard(person: string): number | undefined {
    return this.talk(person).findLast(({ fromPage }) => !fromPage)?.at
  }

  comment(id: string): Comment | undefined {
    return this.comments.find((comment) => comment.id === id)
  }

  under(place: string): readonly Comment[] {
    return this.comments.filter((comment) => comment.parent === place && !comment.removed)
  }
}

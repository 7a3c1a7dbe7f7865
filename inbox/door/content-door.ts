/** What passes about kept knowledge: sheets, facts and guides, whose bodies only the bot's room can read. */

export type ContentKind = 'sheet' | 'fact'

/** Something on a shelf, by name. */
export interface ContentName {
  readonly kind: ContentKind
  readonly id: string
}

export interface ContentVersion extends ContentName {
  /** Numbered from 1 in the order they were written; 0 is what came with the desk's files. */
  readonly version: number
  readonly state: 'draft' | 'published' | 'withdrawn'
  readonly body: unknown
  readonly author: { readonly id: string; readonly name: string }
  readonly at: Date
  readonly note?: string
}

/** Something to mend before it may be published: the field, the line inside it, what, and what to write instead. */
export interface ContentFault {
  /** 'body.fr'; '' when it is the whole. */
  readonly field: string
  readonly line: number
  readonly code: string
  readonly about: string
  readonly instead?: string
}

/** Who reads the bodies: says which shelf each desk's answers stand on, judges what is written, and puts it to work. */
export interface Curator {
  /** Desk id → shelf. A desk without answers is not in it. */
  readonly shelves: ReadonlyMap<string, string>
  /** What comes with the desks' files. */
  filed(shelf: string): readonly (ContentName & { readonly body: unknown })[]
  /** What would be wrong on the shelf with this body, or without it (undefined). Empty: it may be published. */
  check(shelf: string, name: ContentName, body: unknown): readonly ContentFault[]
  /** Resolves once what is published is what is said. */
  changed(shelf: string): Promise<void>
}

/** The bot's door to what editors keep. */
export interface BotContent {
  /** One curator at a time; without one nothing can be published. */
  attend(curator: Curator): () => void
  /** Of everything on a shelf, the version that counts: the newest that is no draft. */
  current(shelf: string): Promise<readonly ContentVersion[]>
  /** Keeps a desk's guide under its version's name. The same again changes nothing; false: another body bears that name. */
  keep(desk: string, kind: 'guide', version: string, body: unknown): Promise<boolean>
  /** Undefined when no guide was kept under that name. */
  read(desk: string, kind: 'guide', version: string): Promise<unknown>
}

/** One thing on a desk's shelf, as its editors list it. */
export interface ContentEntry extends ContentName {
  /** What is said now; undefined when nothing is (withdrawn, or a draft of something new). */
  readonly running:
    | { readonly body: unknown; readonly version: number; readonly at?: Date; readonly by?: string }
    | undefined
  /** Written after what is said now, and not published. */
  readonly draft: ContentVersion | undefined
  /** The newest version's number: what the next one must follow. 0 when there is the file alone. */
  readonly last: number
  readonly withdrawn: boolean
  /** What was said before it was withdrawn. */
  readonly gone?: unknown
}

export interface Shelf {
  readonly entries: readonly ContentEntry[]
  /** Every desk that says what is written here. */
  readonly desks: readonly string[]
  /** The reader edits at each of them, so may write. */
  readonly mine: boolean
}

/** What an editor wrote, and the last version they had seen: refused with Conflict when there is a newer one. */
export interface ContentDraft extends ContentName {
  readonly body: unknown
  readonly after: number
  readonly note?: string
}

/** What became of a free text: a sheet was the answer, sheets were offered, nothing was found. */
export interface ContentUse {
  readonly outcome: 'hit' | 'suggested' | 'failed'
  readonly sheets: readonly string[]
}

/** A question that people asked, by reference: its words stay in the conversation. */
export interface AskedQuestion extends ContentUse {
  readonly conversation: string
  readonly seq: number
  readonly at: Date
  /** The reader's roles let them read it there. */
  readonly readable: boolean
}

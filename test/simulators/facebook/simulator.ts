import type { Server } from 'node:http'
import type { Ground } from './endpoints.ts'
import { Faults } from './faults.ts'
import { type Seen, startServer } from './server.ts'
import { type Deliver, Webhooks } from './webhooks.ts'
import { type Comment, type Message, World } from './world.ts'

/** What the page did, as somebody who watches Facebook sees it. */
export type PageEvent =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'comment'; readonly comment: Comment }

export interface Options {
  readonly deliver: Deliver
  readonly answerWithin?: number
  readonly retryEvery?: number
  /** Where its numbers begin; see World. */
  readonly first?: number
}

interface Photo {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

interface Writing {
  /** When it was written; the message comes now all the same. */
  readonly at?: number
  readonly replyTo?: string
  readonly files?: readonly Photo[]
  /** As Meta tells it: more fields of the message. */
  readonly more?: object
}

const pageInbox = 263902037430900

/** A Facebook with one page, as far as the product can tell. People write, the page answers by the Graph API. */
export class FacebookSimulator {
  readonly page = { id: '102030405060708', name: 'Brigade numérique' }
  /** Settings of a channel that is connected to this page. */
  readonly settings = {
    pageId: this.page.id,
    appId: '600700800900100',
    appSecret: '0123456789abcdef0123456789abcdef',
    verifyToken: 'une-phrase-choisie-au-hasard',
    pageAccessToken: 'EAAsimulatedpagetoken',
    graphVersion: 'v25.0',
  }
  readonly faults = new Faults()
  readonly seen: Seen = { unknown: [], broken: [], calls: [] }
  readonly webhooks: Webhooks
  /** Facebook's clock is ahead of ours by so many milliseconds. */
  skew = 0
  tokenDead = false
  tokenEnds = Date.now() + 60 * 24 * 3_600_000
  primary = false
  mayName = false
  /** Meta shows the details of the newest messages of a conversation alone. */
  details = Number.POSITIVE_INFINITY
  /** Some of Meta's servers write times as strings. */
  stringTimes = false
  usage: Readonly<Record<string, string>> = {}
  readonly #world: World
  readonly #watchers = new Set<(event: PageEvent) => void>()
  #server: Server | undefined
  #port = 0

  private constructor({ deliver, answerWithin = 5_000, retryEvery = 1_000, first }: Options) {
    this.#world = new World(first)
    this.webhooks = new Webhooks({ appSecret: this.settings.appSecret, deliver, answerWithin, retryEvery })
  }

  static async start(options: Options): Promise<FacebookSimulator> {
    const simulator = new FacebookSimulator(options)
    const { seen, faults, settings } = simulator
    const { server, port } = await startServer({
      ...seen,
      faults,
      credentials: settings,
      ground: simulator.#ground(),
      tokenDead: () => simulator.tokenDead,
      usage: () => simulator.usage,
    })
    simulator.#server = server
    simulator.#port = port
    return simulator
  }

  /** host:port that the product is told to call instead of Meta. */
  get connect(): string {
    return `127.0.0.1:${this.#port}`
  }

  async close(): Promise<void> {
    this.webhooks.close()
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }

  /** Tells what the page does from now on; call the result to stop. */
  watch(watcher: (event: PageEvent) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  conversation(person: string): readonly Message[] {
    return this.#world.talk(person)
  }

  comments(post: string): readonly Comment[] {
    return this.#world.comments.filter((comment) => comment.post === post && comment.id !== post && !comment.removed)
  }

  /** A file that lies with Meta, by its address. */
  kept(url: string): Photo | undefined {
    const path = url.replace('https://', '')
    const found = this.#world.files.get(path)
    return found && { ...found, name: decodeURIComponent(path.split('/').at(-1) ?? '') }
  }

  uploads(): readonly { readonly type: string; readonly name: string; readonly bytes: Buffer }[] {
    return [...this.#world.uploads.values()]
  }

  personWrites(
    person: string,
    text: string,
    { at = this.#now(), replyTo, files = [], more = {} }: Writing = {},
  ): string {
    const attachments = files.map(({ name, type, bytes }) => ({
      type: type.split('/')[0] ?? 'file',
      name,
      url: this.#keep(name, type, bytes),
    }))
    const id = this.#world.name('m_')
    this.#world.messages.push({ id, person, at, fromPage: false, text, attachments, quickReplies: [] })
    const told = attachments.map(({ type, url }) => ({
      type: type === 'application' || type === 'text' ? 'file' : type,
      payload: { url },
    }))
    this.#messaging(person, at, {
      message: {
        mid: id,
        ...(text !== '' && { text }),
        ...(told.length > 0 && { attachments: told }),
        ...(replyTo !== undefined && { reply_to: { mid: replyTo } }),
        ...more,
      },
    })
    return id
  }

  /** From now on Meta knows what this person is called. */
  personIsCalled(person: string, first_name: string, last_name: string): void {
    this.#world.profiles.set(person, { first_name, last_name })
  }

  /** Presses a quick reply of the page's last message, or a button with this payload. */
  personPresses(person: string, payload: string): string {
    const shown = this.#world.talk(person).findLast(({ fromPage }) => fromPage)
    const button = shown?.quickReplies.find((one) => one.payload === payload)
    if (button) return this.personWrites(person, button.title, { more: { quick_reply: { payload } } })
    const id = this.#world.name('m_')
    const at = this.#now()
    this.#world.messages.push({ id, person, at, fromPage: false, text: payload, attachments: [], quickReplies: [] })
    this.#messaging(person, at, { postback: { mid: id, title: payload, payload } })
    return id
  }

  personEdits(person: string, mid: string, text: string, number = 1): void {
    this.#messaging(person, this.#now(), { message_edit: { mid, text, num_edit: number } })
  }

  personDeletes(person: string, mid: string): void {
    this.#messaging(person, this.#now(), { message: { mid, is_deleted: true } })
  }

  personReacts(person: string, mid: string, emoji: string, action: 'react' | 'unreact' = 'react'): void {
    this.#messaging(person, this.#now(), { reaction: { mid, action, emoji, reaction: 'other' } })
  }

  personReads(person: string): void {
    this.#messaging(person, this.#now(), { read: { watermark: this.#now() } })
  }

  /** A comment under a post or under another comment. name undefined: Facebook does not say who. */
  personComments(
    person: string,
    post: string,
    text: string,
    {
      name,
      parent = post,
      anonymous = false,
      at = this.#now(),
      photo,
    }: { name?: string; parent?: string; anonymous?: boolean; at?: number; photo?: Photo } = {},
  ): string {
    const id = `${post.split('_')[1]}_${this.#world.number()}`
    const from = anonymous ? {} : { from: { id: person, name: name ?? 'Camille Citoyenne' } }
    this.#world.comments.push({ id, post, parent, text, at, removed: false, ...from, ...this.#shown(photo) })
    this.#feed('add', id)
    return id
  }

  /** A visitor writes on the page itself. */
  personPosts(person: string, text: string, name = 'Camille Citoyenne'): string {
    const id = `${this.page.id}_${this.#world.number()}`
    const from = { id: person, name }
    this.#world.comments.push({ id, post: id, parent: id, text, at: this.#now(), removed: false, from })
    this.#feed('add', id)
    return id
  }

  personEditsComment(id: string, text: string): void {
    const comment = this.#world.comment(id)
    if (!comment) return
    comment.text = text
    this.#feed('edited', id)
  }

  commentGoes(id: string, verb: 'remove' | 'hide' = 'remove'): void {
    const comment = this.#world.comment(id)
    if (!comment) return
    comment.removed = true
    this.#feed(verb, id)
  }

  /** A colleague answers from Meta's own inbox, or another app does. */
  colleagueWrites(person: string, text: string, app: number = pageInbox): string {
    const id = this.#world.name('m_')
    const at = this.#now()
    this.#world.messages.push({ id, person, at, fromPage: true, text, attachments: [], quickReplies: [] })
    this.#fromPage(person, at, { mid: id, text, is_echo: true, app_id: app })
    return id
  }

  /** A colleague answers a comment on the page itself. */
  colleagueComments(parent: string, text: string): string {
    const post = this.#world.comment(parent)?.post ?? parent
    const id = `${post.split('_')[1]}_${this.#world.number()}`
    this.#world.comments.push({ id, post, parent, text, at: this.#now(), removed: false, from: this.page })
    this.#feed('add', id)
    return id
  }

  /** Another app holds this person's thread from now on. */
  giveThread(person: string, app: string): void {
    this.#world.owners.set(person, app)
    const more = { previous_owner_app_id: this.settings.appId, new_owner_app_id: app }
    this.#messaging(person, this.#now(), { pass_thread_control: more })
  }

  /** Any event of Messenger, as Meta might invent it tomorrow. */
  event(event: object): void {
    this.webhooks.send({ id: this.page.id, time: this.#now(), messaging: [event] })
  }

  change(change: object): void {
    this.webhooks.send({ id: this.page.id, time: this.#now(), changes: [change] })
  }

  #now(): number {
    return Date.now() + this.skew
  }

  #shown(photo: Photo | undefined): Pick<Comment, 'photo'> {
    if (photo === undefined) return {}
    const { name, type, bytes } = photo
    return { photo: { name, url: this.#keep(name, type, bytes) } }
  }

  #keep(name: string, type: string, bytes: Buffer): string {
    const path = `cdn.fbsbx.com/v/${this.#world.number()}/${encodeURIComponent(name)}`
    this.#world.files.set(path, { type, bytes })
    return `https://${path}`
  }

  #time(at: number): number | string {
    return this.stringTimes ? String(at) : at
  }

  #messaging(person: string, at: number, event: object): void {
    const held = this.#world.owners.has(person) && !('pass_thread_control' in event)
    const items = [{ sender: { id: person }, recipient: { id: this.page.id }, timestamp: this.#time(at), ...event }]
    this.webhooks.send({ id: this.page.id, time: this.#now(), [held ? 'standby' : 'messaging']: items })
  }

  #fromPage(person: string, at: number, message: object): void {
    const items = [{ sender: { id: this.page.id }, recipient: { id: person }, timestamp: this.#time(at), message }]
    const held = this.#world.owners.has(person)
    this.webhooks.send({ id: this.page.id, time: this.#now(), [held ? 'standby' : 'messaging']: items })
  }

  #feed(verb: string, id: string): void {
    const comment = this.#world.comment(id)
    if (!comment) return
    const { post, parent, from, text, at, photo } = comment
    const seconds = Math.floor(at / 1_000)
    const what = id === post ? { item: 'status' } : { item: 'comment', comment_id: id, parent_id: parent }
    const value = { ...what, verb, post_id: post, ...(from && { from }), ...(photo && { photo: photo.url }) }
    const created_time = this.stringTimes ? String(seconds) : seconds
    this.change({ field: 'feed', value: { ...value, ...(verb !== 'remove' && { message: text }), created_time } })
  }

  #ground(): Ground {
    const simulator = this
    return {
      world: this.#world,
      page: this.page,
      get tokenEnds() {
        return simulator.tokenEnds
      },
      get details() {
        return simulator.details
      },
      get mayName() {
        return simulator.mayName
      },
      get primary() {
        return simulator.primary
      },
      now: () => this.#now(),
      pageSaid: (message) => this.#pageSaid(message),
      pageCommented: (...given) => this.#pageCommented(...given),
      keep: (...given) => this.#keep(...given),
    }
  }

  #pageSaid(message: Message): void {
    const { id, person, at, text, metadata } = message
    this.#world.messages.push(message)
    for (const watcher of this.#watchers) watcher({ kind: 'message', message })
    const app_id = Number(this.settings.appId)
    this.#fromPage(person, at, { mid: id, ...(text !== '' && { text }), is_echo: true, app_id, metadata })
    this.#messaging(person, at, { delivery: { mids: [id], watermark: at } })
  }

  #pageCommented(id: string, parent: string, text: string, photo?: Comment['photo']): void {
    const post = this.#world.comment(parent)?.post ?? parent
    const own = { id, post, parent, text, at: this.#now(), removed: false, from: this.page }
    const comment: Comment = { ...own, ...(photo && { photo }) }
    this.#world.comments.push(comment)
    for (const watcher of this.#watchers) watcher({ kind: 'comment', comment })
    this.#feed('add', id)
  }
}

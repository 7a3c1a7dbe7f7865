import type { ContentDraft, ContentName } from '../../door/content-door.ts'
import type { Answer, CounterEntry, Danger, Reader, Staff, StaffEvent, View } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { desksOf, mayRead } from '../../guard/rights.ts'
import type { Channels } from '../channels/manage.ts'
import * as shelves from '../content/shelf.ts'
import * as uses from '../content/uses.ts'
import type { Core } from '../core.ts'
import * as apart from './apart.ts'
import * as attend from './attend.ts'
import * as counter from './counter.ts'
import * as hold from './hold.ts'
import * as opening from './open.ts'
import * as privately from './private.ts'
import * as list from './queue.ts'
import * as tasks from './tasks.ts'
import * as write from './write.ts'

/** Everything one reader may do. Each verb is a file; this only hands the reader to it. */
export class StaffDoor implements Staff {
  readonly reader: Reader
  readonly #core: Core
  readonly #channels: Channels

  constructor(core: Core, channels: Channels, reader: Reader) {
    this.#core = core
    this.#channels = channels
    this.reader = reader
  }

  queue = (query: { view: View; desk?: string; channel?: string; after?: string; limit?: number }) =>
    list.queue(this.#core, this.reader, query)
  counts = () => list.counts(this.#core, this.reader)
  open = (id: string) => opening.open(this.#core, this.reader, id)
  messages = (id: string, range: { after?: number; before?: number; limit?: number }) =>
    opening.messages(this.#core, this.reader, id, range)
  file = (id: string, file: string) => opening.file(this.#core, this.reader, id, file)
  take = (id: string) => hold.take(this.#core, this.reader, id)
  release = (id: string) => hold.release(this.#core, this.reader, id)
  transfer = (id: string, to: string) => hold.transfer(this.#core, this.reader, id, to)
  resolve = (id: string) => hold.resolve(this.#core, this.reader, id)
  reopen = (id: string) => hold.reopen(this.#core, this.reader, id)
  danger = (id: string, level: Danger) => hold.danger(this.#core, this.reader, id, level)
  reply = (id: string, answer: Answer) => write.reply(this.#core, this.reader, id, answer)
  replyPrivately = (id: string, answer: Answer) => privately.replyPrivately(this.#core, this.reader, id, answer)
  note = (id: string, note: { text: string; clientId: string }) => write.note(this.#core, this.reader, id, note)
  read = (id: string, seq: number) => attend.read(this.#core, this.reader, id, seq)
  typing = (id: string, on: boolean) => attend.typing(this.#core, this.reader, id, on)
  record = (entry: CounterEntry) => counter.record(this.#core, this.reader, entry)
  draft = (id: string) => attend.draft(this.#core, this.reader, id)
  saveDraft = (id: string, draft: { answer: string; note: string }) =>
    attend.saveDraft(this.#core, this.reader, id, draft)
  retry = (id: string, seq: number) => tasks.retry(this.#core, this.reader, id, seq)
  done = (id: string, seq: number, outcome: { at: Date; text: string }) =>
    tasks.done(this.#core, this.reader, id, seq, outcome)

  channels = () => this.#channels.list(this.reader)
  connectChannel = (id: string, settings: Readonly<Record<string, string>>) =>
    this.#channels.connect(this.reader, id, settings)
  pauseChannel = (id: string, paused: boolean) => this.#channels.pause(this.reader, id, paused)
  checkChannel = (id: string) => this.#channels.check(this.reader, id)
  fileApart = (id: string, reason: string | undefined) => apart.fileApart(this.#core, this.reader, id, reason)

  shelf = (desk: string) => shelves.shelf(this.#core, this.reader, desk)
  contentHistory = (desk: string, name: ContentName) => shelves.contentHistory(this.#core, this.reader, desk, name)
  checkContent = (desk: string, name: ContentName & { body: unknown }) =>
    shelves.checkContent(this.#core, this.reader, desk, name)
  saveContent = (desk: string, draft: ContentDraft) => shelves.saveContent(this.#core, this.reader, desk, draft)
  publishContent = (desk: string, draft: ContentDraft) => shelves.publishContent(this.#core, this.reader, desk, draft)
  withdrawContent = (desk: string, draft: Omit<ContentDraft, 'body'>) =>
    shelves.withdrawContent(this.#core, this.reader, desk, draft)
  asked = (desk: string) => uses.asked(this.#core, this.reader, desk)
  askedText = (desk: string, id: string, seq: number) => uses.askedText(this.#core, this.reader, desk, id, seq)

  async colleagues(desk: string) {
    if (!mayRead(this.reader, desk)) throw new NotFound()
    return hold.colleagues(this.#core, desk)
  }

  watch(listener: (event: StaffEvent) => void): () => void {
    const desks = desksOf(this.reader)
    const stops = desks.map((desk) => this.#core.topics.on('desk', desk, listener))
    for (const down of this.#channels.down(desks)) listener({ type: 'health', state: 'down', ...down })
    return () => {
      for (const stop of stops) stop()
    }
  }
}

import { createHmac } from 'node:crypto'
import type { Sink } from '../../../inbox/contract.ts'
import { asList, asObject, asText } from '../read/json.ts'
import type { Part } from './parts.ts'

/** '' not sent · '?' asked for, no answer yet · else X's id of it */
type State = string

interface Entry {
  readonly id: string
  touched: number
  readonly prints: readonly string[]
  readonly states: State[]
}

/** Longer than an event about our own sending takes to come back, and than an outbox goes on trying. */
const KEPT = { sent: 30 * 60_000, open: 6 * 86_400_000 }
const MOST = 500
/** Events must be answered within 10 seconds. */
const PATIENCE = 6000

/** As X gives a text back: without the names it puts before an answer, and addresses without their scheme. */
const bare = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/^(@\w{1,15}\s+)+/, '')
    .replace(/https?:\/\//gi, '')
    .replace(/\/(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Notes that cannot be read are as none: X is asked instead. */
function notes(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}

/**
 * What is being sent, noted before it leaves: after a crash, or an answer that never came, it says which parts went out,
 * which did not and which must be looked for; and an own post that comes back is known for ours before the inbox knows it.
 */
export class Journal {
  readonly #sink: Sink
  readonly #key: string
  #entries: Entry[] = []
  #saving: Promise<void> = Promise.resolve()
  readonly #under = new Set<Promise<unknown>>()

  constructor(sink: Sink, key: string) {
    this.#sink = sink
    this.#key = key
  }

  /** A text is recognised by this and not kept: a journal holds nobody's words, nor what they could be guessed from. */
  print(text: string): string {
    return createHmac('sha256', this.#key).update(bare(text)).digest('base64url').slice(0, 22)
  }

  async load(): Promise<void> {
    const text = await this.#sink.cursor.load('sending')
    if (text === undefined) return
    this.#entries = asList(notes(text))
      .map(asObject)
      .map((row) => ({
        id: asText(row['id']),
        touched: Number(row['touched']),
        prints: asList(row['prints']).map(asText),
        states: asList(row['states']).map(asText),
      }))
  }

  /** The states of a message's parts; undefined when it was never begun, or long ago. */
  states(id: string): readonly State[] | undefined {
    return this.#entries.find((entry) => entry.id === id)?.states
  }

  begin(id: string, parts: readonly Part[]): void {
    if (this.states(id) !== undefined) return
    const prints = parts.map(({ text }) => this.print(text))
    this.#entries.push({ id, touched: Date.now(), prints, states: parts.map(() => '') })
  }

  async note(id: string, part: number, state: State): Promise<void> {
    const entry = this.#entries.find((one) => one.id === id)
    if (entry === undefined) return
    entry.states[part] = state
    entry.touched = Date.now()
    await this.#save()
  }

  /** Is this own post or message one that we sent from here? Takes its id down where only the text told. */
  recognises(wireId: string, text: string): boolean {
    if (this.#entries.some(({ states }) => states.includes(wireId))) return true
    const print = this.print(text)
    for (const { prints, states } of this.#entries) {
      const part = prints.findIndex((one, index) => one === print && states[index] === '?')
      if (part >= 0) {
        states[part] = wireId
        return true
      }
    }
    return false
  }

  /** Does this id belong to a part of another message of ours? */
  isAnothers(id: string, wireId: string): boolean {
    return this.#entries.some((entry) => entry.id !== id && entry.states.includes(wireId))
  }

  /** Runs a sending, so that settled() can wait for it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const running = work()
    this.#under.add(running)
    try {
      return await running
    } finally {
      this.#under.delete(running)
    }
  }

  /** Resolves when what was under way is over, or soon enough to answer an event. */
  async settled(): Promise<void> {
    if (this.#under.size === 0) return
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, PATIENCE)
    })
    await Promise.race([Promise.allSettled([...this.#under]), patience])
    clearTimeout(timer)
  }

  /** One write after the other, the newest state last. */
  #save(): Promise<void> {
    const now = Date.now()
    const kept = ({ touched, states }: Entry): boolean =>
      now - touched < (states.some((state) => state === '' || state === '?') ? KEPT.open : KEPT.sent)
    this.#entries = this.#entries.filter(kept).slice(-MOST)
    this.#saving = this.#saving
      .catch(() => undefined)
      .then(() => this.#sink.cursor.save(JSON.stringify(this.#entries), 'sending'))
    return this.#saving
  }
}

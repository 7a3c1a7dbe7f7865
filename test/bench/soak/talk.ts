import { openLine } from '../load/http.ts'
import { sentence } from '../load/seed.ts'
import { openPage, type Page } from '../load/socket.ts'
import type { Desk } from './desk.ts'

const LENGTH = 12
const repliesAfter = new Set([4, 8, 10])

/** What the whole load has to tell. */
export interface Ledger {
  /** When each message that no agent has seen yet was written. */
  readonly sent: Map<string, number>
  readonly talks: Map<string, Talk>
  /** Something that must not happen, by a short name. */
  wrong(what: string): void
  /** An answer refused because the person wrote meanwhile: read again and sent, as an agent does. */
  stale(): void
}

let talks = 0

/** One person and the agent who answers: a question to the bot, a wish for a human, words back and forth, closed. */
export class Talk {
  over = false
  readonly #page: Page
  readonly #ticket: string
  readonly #desk: Desk
  readonly #ledger: Ledger
  readonly #origin: string
  readonly #name: string
  readonly #byForm: boolean
  #said = 0
  #conversation: string | undefined
  #seen = 0
  #work: Promise<void> = Promise.resolve()

  private constructor(given: { origin: string; desk: Desk; ledger: Ledger; ticket: string; page: Page }) {
    talks += 1
    this.#origin = given.origin
    this.#desk = given.desk
    this.#ledger = given.ledger
    this.#ticket = given.ticket
    this.#page = given.page
    this.#name = `soak${talks}`
    // One in four writes by requests, as the page without scripts does.
    this.#byForm = talks % 4 === 0
    this.#page.onEvent = (name, data) => {
      if (name === 'message') this.#page.emit('got', { seq: data['seq'] })
    }
  }

  static async begin(origin: string, desk: Desk, ledger: Ledger): Promise<Talk> {
    const line = await openLine(origin)
    const path = '/chat/brigade-numerique/discussion/start'
    const { status, body } = await line.ask('POST', path, 'content-type: application/json\r\n', '{}')
    line.close()
    if (status !== 201) throw new Error(`A talk was not begun: ${status}.`)
    const { ticket } = JSON.parse(body.toString()) as { ticket: string }
    const page = await openPage(origin, '/chat', { ticket, after: 0 })
    return new Talk({ origin, desk, ledger, ticket, page })
  }

  /** The next message of the person; the last one ends the talk. */
  say(): void {
    this.#said += 1
    const clientId = `${this.#name}-${this.#said}`
    const choice = this.#said === 2 ? { choice: 'agent' } : {}
    const text = this.#said === 2 ? 'Parler à un agent' : `${sentence} (${this.#said})`
    this.#ledger.sent.set(clientId, performance.now())
    this.#ledger.talks.set(clientId, this)
    if (this.#byForm) void this.#post({ clientId, text, ...choice })
    else this.#page.emit('say', { clientId, text, ...choice })
    if (this.#said === LENGTH) this.over = true
  }

  /** An agent's screen was told of something new here. */
  seen(conversation: string, seq: number, number: number): void {
    this.#conversation = conversation
    this.#seen = Math.max(this.#seen, seq)
    if (number === 3) this.#then(() => this.#take())
    if (repliesAfter.has(number)) this.#then(() => this.#answer(number))
    if (number === LENGTH) this.#then(() => this.#close())
  }

  follow(seq: number): void {
    this.#seen = Math.max(this.#seen, seq)
  }

  async #post(body: object): Promise<void> {
    const headers = `authorization: Bearer ${this.#ticket}\r\ncontent-type: application/json\r\n`
    try {
      const line = await openLine(this.#origin)
      const { status } = await line.ask('POST', '/chat/messages', headers, JSON.stringify(body))
      line.close()
      if (status !== 201) this.#ledger.wrong(`message ${status}`)
    } catch {
      this.#ledger.wrong('message not sent')
    }
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => this.#ledger.wrong('request failed'))
  }

  async #ask(method: string, verb: string, body?: object): Promise<number> {
    const status = await this.#desk.ask(method, `/conversations/${this.#conversation}${verb}`, body)
    if (status >= 400 && status !== 409) this.#ledger.wrong(`${verb || 'open'} ${status}`)
    return status
  }

  async #take(): Promise<void> {
    await this.#ask('GET', '')
    await this.#ask('GET', '/messages?after=0')
    if ((await this.#ask('POST', '/take')) === 409) this.#ledger.wrong('take 409')
  }

  async #answer(number: number): Promise<void> {
    const clientId = `${this.#name}-a${number}`
    const text = 'Bonjour, je lis votre message. Avez-vous le numéro de série de cet appareil ?'
    for (let tries = 0; tries < 10; tries += 1) {
      if ((await this.#ask('POST', '/reply', { text, seen: this.#seen, clientId })) !== 409) return
      this.#ledger.stale()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    this.#ledger.wrong('reply never taken')
  }

  async #close(): Promise<void> {
    await this.#ask('POST', '/resolve')
    this.#page.close()
    for (let number = 1; number <= LENGTH; number += 1) this.#ledger.talks.delete(`${this.#name}-${number}`)
  }
}

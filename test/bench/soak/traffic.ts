import { letter, type Mailbox } from '../load/mailbox.ts'
import { openPage } from '../load/socket.ts'
import { pause } from '../measure.ts'
import { Desk } from './desk.ts'
import { type Ledger, Talk } from './talk.ts'

const PER_SECOND = 20
const TALKS = 10
const AGENTS = 3
const MAIL_EVERY_MS = 6_000
const LOST_AFTER_MS = 60_000

export interface Traffic {
  /** From a person's writing to an agent's screen, in milliseconds, since it was last asked. */
  waits(): number[]
  readonly errors: ReadonlyMap<string, number>
  readonly count: { said: number; seen: number; mails: number; stale: number }
  end(): Promise<void>
}

interface Told {
  readonly head?: { readonly id: string }
  readonly message?: { readonly clientId?: string; readonly seq: number }
}

/** The load of one busy desk: people who write by chat and by mail, agents who take, answer and close. */
export async function openTraffic(origin: string, { dovecot }: Mailbox): Promise<Traffic> {
  const errors = new Map<string, number>()
  const count = { said: 0, seen: 0, mails: 0, stale: 0 }
  const ledger: Ledger = {
    sent: new Map(),
    talks: new Map(),
    wrong: (what) => void errors.set(what, (errors.get(what) ?? 0) + 1),
    stale: () => {
      count.stale += 1
    },
  }
  const desks = await Promise.all(Array.from({ length: AGENTS }, () => Desk.open(origin)))
  const screens = await Promise.all(desks.map(({ cookie }) => openPage(origin, '/console', {}, { cookie })))
  const byConversation = new Map<string, Talk>()
  let times: number[] = []
  const hear = ({ head, message }: Told) => {
    if (head === undefined || message === undefined) return
    const { clientId = '', seq } = message
    const talk = ledger.talks.get(clientId)
    const since = ledger.sent.get(clientId)
    byConversation.get(head.id)?.follow(seq)
    if (talk === undefined || since === undefined) return
    times.push(performance.now() - since)
    ledger.sent.delete(clientId)
    count.seen += 1
    byConversation.set(head.id, talk)
    talk.seen(head.id, seq, Number(clientId.split('-')[1]))
  }
  const [first] = screens
  if (first) first.onEvent = (name, data) => (name === 'message' ? hear(data as Told) : undefined)

  let going = true
  const next = (at: number) => Talk.begin(origin, desks[at % AGENTS] as Desk, ledger)
  const people = await Promise.all(Array.from({ length: TALKS }, (_, at) => next(at)))
  const write = async () => {
    const begun = performance.now()
    for (let said = 0; going; said += 1) {
      const due = begun + (said * 1000) / PER_SECOND
      if (due > performance.now()) await pause(due - performance.now())
      const at = said % TALKS
      const talk = people[at]
      if (talk === undefined || talk.over) continue
      talk.say()
      count.said += 1
      if (talk.over)
        void next(said).then(
          (fresh) => (people[at] = fresh),
          () => ledger.wrong('no new talk'),
        )
    }
  }
  const post = async () => {
    for (let mail = 0; going; mail += 1) {
      dovecot.append(letter(mail))
      count.mails += 1
      for (let wait = 0; going && wait < MAIL_EVERY_MS; wait += 200) await pause(200)
    }
  }
  const look = setInterval(() => {
    for (const [clientId, since] of ledger.sent) {
      if (performance.now() - since < LOST_AFTER_MS) continue
      ledger.sent.delete(clientId)
      ledger.wrong('message never seen')
    }
    // Talks that are over are known by no message any more: what only remembers them goes too.
    const live = new Set(ledger.talks.values())
    for (const [id, talk] of byConversation) if (!live.has(talk)) byConversation.delete(id)
  }, 5_000)
  const work = Promise.all([write(), post()])
  return {
    waits: () => {
      const taken = times
      times = []
      return taken
    },
    errors,
    count,
    async end() {
      going = false
      await work
      for (let wait = 0; ledger.sent.size > 0 && wait < 200; wait += 1) await pause(50)
      for (let left = ledger.sent.size; left > 0; left -= 1) ledger.wrong('message never seen')
      clearInterval(look)
      for (const page of screens) page.close()
      for (const desk of desks) desk.close()
    },
  }
}

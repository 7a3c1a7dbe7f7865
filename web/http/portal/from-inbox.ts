import type { Desk, Inbox } from '../../../inbox/index.ts'
import type { Say } from '../../sockets/say.ts'
import type { WireAck } from '../../wire.ts'
import type { Greeting } from '../chat/start.ts'
import { failureOf } from '../edge/errors.ts'
import type { Directory } from '../out/directory.ts'
import { everythingAfter } from '../out/whole-talk.ts'
import { wireForVisitor, wireVisitorState } from '../out/wire-out.ts'
import { withTurn } from './bot-turn.ts'
import type { PortalDesk, PortalOptions, PortalSheet } from './options.ts'

interface Parts {
  readonly inbox: Pick<Inbox, 'desks' | 'visitors'>
  readonly directory: Directory
  readonly say: Say
  readonly greeting: Greeting
  readonly sheets: (desk: Desk) => readonly PortalSheet[]
}

type Told = Pick<PortalOptions, 'desks' | 'sheets' | 'conversation' | 'say' | 'greeting' | 'zone'>

/** What the pages tell people, from the inbox: desks with a wire that people reach from a page, their sheets, their talks. */
export function portalFrom({ inbox, directory, say, greeting, sheets }: Parts): Told {
  const open = inbox.desks.flatMap((desk) => openDesks(desk, directory))
  return {
    desks: open,
    sheets: () => [...new Map(inbox.desks.flatMap(sheets).map((sheet) => [sheet.id, sheet])).values()],
    zone: inbox.desks[0]?.hours.zone ?? 'Europe/Paris',
    async conversation(ticket) {
      const visitor = inbox.visitors.of(ticket)
      if (visitor === undefined) return undefined
      const [messages, state] = [await everythingAfter(visitor, 0), await visitor.state()]
      // Rendered in a page is arrived: without scripts there is no other sign. What came since the reading is not in it.
      await visitor.acknowledge(messages.at(-1)?.seq ?? 0)
      return { messages: messages.map(wireForVisitor), state: wireVisitorState(state, state.readByAgent) }
    },
    async say(channel, ticket, message) {
      const own = ticket ?? inbox.visitors.begin(channel)
      const visitor = inbox.visitors.of(own)
      const saying = () => acknowledge(say(own, message))
      return { ticket: own, ack: visitor === undefined ? await saying() : await withTurn(visitor, saying) }
    },
    async greeting(channel, language) {
      const desk = inbox.desks.find(({ id }) => channel.startsWith(`${id}/`))
      return desk && greeting(desk, language)
    },
  }
}

async function acknowledge(saying: ReturnType<Say>): Promise<WireAck> {
  try {
    return { ok: true, ...(await saying) }
  } catch (error) {
    const { code, sentence } = failureOf(error, 'fr').body
    return { ok: false, code, sentence }
  }
}

function openDesks(desk: Desk, directory: Directory): PortalDesk[] {
  const { name, delay, privacy } = desk
  return directory
    .channelsOf(desk.id)
    .filter(({ capabilities }) => capabilities.delivery === 'resume')
    .map(({ id, capabilities }) => ({
      name,
      delay,
      channel: `${desk.id}/${id}`,
      notice: privacy.notice,
      maxLength: capabilities.maxLength,
    }))
}

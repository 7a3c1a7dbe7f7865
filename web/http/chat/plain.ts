import type { Desk, Visitors } from '../../../inbox/index.ts'
import type { Said, Say } from '../../sockets/say.ts'
import type { WireAck, WireMessage, WireVisitorState } from '../../wire.ts'
import { failureOf } from '../edge/errors.ts'
import type { Directory } from '../out/directory.ts'
import { wireForVisitor, wireVisitorState } from '../out/wire-out.ts'
import type { Greeting } from './start.ts'

/** What the portal's pages need of a talk, so that they work without JavaScript. */
export interface PlainTalk {
  readonly desks: readonly PlainDesk[]
  conversation(ticket: string): Promise<{ messages: readonly WireMessage[]; state: WireVisitorState } | undefined>
  say(channel: string, ticket: string | undefined, message: Said): Promise<{ ticket: string; ack: WireAck }>
  greeting(channel: string, language: 'fr' | 'en'): Promise<Awaited<ReturnType<Greeting>>>
}

export interface PlainDesk {
  readonly name: Desk['name']
  /** `desk/channel` */
  readonly channel: string
  readonly notice: Desk['privacy']['notice']
  readonly delay: Desk['delay']
  readonly maxLength: number
}

export function createPlainTalk(
  { desks, visitors }: { readonly desks: readonly Desk[]; readonly visitors: Visitors },
  say: Say,
  greeting: Greeting,
  directory: Directory,
): PlainTalk {
  return {
    desks: desks.flatMap((desk) => plainDesks(desk, directory)),
    async conversation(ticket) {
      const visitor = visitors.of(ticket)
      if (visitor === undefined) return undefined
      const messages = await visitor.messages(0)
      const last = messages.at(-1)
      // A page that is rendered is a page that arrived.
      if (last !== undefined) await visitor.acknowledge(last.seq)
      const state = await visitor.state()
      return { messages: messages.map(wireForVisitor), state: wireVisitorState(state, state.readByAgent) }
    },
    async say(channel, known, message) {
      const ticket = known ?? visitors.begin(channel)
      try {
        return { ticket, ack: { ok: true, ...(await say(ticket, message)) } }
      } catch (error) {
        const { unexpected, body } = failureOf(error, 'fr')
        if (unexpected) throw error
        return { ticket, ack: { ok: false, code: body.code, sentence: body.sentence } }
      }
    },
    async greeting(channel, language) {
      const desk = directory.desk(channel.split('/')[0] ?? '')
      return desk === undefined || desk.bot === 'none' ? undefined : greeting(desk, language)
    },
  }
}

/** The desks that a visitor can write to from a page: chosen by what a channel can do. */
function plainDesks(desk: Desk, directory: Directory): PlainDesk[] {
  const channels = directory.channelsOf(desk.id).filter(({ capabilities }) => capabilities.delivery === 'resume')
  return channels.map(({ id, capabilities }) => ({
    name: desk.name,
    channel: `${desk.id}/${id}`,
    notice: desk.privacy.notice,
    delay: desk.delay,
    maxLength: capabilities.maxLength,
  }))
}

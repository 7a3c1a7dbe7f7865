import { webchat } from '../../connectors/webchat.ts'
import { createVisitorWire } from '../../web/sockets/visitor-wire.ts'
import { contract } from './contract.ts'

const TICKET = 'ticket-of-someone'
const ANSWER_WITHIN = 300
const PATIENCE = 3000

// The wire outlives each process of the exam, as the person's page does; a new process takes over the channel.
const wire = createVisitorWire()

/** A page: the same message with the same id again and again until it is acknowledged, or the person gives up. */
function page() {
  const sent: { clientId: string; text: string }[] = []
  let ended = false
  const once = (message: { clientId: string; text: string }) =>
    Promise.race([
      wire.say('bureau/canal', { ticket: TICKET, ...message }),
      new Promise<never>((_, reject) => setTimeout(reject, ANSWER_WITHIN, new Error('No answer.'))),
    ])
  const insist = async (message: { clientId: string; text: string }) => {
    const until = Date.now() + PATIENCE
    for (;;) {
      try {
        return await once(message)
      } catch (error) {
        if (ended || Date.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const say = async (text: string) => {
    const message = { clientId: `page-${sent.length}`, text }
    sent.push(message)
    await insist(message)
  }
  return {
    say,
    repeat: async () => {
      for (const message of sent) await insist(message)
    },
    end: async () => {
      ended = true
    },
  }
}

contract(webchat(wire), 'webchat', async () => {
  const { say, repeat, end } = page()
  const odd = ['\u0000 puis \u202e à l’envers', 'z\u0351\u036b\u0343algo', '\ud83d tout seul', '👩‍👩‍👧'.repeat(400)]
  const malformed = odd.map((text) => Buffer.from(JSON.stringify(text)))
  return {
    settings: {},
    wrong: [{ settings: { port: 17 }, field: 'port' }],
    inward: { say, repeat, malformed, put: (payload: Uint8Array) => say(JSON.parse(Buffer.from(payload).toString())) },
    end,
  }
})

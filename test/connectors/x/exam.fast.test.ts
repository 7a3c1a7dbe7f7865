import { expect } from 'vitest'
import { x } from '../../../connectors/x/x.ts'
import { XSimulator } from '../../simulators/x/x-simulator.ts'
import { contract } from '../contract.ts'
import { hookDesk, outbound, settingsFor } from './rig.ts'

// The wire outlives each process of the exam, as X does; a new process takes over the channel.
let desk = hookDesk()
let simulator = new XSimulator()
let connect = ''

// The exam wants one connector; each of its tests has an X of its own.
const connector: ReturnType<typeof x> = {
  ...x({ hooks: desk.wire }),
  open: (...given) => x({ hooks: desk.wire, connect }).open(...given),
}

contract(connector, 'x', async () => {
  desk = hookDesk()
  simulator = new XSimulator({ webhook: desk.webhook })
  connect = await simulator.listen()
  for (const name of ['dms', 'dms-with', 'dm', 'mentions', 'post']) simulator.limits.set(name, 100_000)
  const x = simulator
  const settings = { ...settingsFor(x), pollSeconds: 0.3 }
  const person = x.world.user('citoyenne')
  const message = outbound({ to: { address: person.id }, public: false })
  const event = (payload: object, type = 'dm.received') =>
    Buffer.from(
      JSON.stringify({ data: { event_uuid: '1', event_type: type, filter: { user_id: x.account.id }, payload } }),
    )
  return {
    settings,
    wrong: [
      { settings: { ...settings, account: { id: 17, handle: 'PoliceLocale' } }, field: 'account.id' },
      { settings: { ...settings, user: { token: 't' } }, field: 'user.secret' },
      { settings: { ...settings, port: 17 }, field: 'port' },
      { settings: { ...settings, dailyCapCents: 0 }, field: 'dailyCapCents' },
    ],
    inward: {
      say: async (text) => {
        x.userSendsDm('citoyenne', text)
      },
      repeat: () => x.delivery.repeat(),
      malformed: [
        event({ direct_message_events: [{ type: 'message_create', id: '77' }] }),
        event({ id: 'not a number' }, 'post.mention.create'),
        event({ whatever: '\ud83d' }, 'something.new'),
        Buffer.from('[]'),
        Buffer.from('{"data":null}'),
        Buffer.from('{"data":{"event_type":5,"payload":[1e400]}}'),
      ],
      put: async (payload) => {
        await x.delivery.bytes(Buffer.from(payload))
      },
      interrupt: async () => undefined,
    },
    outward: {
      message,
      outcomes: [
        { name: 'to somebody who never wrote', arrange: () => undefined, outcome: 'never' },
        {
          name: 'X is overloaded',
          arrange: () => {
            x.world.addDm(person.id, x.account.id, 'bonjour')
            x.fail('dm', { status: 503 })
          },
          outcome: 'retry',
        },
        {
          name: 'no answer, and nowhere to look',
          arrange: () => {
            x.fail('dm', 'after')
            x.fail('dms-with', 'before')
          },
          outcome: 'unsure',
        },
        { name: 'tried again, and found there', arrange: () => undefined, outcome: 'sent' },
      ],
    },
    end: async () => {
      await x.close()
      expect(x.dms('citoyenne').filter(({ from }) => from === x.account.id).length).toBeLessThan(2)
      expect(x.complaints).toEqual([])
    },
  }
})

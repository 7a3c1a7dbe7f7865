import { facebook } from '../../../connectors/facebook/facebook.ts'
import type { FacebookSimulator } from '../../simulators/facebook/simulator.ts'
import { contract } from '../contract.ts'
import { until } from '../memory-sink.ts'
import { answer, hookWire, pace, person, startFacebook } from './wire.ts'

const { hooks, deliver } = hookWire()
let connect = ''
const wires = {
  hooks,
  pace,
  // Each test has a Facebook of its own; the connector is one.
  get connect() {
    return connect
  },
}

/** Signed by Meta and yet not what Meta describes. */
function odd(page: string): readonly Uint8Array[] {
  const entry = { id: page, time: 1_763_000_000_000 }
  const event = { sender: { id: person }, recipient: { id: page }, timestamp: 1_763_000_000_000 }
  const bodies: readonly unknown[] = [
    {},
    [],
    'texte',
    42,
    null,
    { object: 'user', entry: [entry] },
    { object: 'page', entry: [] },
    { object: 'page', entry: ['rien'] },
    { object: 'page', entry: [entry] },
    { object: 'page', entry: [{ ...entry, messaging: [7] }] },
    { object: 'page', entry: [{ ...entry, messaging: [{ ...event, hologram: { depth: 3 } }] }] },
    { object: 'page', entry: [{ ...entry, messaging: [{ ...event, message: { text: 'sans nom' } }] }] },
    { object: 'page', entry: [{ ...entry, messaging: [{ message: { mid: 'm_1', text: 'de personne' } }] }] },
    { object: 'page', entry: [{ ...entry, messaging: [{ ...event, message: { mid: 'm_2', attachments: 'x' } }] }] },
    { object: 'page', entry: [{ ...entry, changes: [{ field: 'feed', value: { item: 'comment', verb: 'add' } }] }] },
    { object: 'page', entry: [{ ...entry, changes: [{ field: 'hologram', value: 3 }] }] },
    { object: 'page', entry: [{ ...entry, messaging: [{ ...event, timestamp: 'hier', reaction: { mid: 7 } }] }] },
  ]
  return bodies.map((body) => Buffer.from(JSON.stringify(body)))
}

function outcomes(simulator: FacebookSimulator) {
  const messages = /\/messages$/
  const when = (
    name: string,
    outcome: 'sent' | 'retry' | 'never' | 'unsure',
    ...faults: Parameters<typeof simulator.faults.order>[]
  ) => ({
    name,
    outcome,
    arrange: () => {
      simulator.personWrites(person, 'Bonjour')
      simulator.faults.clear()
      for (const fault of faults) simulator.faults.order(...fault)
    },
  })
  const refused = (code: number, subcode?: number): Parameters<typeof simulator.faults.order> => [
    'POST',
    messages,
    { kind: 'error', code, ...(subcode !== undefined && { subcode }) },
  ]
  return [
    when('taken', 'sent'),
    when('token dead', 'retry', refused(190)),
    when('window closed', 'never', refused(10, 2_018_278), refused(10, 2_018_278)),
    when('person unavailable', 'never', refused(551, 1_545_041)),
    when('another app holds the thread', 'never', refused(10, 2_018_300)),
    when('wrong parameter', 'never', refused(100)),
    when('page blocked', 'never', refused(368)),
    when('trouble', 'retry', ['POST', messages, { kind: 'error', status: 500, code: 2 }]),
    when('gateway trouble', 'retry', ['POST', messages, { kind: 'gateway', status: 502 }]),
    when('trouble after the effect', 'sent', ['POST', messages, { kind: 'trouble-after' }]),
    when('cut before the effect', 'retry', ['POST', messages, { kind: 'cut', effect: false }]),
    when('cut after the effect', 'sent', ['POST', messages, { kind: 'cut', effect: true }]),
    when('silence after the effect', 'sent', ['POST', messages, { kind: 'silence', effect: true }]),
    when('half an answer', 'sent', ['POST', messages, { kind: 'truncated' }]),
    when(
      'silence, and nobody may look',
      'unsure',
      ['POST', messages, { kind: 'silence', effect: true }],
      ['GET', /conversations/, { kind: 'error', code: 200 }],
    ),
    when('too many calls', 'retry', refused(613)),
  ]
}

contract(facebook(wires), 'Facebook', async () => {
  const simulator = await startFacebook(deliver)
  connect = simulator.connect
  const { settings, webhooks } = simulator
  let bodies = 0
  let answers = 0
  return {
    settings,
    wrong: [
      { settings: { ...settings, pageId: 'brigade' }, field: 'pageId' },
      { settings: { ...settings, appSecret: 'avec une\nligne' }, field: 'appSecret' },
      { settings: { ...settings, graphVersion: '25' }, field: 'graphVersion' },
      { settings: { ...settings, token: 'x' }, field: 'token' },
      { settings: undefined, field: 'settings' },
    ],
    inward: {
      async say(text) {
        simulator.personWrites(person, text)
        bodies += 1
      },
      async repeat(memory) {
        webhooks.repeat()
        await until(() => memory.duplicates >= bodies)
      },
      malformed: odd(simulator.page.id),
      put: (payload) => webhooks.sendBytes(Buffer.from(payload)),
    },
    outward: {
      // Two answers with the same words would be one, for somebody who looks back.
      get message() {
        answers += 1
        return answer({ messageId: `reponse-${answers}`, text: `Réponse ${answers}` })
      },
      outcomes: outcomes(simulator),
    },
    end: () => simulator.close(),
  }
})

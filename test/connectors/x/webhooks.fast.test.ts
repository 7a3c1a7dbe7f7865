import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../../inbox/contract.ts'
import { until } from '../memory-sink.ts'
import { rig, said } from './rig.ts'

describe('X’s webhooks', () => {
  let world: Awaited<ReturnType<typeof rig>>

  beforeEach(async () => {
    world = await rig()
    await world.open()
  })
  afterEach(() => world.end())

  test('the challenge is answered while the database is down', async () => {
    world.memory.beforeReceive = () => {
      throw new Unavailable()
    }
    const before = performance.now()
    expect(await world.simulator.delivery.challenge()).toBe(true)
    expect(performance.now() - before).toBeLessThan(1000)
  })

  test('the challenge is answered even by a channel that cannot open for want of a database', async () => {
    const { wire, webhook } = (await import('./rig.ts')).hookDesk()
    const { x } = await import('../../../connectors/x/x.ts')
    world.simulator.webhook = webhook
    const sink = world.memory.sink()
    const dark = { ...sink, cursor: { load: () => Promise.reject(new Unavailable()), save: sink.cursor.save } }
    const life = new AbortController()
    const opening = x({ hooks: wire }).open(
      { id: 'canal', desk: 'bureau', name: 'Canal', config: world.config },
      dark,
      life.signal,
    )
    await expect(opening).rejects.toThrow(Unavailable)
    expect(await world.simulator.delivery.challenge()).toBe(true)
    life.abort()
  })

  test('an event while the database is down is never answered 200, and is there once it is back', async () => {
    let tries = 0
    world.memory.beforeReceive = () => {
      tries += 1
      if (tries <= 3) throw new Unavailable()
    }
    world.simulator.userSendsDm('citoyenne', 'gardez ceci')
    await until(() => world.memory.texts().includes('gardez ceci'))
    expect(tries).toBe(4)
  })

  const body = () =>
    Buffer.from(
      JSON.stringify({
        data: {
          event_uuid: '9',
          event_type: 'dm.received',
          filter: { user_id: world.simulator.account.id },
          payload: { id: '2080765901528535096', sender_id: '2222', text: 'bonjour', event_type: 'MessageCreate' },
        },
      }),
    )
  const signature = (bytes: Uint8Array) => ({ 'x-twitter-webhooks-signature': world.simulator.delivery.sign(bytes) })
  const wrongly = [
    ['unsigned', (bytes: Buffer) => ({ bytes, headers: {} }), 401, 'unsigned'],
    [
      'signed with another secret',
      (bytes: Buffer) => ({ bytes, headers: { 'x-twitter-webhooks-signature': `sha256=${'A'.repeat(43)}=` } }),
      401,
      'bad-signature',
    ],
    [
      'signed in hexadecimal',
      (bytes: Buffer) => ({
        bytes,
        headers: {
          'x-twitter-webhooks-signature': `sha256=${Buffer.from(world.simulator.delivery.sign(bytes).slice(7), 'base64').toString('hex')}`,
        },
      }),
      401,
      'bad-signature',
    ],
    [
      'one byte changed',
      (bytes: Buffer) => {
        const headers = signature(bytes)
        const changed = Buffer.from(bytes)
        changed[changed.indexOf('bonjour')] = 66
        return { bytes: changed, headers }
      },
      401,
      'bad-signature',
    ],
    [
      'signed, and no JSON',
      () => ({ bytes: Buffer.from('bonjour'), headers: signature(Buffer.from('bonjour')) }),
      400,
      'not-json',
    ],
    [
      'signed, and no UTF-8',
      () => ({ bytes: Buffer.from([0x22, 0xff, 0x22]), headers: signature(Buffer.from([0x22, 0xff, 0x22])) }),
      400,
      'not-json',
    ],
  ] as const
  test.each(wrongly)('a body %s is refused, counted and not stored', async (_, make, status, code) => {
    const { bytes, headers } = make(body())
    expect(await world.simulator.delivery.post(bytes, headers)).toMatchObject({ status })
    expect(world.memory.kept.size).toBe(0)
    expect(world.memory.gauge.counted).toEqual({ [code]: 1 })
  })

  test('a body as it should be is stored, and its replay is harmless', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await world.simulator.delivery.post(body(), signature(body()))).toMatchObject({ status: 200 })
    }
    expect(world.memory.texts()).toEqual(['bonjour'])
    expect([...world.memory.kept.values()][0]?.raw).toEqual(body())
    expect(world.memory.gauge.counted).toEqual({ repeated: 2 })
  })

  test('an event of a type nobody knows is kept as it came, counted, and never an error to X', async () => {
    expect(await world.simulator.event('something.new', { word: 'neuf' })).toBe(true)
    const [kept] = [...world.memory.kept.values()]
    expect(Buffer.from(kept?.raw ?? []).toString()).toContain('"neuf"')
    expect(kept?.said).toMatchObject({
      text: '',
      aside: true,
      flags: { neverAnswer: true, defects: ['unknown-event'] },
    })
    expect(world.memory.gauge.counted).toEqual({ 'unknown-event': 1 })
  })

  test('events of another account of the same app are not ours', async () => {
    const event = JSON.parse(body().toString()) as { data: { filter: { user_id: string } } }
    event.data.filter.user_id = '4242'
    expect(await world.simulator.delivery.event(event)).toBe(true)
    expect(world.memory.kept.size).toBe(0)
    expect(world.memory.gauge.counted).toEqual({ 'other-account': 1 })
  })

  test.each(['post', 'tweet'] as const)('mentions and answers are read in the spelling “%s”', async (spelling) => {
    world.simulator.spelling = spelling
    const first = world.simulator.userMentions('citoyenne', 'qui contacter ?')
    world.simulator.userReplies('voisin', 'moi aussi', first.id)
    await until(() => world.memory.kept.size === 2)
    expect(said(world.memory).map((one) => [one?.public, one?.thread])).toEqual([
      [true, { standing: `post:${first.id}`, messageId: first.id }],
      [true, expect.objectContaining({ standing: `post:${first.id}`, references: expect.arrayContaining([first.id]) })],
    ])
  })

  test('ids written as numbers keep every digit', async () => {
    const text = body().toString().replace('"2080765901528535096"', '2080765901528535097')
    await world.simulator.delivery.event(text)
    expect([...world.memory.kept.keys()]).toEqual(['dm:2080765901528535097'])
    expect(said(world.memory)[0]?.thread.messageId).toBe('2080765901528535097')
  })

  test('an encrypted message is announced as one, never silently missed', async () => {
    world.simulator.userSendsEncrypted('citoyenne')
    await until(() => world.memory.kept.size === 1)
    const person = world.simulator.world.user('citoyenne')
    expect(said(world.memory)[0]).toMatchObject({
      from: { address: person.id },
      text: '',
      thread: { standing: 'private' },
      flags: { defects: ['encrypted'] },
    })
  })

  test('a storm of 500 late, shuffled and doubled events leaves exactly the distinct ones', async () => {
    const { simulator, memory } = world
    simulator.delivery.holding = true
    for (let index = 0; index < 250; index += 1) {
      simulator.userSendsDm(`personne${index % 7}`, `mot ${index}`)
      simulator.userMentions(`personne${index % 5}`, `appel ${index}`)
    }
    await simulator.delivery.release({ copies: 2, shuffle: true })
    expect(memory.kept.size).toBe(500)
    expect(new Set(memory.texts()).size).toBe(500)
  }, 20_000)

  test('an event that holds several messages becomes one item each', async () => {
    const events = ['11', '12'].map((id) => ({
      type: 'message_create',
      id,
      created_timestamp: '1784928224372',
      message_create: { sender_id: '2222', target: {}, message_data: { text: `message ${id}` } },
    }))
    await world.simulator.event('dm.received', { direct_message_events: events, users: {} })
    expect(world.memory.texts()).toEqual(['message 11', 'message 12'])
    expect([...world.memory.kept.values()].map(({ raw }) => JSON.parse(Buffer.from(raw).toString()).id)).toEqual([
      '11',
      '12',
    ])
  })

  test('that somebody read our messages is told', async () => {
    const mark = { sender_id: '2222', created_timestamp: '1784928224372' }
    await world.simulator.event('dm.read', { direct_message_mark_read_events: [mark] })
    expect(world.memory.reads).toEqual([{ address: '2222', upTo: new Date(1784928224372) }])
  })

  test('when the account takes our permission away, operators hear of it', async () => {
    await world.simulator.event('oauth.revoke', { user_id: world.simulator.account.id })
    expect(world.memory.states.at(-1)).toBe('down:revoked')
  })

  test('no word of a citizen is in what operators see', async () => {
    world.simulator.userSendsDm('citoyenne', 'secret-canary')
    await world.simulator.event('secret-canary', { text: 'secret-canary' })
    await until(() => world.memory.kept.size === 2)
    expect(JSON.stringify([world.memory.gauge, world.memory.states])).not.toContain('secret-canary')
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../../inbox/contract.ts'
import { until } from '../memory-sink.ts'
import { rig, said } from './rig.ts'

const DAY = 86_400_000

describe('what came while we were away', () => {
  let world: Awaited<ReturnType<typeof rig>>
  const start = async (...given: Parameters<typeof rig>) => {
    world = await rig(...given)
    return world
  }
  afterEach(() => world.end())

  test('after an outage of a week, every mention and message that X still serves is there, oldest first', async () => {
    const { simulator, memory, open, shut } = await start()
    await open()
    shut()
    for (let index = 0; index < 130; index += 1) {
      simulator.userMentions(`personne${index % 9}`, `appel ${index}`)
      simulator.userSendsDm(`personne${index % 9}`, `mot ${index}`)
    }
    await open()
    const texts = memory.texts()
    expect(texts.length).toBe(260)
    expect(texts.filter((text) => text.startsWith('mot'))).toEqual(Array.from({ length: 130 }, (_, at) => `mot ${at}`))
    expect(texts.filter((text) => text.includes('appel'))[129]).toContain('appel 129')
  })

  test.each(['post', 'tweet'] as const)(
    'lists in the spelling “%s” are understood, and asked for',
    async (spelling) => {
      const { simulator, memory, open } = await start({ spelling })
      const first = simulator.userMentions('citoyenne', 'au secours')
      const answer = simulator.userReplies('voisin', '@PoliceLocale moi aussi', first.id)
      await open()
      expect(said(memory).map((one) => one?.thread)).toEqual([
        { standing: `post:${first.id}`, messageId: first.id },
        { standing: `post:${first.id}`, messageId: answer.id, references: [first.id] },
      ])
    },
  )

  test('the cursor does not move before the last page is stored', async () => {
    const { simulator, memory, open, shut } = await start()
    await open()
    shut()
    const before = memory.cursors.get('mentions')
    for (let index = 0; index < 150; index += 1) simulator.userMentions('citoyenne', `appel ${index}`)
    memory.beforeReceive = ({ raw }) => {
      if (Buffer.from(raw).includes('appel 120')) throw new Unavailable()
    }
    await open()
    expect(memory.cursors.get('mentions')).toBe(before)
    expect(memory.kept.size).toBe(120)
    shut()
    memory.beforeReceive = () => undefined
    await open()
    expect(memory.kept.size).toBe(150)
    expect(memory.cursors.get('mentions')).toBe(simulator.world.posts.at(-1)?.id)
  })

  test('one message that cannot be stored holds up no other and is tried again at the next look', async () => {
    const { simulator, memory, open, shut } = await start()
    simulator.userSendsDm('citoyenne', 'poison')
    simulator.userSendsDm('citoyenne', 'suite')
    memory.beforeReceive = ({ raw }) => {
      if (Buffer.from(raw).includes('poison')) throw new Error('cannot be stored')
    }
    await open()
    expect(memory.texts()).toEqual(['suite'])
    shut()
    memory.beforeReceive = () => undefined
    await open()
    expect(memory.texts().toSorted()).toEqual(['poison', 'suite'])
  })

  test('a message told by webhook and found by looking is stored once', async () => {
    const { simulator, memory, open, shut } = await start()
    await open()
    simulator.userMentions('citoyenne', 'une fois')
    simulator.userSendsDm('citoyenne', 'une seule')
    await until(() => memory.kept.size === 2)
    shut()
    await open()
    expect(memory.kept.size).toBe(2)
    expect(memory.duplicates).toBe(2)
  })

  test('a gap behind a message already told is not taken for the end', async () => {
    const { simulator, memory, open, shut } = await start()
    await open()
    shut()
    for (let index = 0; index < 40; index += 1) simulator.userSendsDm('citoyenne', `pendant ${index}`)
    simulator.fail('dms', 'before')
    await open()
    simulator.userSendsDm('citoyenne', 'après')
    await until(() => memory.texts().includes('après'))
    shut()
    await open()
    expect(memory.kept.size).toBe(41)
  })

  test('the very first look goes back a day and no further', async () => {
    const { simulator, memory, open } = await start()
    const person = simulator.world.user('citoyenne').id
    simulator.world.addDm(person, simulator.account.id, 'trop vieux', undefined, Date.now() - 2 * DAY)
    simulator.world.addPost(person, '@PoliceLocale vieux aussi', { at: Date.now() - 2 * DAY })
    simulator.world.addDm(person, simulator.account.id, 'hier', undefined, Date.now() - DAY / 2)
    await open()
    expect(memory.texts()).toEqual(['hier'])
  })

  test('the very first look notes where it began, even when there was nothing', async () => {
    const { simulator, memory, open, shut } = await start({ settings: { firstLookHours: 0 } })
    await open()
    shut()
    simulator.userMentions('citoyenne', 'après')
    simulator.userSendsDm('citoyenne', 'après aussi')
    await new Promise((resolve) => setTimeout(resolve, 5))
    await open()
    expect(memory.kept.size).toBe(2)
  })

  test('when the endpoint’s budget ends in the middle, what was read is stored and the look goes on after the reset', async () => {
    const { simulator, memory, open } = await start()
    for (let index = 0; index < 30; index += 1) simulator.userSendsDm('citoyenne', `mot ${index}`)
    simulator.limits.set('dms', 1)
    const opening = open()
    await until(() => memory.kept.size === 10)
    expect(simulator.callsOf('dms')).toBe(1)
    expect(memory.gauge.budgets).toContainEqual(expect.objectContaining({ name: 'dm_events', left: 0, limit: 1 }))
    world.shut()
    await opening
    expect(simulator.callsOf('dms')).toBe(1)
  })

  test('after a 429 the look is taken up again when the budget is back', async () => {
    const { simulator, memory, open } = await start()
    simulator.userSendsDm('citoyenne', 'patience')
    simulator.fail('dms', { status: 429, resetIn: 300 })
    await open()
    await until(() => memory.texts().includes('patience'), 8000)
    expect(memory.states).toEqual(expect.not.arrayContaining([expect.stringContaining('down')]))
  }, 15_000)

  test.each([
    ['no answer', 'after', 'no-answer'],
    ['half an answer', 'truncated', 'no-answer'],
    ['an error of X’s', { status: 500 }, 'server-error'],
  ] as const)('%s loses nothing, and operators see it', async (_, fault, code) => {
    const { simulator, memory, open, shut } = await start()
    simulator.userMentions('citoyenne', 'écoutez')
    simulator.fail('mentions', fault)
    await open()
    expect(memory.kept.size).toBe(0)
    expect(memory.states).toContain(`down:${code}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    shut()
    await open()
    expect(memory.kept.size).toBe(1)
    expect(memory.states.at(-1)).toBe('up')
  })

  test('how far we are behind is shown until a look of both places went through', async () => {
    const { simulator, memory, open } = await start({ settings: { pollSeconds: 0.1 } })
    for (let turn = 0; turn < 5; turn += 1) simulator.fail('mentions', { status: 503 })
    await open()
    await until(() => (memory.gauge.lag ?? 0) > 300)
    await until(() => memory.gauge.lag !== undefined && memory.gauge.lag < 300)
    expect(simulator.callsOf('mentions')).toBeGreaterThan(0)
  })

  test('an ended token is told as such, and so is a clock that is wrong', async () => {
    const { simulator, memory, open, shut } = await start()
    simulator.expired = true
    await open()
    expect(memory.states.at(-1)).toBe('down:token')
    shut()
    simulator.expired = false
    simulator.skew = 20 * 60_000
    await open()
    expect(memory.states.at(-1)).toBe('down:clock')
  })

  test('nothing is read twice for money on the same day, and what was spent is remembered', async () => {
    const { simulator, memory, open, shut } = await start({ settings: { pollSeconds: 0.1 } })
    simulator.limits.set('dms', 1000)
    for (let index = 0; index < 5; index += 1) simulator.userSendsDm('citoyenne', `mot ${index}`)
    await open()
    await until(() => simulator.callsOf('dms') > 3)
    expect(memory.gauge.spend).toEqual({ today: 5, cap: 500 })
    shut()
    expect(memory.cursors.get('spend')).toBe(`${new Date().toISOString().slice(0, 10)} 5.00`)
  })
})

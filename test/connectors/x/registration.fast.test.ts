import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../memory-sink.ts'
import { rig } from './rig.ts'

const address = 'https://police.example/hooks/bureau/canal'
const wanted = ['chat.received', 'dm.read', 'dm.received', 'dm.sent', 'post.mention.create', 'post.reply.create']
/** All times but the looks' are short. */
const settings = { webhookSeconds: 0.2 }

describe('X’s webhook', () => {
  let world: Awaited<ReturnType<typeof rig>>
  afterEach(() => world.end())
  const begin = async (more: Parameters<typeof rig>[0] = {}) => {
    world = await rig({ address, ...more, settings: { ...settings, ...more.settings } })
    world.simulator.hooks.strict = true
    return world.simulator
  }
  const told = () => world.simulator.hooks.subscriptions.map(({ event }) => event).toSorted()

  test('is registered when the channel opens, with all that a desk must hear of; then events come', async () => {
    const x = await begin()
    await world.open()
    await until(() => told().length === wanted.length)
    expect(told()).toEqual(wanted)
    expect(x.hooks.configs).toMatchObject([{ url: address, valid: true }])
    expect(x.hooks.subscriptions.every(({ account }) => account === x.account.id)).toBe(true)
    await until(() => world.memory.gauge.webhook?.state === 'registered')
    x.userSendsDm('citoyenne', 'bonjour')
    await until(() => world.memory.texts().includes('bonjour'))
    expect(world.memory.gauge.webhook?.heard).toBeInstanceOf(Date)
    expect(world.memory.gauge.counted?.['found-by-poll']).toBeUndefined()
  })

  test('what is there already is not made again', async () => {
    const x = await begin()
    await world.open()
    await until(() => told().length === wanted.length)
    await until(() => x.callsOf('subscriptions') > 3)
    expect(x.callsOf('make-webhook')).toBe(1)
    expect(x.callsOf('subscribe')).toBe(wanted.length)
    expect(x.callsOf('validate')).toBe(0)
  })

  test('one that X gave up is validated again, and what it no longer tells is asked for again', async () => {
    const x = await begin()
    await world.open()
    await until(() => told().length === wanted.length)
    const [config] = x.hooks.configs
    if (config) config.valid = false
    x.hooks.subscriptions.splice(0, 3)
    await until(() => config?.valid === true && told().length === wanted.length)
    expect(told()).toEqual(wanted)
  })

  test('what X told an address that answers no more is told here; what a living one hears is left to it', async () => {
    const x = await begin()
    const created_at = new Date().toISOString()
    x.hooks.configs.push({ id: '11', url: 'https://old.example/x', valid: false, created_at })
    x.hooks.configs.push({ id: '12', url: 'https://other.example/x', valid: true, created_at })
    x.hooks.subscriptions.push({ id: '21', event: 'dm.received', account: x.account.id, webhook: '11' })
    x.hooks.subscriptions.push({ id: '22', event: 'dm.sent', account: x.account.id, webhook: '12' })
    await world.open()
    await until(() => told().length === wanted.length + 1)
    const [, , ours] = x.hooks.configs
    expect(x.hooks.subscriptions.find(({ id }) => id === '21')?.webhook).toBe(ours?.id)
    expect(x.hooks.subscriptions.find(({ id }) => id === '22')?.webhook).toBe('12')
  })

  test('an address that X cannot reach is a fault of the channel, gone when it can', async () => {
    const x = await begin()
    x.webhook = async () => ({ status: 404 })
    await world.open()
    await until(() => world.memory.states.at(-1) === 'down:webhook-unreachable')
    expect(world.memory.gauge.webhook).toEqual({ state: 'refused' })
    x.webhook = world.webhook
    await until(() => world.memory.states.at(-1) === 'up')
    expect(told()).toEqual(wanted)
  })

  test('a refusal is a fault of the channel, and a moment’s trouble is not', async () => {
    const x = await begin()
    x.fail('subscribe', { status: 503 })
    await world.open()
    await until(() => told().length === wanted.length)
    expect(world.memory.states).not.toContain('down:webhook-refused')
    x.hooks.subscriptions.pop()
    x.fail('subscribe', { status: 403, title: 'Forbidden' })
    await until(() => world.memory.states.includes('down:webhook-refused'))
    await until(() => world.memory.states.at(-1) === 'up')
  })

  test('without a public address nothing is registered, and that is shown and no fault', async () => {
    world = await rig({ settings })
    await world.open()
    expect(world.memory.gauge.webhook).toEqual({ state: 'no-address' })
    expect(world.simulator.callsOf('webhooks')).toBe(0)
    expect(world.memory.states.at(-1)).toBe('up')
  })
})

describe('when X stops calling', () => {
  let world: Awaited<ReturnType<typeof rig>>
  afterEach(() => world.end())
  const silent = 'down:webhook-silent'

  test('and looking keeps finding things, the channel says so and asks X again, until an event comes', async () => {
    world = await rig({ address, settings: { ...settings, pollSeconds: 0.1 } })
    const x = world.simulator
    x.hooks.strict = true
    x.limits.set('dms', 10_000)
    await world.open()
    await until(() => x.hooks.subscriptions.length === wanted.length)
    x.delivery.allows = () => false
    for (const words of ['un', 'deux', 'trois']) x.userSendsDm('citoyenne', words)
    await until(() => world.memory.states.at(-1) === silent)
    await until(() => x.callsOf('validate') > 0)
    x.delivery.allows = (event) => x.hooks.allows(event)
    x.userSendsDm('citoyenne', 'enfin')
    await until(() => world.memory.states.at(-1) === 'up')
  })

  test('events that are slower than a look are no silence', async () => {
    world = await rig({ address, settings: { webhookSeconds: 600, pollSeconds: 0.1 } })
    const x = world.simulator
    x.limits.set('dms', 10_000)
    await world.open()
    await until(() => x.hooks.subscriptions.length === wanted.length)
    x.delivery.holding = true
    for (const words of ['un', 'deux', 'trois']) x.userSendsDm('citoyenne', words)
    await until(() => world.memory.texts().includes('trois'))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await x.delivery.release()
    expect(world.memory.states).not.toContain(silent)
    expect(world.memory.gauge.webhook?.heard).toBeInstanceOf(Date)
  })

  test('one or two things found, or what was written before we were there, are no silence', async () => {
    world = await rig({ address, settings: { ...settings, pollSeconds: 0.1 } })
    const x = world.simulator
    x.limits.set('dms', 10_000)
    x.delivery.allows = () => false
    for (const words of ['un', 'deux', 'trois', 'quatre']) x.userSendsDm('citoyenne', words)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await world.open()
    for (const words of ['cinq', 'six']) x.userSendsDm('citoyenne', words)
    await until(() => world.memory.texts().includes('six'))
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(world.memory.states).not.toContain(silent)
  })

  test('where X was never to call, looking is how things are', async () => {
    world = await rig({ settings: { ...settings, pollSeconds: 0.1 } })
    const x = world.simulator
    x.limits.set('dms', 10_000)
    x.delivery.allows = () => false
    await world.open()
    for (const words of ['un', 'deux', 'trois', 'quatre']) x.userSendsDm('citoyenne', words)
    await until(() => world.memory.texts().includes('quatre'))
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(world.memory.states).not.toContain(silent)
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../memory-sink.ts'
import { outbound, rig, said } from './rig.ts'

const photo = Buffer.from('89504e470d0a1a0a', 'hex')

describe('what people write on X', () => {
  let world: Awaited<ReturnType<typeof rig>>

  beforeEach(async () => {
    world = await rig()
  })
  afterEach(() => world.end())

  test('a mention says who wrote it, that everybody can read it, and where', async () => {
    const { simulator, memory, open } = world
    const person = simulator.world.user('citoyenne', 'Une citoyenne')
    await open()
    const post = simulator.userMentions('citoyenne', 'où porter plainte ? voir https://exemple.fr/a & b <c>')
    await until(() => memory.kept.size === 1)
    expect([...memory.kept.keys()]).toEqual([`post:${post.id}`])
    expect(said(memory)[0]).toEqual({
      from: { address: person.id, name: 'Une citoyenne @citoyenne' },
      text: '@PoliceLocale où porter plainte ? voir https://exemple.fr/a & b <c>',
      public: true,
      link: `https://x.com/citoyenne/status/${post.id}`,
      thread: { standing: `post:${post.id}`, messageId: post.id },
      language: 'fr',
    })
  })

  test('a direct message is private and keeps one conversation with its author', async () => {
    const { simulator, memory, open } = world
    const person = simulator.world.user('citoyenne', 'Une citoyenne')
    await open()
    const dm = simulator.userSendsDm('citoyenne', 'j’ai peur')
    await until(() => memory.kept.size === 1)
    expect(said(memory)[0]).toEqual({
      from: { address: person.id, name: 'Une citoyenne @citoyenne' },
      text: 'j’ai peur',
      thread: { standing: 'private', messageId: dm.id },
    })
  })

  test.each(['by webhook', 'by looking'] as const)('a photo comes with its message, %s', async (way) => {
    const { simulator, memory, open } = world
    if (way === 'by webhook') await open()
    simulator.userSendsDm('citoyenne', 'voici', { type: 'image/png', bytes: photo })
    const media = simulator.world.addMedia((key) => `https://pbs.twimg.com/media/${key}`, 'image/png', photo)
    simulator.userMentions('citoyenne', 'et ici', { media: [media] })
    if (way === 'by looking') await open()
    await until(() => said(memory).filter((one) => one !== undefined).length === 2)
    for (const one of said(memory))
      expect(one?.files).toEqual([{ name: 'photo-1.png', type: 'image/png', bytes: photo }])
  })

  test('a photo that cannot be had, or is of no known type, is told of and the words are kept', async () => {
    const { simulator, memory, open } = world
    await open()
    simulator.userSendsDm('citoyenne', 'une archive', { type: 'application/zip', bytes: photo })
    const elsewhere = simulator.world.addMedia(() => 'https://evil.example/media/1', 'image/png', photo)
    simulator.userMentions('citoyenne', 'piège', { media: [elsewhere] })
    await until(() => said(memory).filter((one) => one !== undefined).length === 2)
    for (const one of said(memory)) {
      expect(one?.files).toBeUndefined()
      expect(one?.flags?.defects).toEqual(['media-unread'])
    }
  })

  test('an edited post takes the place of the version that we know', async () => {
    const { simulator, memory, open } = world
    await open()
    const first = simulator.userMentions('citoyenne', 'rue du Bac')
    await until(() => memory.kept.size === 1)
    const lost = simulator.world.addPost(first.author, '@PoliceLocale rue du Lac', { edits: first.id })
    const last = simulator.userMentions('citoyenne', 'rue du Parc', { edits: lost.id })
    await until(() => said(memory)[1] !== undefined)
    expect(said(memory)[1]).toMatchObject({
      text: '@PoliceLocale rue du Parc',
      replaces: { externalId: `post:${first.id}` },
      thread: { standing: `post:${first.id}`, messageId: last.id },
    })
    simulator.userMentions('citoyenne', 'rue du Port', { edits: last.id })
    await until(() => said(memory)[2] !== undefined)
    expect(said(memory)[2]?.replaces).toEqual({ externalId: `post:${last.id}` })
  })

  test('what we sent comes back and is not taken for news', async () => {
    const { simulator, memory, open } = world
    const line = await open()
    const dm = simulator.userSendsDm('citoyenne', 'bonjour')
    const post = simulator.userMentions('citoyenne', 'bonjour')
    await until(() => memory.kept.size === 2)
    const person = { address: dm.from }
    await line.send(outbound({ to: person, public: false, answers: dm.id }))
    await line.send(outbound({ to: person, public: true, answers: post.id }))
    await until(() => memory.gauge.counted?.['own'] === 2)
    world.shut()
    await open()
    expect(memory.kept.size).toBe(2)
  })

  test('what X changed in our words is ours all the same: its answer is waited for', async () => {
    const { simulator, memory, open } = world
    const line = await open()
    const dm = simulator.userSendsDm('citoyenne', 'bonjour')
    await until(() => memory.kept.size === 1)
    simulator.alters = (text) => text.toUpperCase()
    await line.send(outbound({ to: { address: dm.from }, public: false, answers: dm.id }))
    await until(() => memory.gauge.counted?.['own'] === 1)
    expect(memory.kept.size).toBe(1)
  })

  test('what we sent and never heard of again is recognised by a new process too', async () => {
    const { simulator, memory, open, shut } = world
    const line = await open()
    const dm = simulator.userSendsDm('citoyenne', 'bonjour')
    await until(() => memory.kept.size === 1)
    simulator.fail('dm', 'after')
    simulator.fail('dms-with', 'before')
    await line.send(outbound({ to: { address: dm.from }, public: false, answers: dm.id })).catch(() => undefined)
    shut()
    await open()
    expect(simulator.dms('citoyenne').length).toBe(2)
    expect(memory.kept.size).toBe(1)
  })

  test.each(['by webhook', 'by looking'] as const)(
    'what a colleague wrote in X’s own application is shown as ours, %s',
    async (way) => {
      const { simulator, memory, open } = world
      const person = simulator.world.user('citoyenne', 'Une citoyenne')
      if (way === 'by webhook') await open()
      const dm = simulator.colleagueSendsDm('citoyenne', 'je vous réponds ici')
      if (way === 'by looking') await open()
      await until(() => memory.kept.size === 1)
      expect(said(memory)[0]).toEqual({
        from: { address: person.id, name: 'Une citoyenne @citoyenne' },
        ours: { name: '@PoliceLocale' },
        text: 'je vous réponds ici',
        thread: { standing: 'private', messageId: dm.id },
      })
    },
  )
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Line } from '../../../inbox/contract.ts'
import type { XDm, XPost } from '../../simulators/x/world.ts'
import { until } from '../memory-sink.ts'
import { ended, outbound, rig } from './rig.ts'

const photo = { name: 'plan.png', type: 'image/png', bytes: Buffer.alloc(2_500_000, 7) }

describe('our answers on X', () => {
  let world: Awaited<ReturnType<typeof rig>>
  let line: Line
  let dm: XDm
  let post: XPost

  const begin = async (settings: object = {}) => {
    world = await rig({ settings })
    line = await world.open()
    dm = world.simulator.userSendsDm('citoyenne', 'bonjour')
    post = world.simulator.userMentions('citoyenne', 'bonjour')
    await until(() => world.memory.kept.size === 2)
  }
  beforeEach(() => begin())
  afterEach(() => world.end())

  const privately = (more: object = {}) =>
    outbound({ to: { address: dm.from }, public: false, answers: dm.id, ...more })
  const publicly = (more: object = {}) =>
    outbound({ to: { address: post.author }, public: true, answers: post.id, ...more })
  const ours = () => world.simulator.dms('citoyenne').filter(({ from }) => from === world.simulator.account.id)

  test('a private answer goes to the person alone', async () => {
    const { wireIds } = await line.send(privately({ text: 'Bonjour, venez à l’accueil.' }))
    expect(ours().map(({ id, to, text }) => ({ id, to, text }))).toEqual([
      { id: wireIds?.[0], to: dm.from, text: 'Bonjour, venez à l’accueil.' },
    ])
    expect(world.simulator.posts()).toEqual([])
  })

  test('a public answer hangs on the post that summoned us', async () => {
    const { wireIds } = await line.send(publicly({ text: 'Écrivez-nous en privé.' }))
    expect(world.simulator.posts().map(({ id, replyTo, text }) => [id, replyTo, text])).toEqual([
      [wireIds?.[0], post.id, 'Écrivez-nous en privé.'],
    ])
    expect(ours()).toEqual([])
  })

  test('we never post publicly where nobody summoned us', async () => {
    expect(await ended(line.send(publicly({ answers: undefined })))).toBe('never not-summoned')
    expect(world.simulator.callsOf('post')).toBe(0)
    const stranger = world.simulator.world.addPost(post.author, 'je parle d’autre chose', {})
    expect(await ended(line.send(publicly({ answers: stranger.id })))).toBe('never not-summoned')
    expect(world.simulator.posts()).toEqual([])
  })

  test('a post that is gone cannot be answered, and nothing is said elsewhere', async () => {
    expect(await ended(line.send(publicly({ answers: '1234567890123456789' })))).toBe('never gone')
    expect(world.simulator.posts()).toEqual([])
  })

  test('who only wrote in public can be written to privately where they take messages, and nothing is posted instead', async () => {
    const stranger = world.simulator.userMentions('voisine', 'que faire ?')
    const first = (text: string) =>
      outbound({ to: { address: stranger.author }, public: false, opens: stranger.id, text })
    expect(await ended(line.send(first('Bonjour, parlons ici.')))).toBe('never dm-closed')
    expect(world.memory.states.at(-1)).toBe('up')
    world.simulator.openTo.add(stranger.author)
    expect(await ended(line.send(first('Bonjour.')))).toBe('sent')
    expect(world.simulator.dms('voisine').map(({ text }) => text)).toEqual(['Bonjour.'])
    expect(world.simulator.posts()).toEqual([])
  })

  test('the same words go to two people, though X refuses to post the same twice', async () => {
    const other = world.simulator.userMentions('voisin', 'moi aussi')
    await line.send(publicly({ text: 'Écrivez-nous en privé.' }))
    const to = { address: other.author, name: 'Un voisin @voisin' }
    const second = { to, answers: other.id, text: 'Écrivez-nous en privé.' }
    expect(await ended(line.send(publicly({ ...second, to: { address: other.author } })))).toBe('never duplicate')
    expect(await ended(line.send(publicly(second)))).toBe('sent')
    expect(world.simulator.posts().map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['Écrivez-nous en privé.', post.id],
      ['@voisin Écrivez-nous en privé.', other.id],
    ])
  })

  test('choices become numbered lines', async () => {
    const choices = [
      { id: 'a', label: 'Un vol' },
      { id: 'b', label: 'Une agression' },
    ]
    await line.send(privately({ text: 'Que s’est-il passé ?', choices }))
    expect(ours()[0]?.text).toBe('Que s’est-il passé ?\n\n1. Un vol\n2. Une agression')
  })

  test('a long public answer becomes numbered posts, told in order', async () => {
    const text = Array.from({ length: 120 }, (_, index) => `mot${index}`).join(' ')
    const { wireIds } = await line.send(publicly({ text }))
    expect(world.simulator.posts().map(({ id }) => id)).toEqual(wireIds)
    expect(world.simulator.posts().map(({ text: part }) => part.slice(0, 4))).toEqual(['1/3 ', '2/3 ', '3/3 '])
    expect(new Set(world.simulator.posts().map(({ replyTo }) => replyTo))).toEqual(new Set([post.id]))
  })

  test('a private answer is cut at 10,000 characters', async () => {
    await line.send(privately({ text: 'mot '.repeat(3000) }))
    expect(ours().length).toBe(2)
    for (const { text } of ours()) expect(text.length).toBeLessThanOrEqual(10_000)
  })

  test('a photo goes out privately and publicly, byte for byte', async () => {
    await line.send(privately({ files: [photo, photo] }))
    await line.send(publicly({ files: [photo] }))
    expect(ours().map(({ text, media }) => [text, media?.bytes.equals(photo.bytes)])).toEqual([
      ['Bonjour, nous vous lisons.', true],
      ['', true],
    ])
    expect(world.simulator.posts()[0]?.media[0]?.bytes.equals(photo.bytes)).toBe(true)
  })

  test.each([
    ['of another type', { files: [{ ...photo, type: 'application/pdf' }] }, 'never file-type'],
    ['too large', { files: [{ ...photo, bytes: Buffer.alloc(6_000_000) }] }, 'never file-too-large'],
    ['too many for a post', { files: [photo, photo, photo, photo, photo] }, 'never too-many-files'],
  ])('files %s are refused before anything is sent', async (_, more, outcome) => {
    expect(await ended(line.send(publicly(more)))).toBe(outcome)
    expect(world.simulator.posts()).toEqual([])
  })

  describe('when it is not known whether it went out', () => {
    test.each(['after', 'truncated', { status: 500 }] as const)(
      '%j: it is looked for before anything is sent again',
      async (fault) => {
        const effect = typeof fault === 'string'
        for (const message of [
          privately({ text: 'voir https://exemple.fr/ & <ici>' }),
          publicly({ text: 'voir https://exemple.fr/ & <ici>' }),
        ]) {
          world.simulator.fail(message.public ? 'post' : 'dm', fault)
          const first = await ended(line.send(message))
          expect(first).toBe(effect ? 'sent' : 'retry server-error')
          if (!effect) expect(await ended(line.send({ ...message, attempt: 2 }))).toBe('sent')
        }
        expect([ours().length, world.simulator.posts().length]).toEqual([1, 1])
      },
    )

    test('where X cannot be read either, it is called unsure; a later attempt finds it', async () => {
      const message = publicly()
      world.simulator.fail('post', 'after')
      world.simulator.fail('posts', 'before')
      expect(await ended(line.send(message))).toBe('unsure no-answer')
      const again = await line.send({ ...message, attempt: 2, doubtful: true })
      expect(again).toEqual({ wireIds: world.simulator.posts().map(({ id }) => id), once: true })
      expect(world.simulator.posts().length).toBe(1)
    })

    test('a new process that knows of nothing looks before it sends', async () => {
      const message = privately()
      world.simulator.world.addDm(world.simulator.account.id, dm.from, message.text)
      world.memory.cursors.delete('sending')
      world.shut()
      const heir = await world.open()
      const before = world.simulator.callsOf('dm')
      world.memory.kept.clear()
      expect(await ended(heir.send({ ...message, attempt: 2, doubtful: true }))).toBe('sent')
      expect(world.simulator.callsOf('dm')).toBe(before)
    })

    test('the same words sent on purpose a second time are sent a second time', async () => {
      await line.send(privately({ text: 'Merci.' }))
      expect(await ended(line.send(privately({ text: 'Merci.', attempt: 2, doubtful: true })))).toBe('sent')
      expect(ours().length).toBe(2)
    })

    test('words that a colleague wrote in X’s own application are not taken for this answer', async () => {
      world.simulator.colleagueSendsDm('citoyenne', 'Merci.')
      await until(() => world.memory.kept.size === 3)
      expect(await ended(line.send(privately({ text: 'Merci.', attempt: 2, doubtful: true })))).toBe('sent')
      expect(ours().length).toBe(2)
    })

    test('an answer in parts goes on from where it stopped, in a new process too', async () => {
      const message = publicly({ text: Array.from({ length: 120 }, (_, index) => `mot${index}`).join(' ') })
      world.simulator.fail('post', { status: 503 }, 1)
      expect(await ended(line.send(message))).toBe('retry overloaded')
      expect(world.simulator.posts().length).toBe(1)
      world.shut()
      const heir = await world.open()
      expect(await ended(heir.send({ ...message, attempt: 2 }))).toBe('sent')
      expect(world.simulator.posts().map(({ text }) => text.slice(0, 4))).toEqual(['1/3 ', '2/3 ', '3/3 '])
      // Our own notes tell: X need not be asked.
      expect(world.simulator.callsOf('posts')).toBe(0)
    })

    test('a last part that X refuses for good does not make the first unsaid', async () => {
      world.simulator.fail('post', { status: 400 }, 2)
      const text = Array.from({ length: 120 }, (_, index) => `mot${index}`).join(' ')
      expect(await ended(line.send(publicly({ text })))).toBe('unsure partly-sent')
      expect(world.simulator.posts().length).toBe(2)
    })
  })

  describe('budgets', () => {
    test('after a 429 nothing is asked again before the reset', async () => {
      world.simulator.fail('dm', { status: 429, resetIn: 2000 })
      expect(await ended(line.send(privately()))).toBe('retry rate-limit')
      const calls = world.simulator.callsOf('dm')
      const error = await line.send(privately()).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ outcome: 'retry', code: 'rate-limit' })
      const { after } = error as { after: number }
      expect(after).toBeGreaterThan(0)
      expect(after).toBeLessThan(2000 + 1000 + 3000)
      expect(world.simulator.callsOf('dm')).toBe(calls)
    })

    test('what is left is shown, and an answer in parts is not begun when it cannot be ended', async () => {
      world.simulator.limits.set('post', 3)
      await line.send(publicly({ text: 'Un.' }))
      expect(world.memory.gauge.budgets).toContainEqual(expect.objectContaining({ name: 'tweets', left: 2, limit: 3 }))
      const long = Array.from({ length: 120 }, (_, index) => `mot${index}`).join(' ')
      expect(await ended(line.send(publicly({ text: long })))).toBe('retry rate-limit')
      expect(world.simulator.posts().length).toBe(1)
    })

    test('a clock of theirs that is ahead of ours changes no waiting time', async () => {
      world.simulator.skew = 120_000
      world.simulator.fail('dm', { status: 429, resetIn: 2000 })
      const error = await line.send(privately()).catch((thrown: unknown) => thrown)
      expect((error as { after: number }).after).toBeLessThan(2000 + 2000 + 3000)
    })
  })

  describe('money', () => {
    test('a link’s price is known to whoever asks the channel', () => {
      expect(world.connector.capabilities.public?.linkCents).toBe(20)
    })

    test('what was spent is shown: a link costs twenty times a summoned answer', async () => {
      const before = world.memory.gauge.spend?.today ?? 0
      await line.send(publicly({ text: 'Écrivez-nous.' }))
      expect(world.memory.gauge.spend?.today).toBeCloseTo(before + 1)
      await line.send(publicly({ text: 'Voir https://exemple.fr' }))
      expect(world.memory.gauge.spend?.today).toBeCloseTo(before + 21)
    })

    test('past the day’s cap nothing is sent before midnight, operators hear of it, and a restart does not forget', async () => {
      await world.end()
      await begin({ dailyCapCents: 23 })
      await line.send(publicly({ text: 'Voir https://exemple.fr' }))
      for (const attempt of ['now', 'after a restart']) {
        if (attempt !== 'now') {
          world.shut()
          line = await world.open()
        }
        const error = await line
          .send(publicly({ text: 'Voir https://exemple.fr/b' }))
          .catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ outcome: 'retry', code: 'spend-cap' })
        const midnight = 86_400_000 - (Date.now() % 86_400_000)
        expect(Math.abs((error as { after: number }).after - midnight)).toBeLessThan(5000)
        expect(world.memory.states.at(-1)).toBe('down:spend-cap')
      }
      expect(world.simulator.posts().length).toBe(1)
    })
  })

  test.each([
    ['an ended token', { status: 401 }, 'retry token', 'down:token'],
    ['no credits left', { status: 402 }, 'retry credits', 'down:credits'],
    [
      'an app without the permission',
      { status: 403, title: 'Unsupported Authentication' },
      'retry forbidden',
      'down:forbidden',
    ],
    [
      'a person who does not take our messages',
      { status: 403, detail: 'You cannot send messages to this user.' },
      'never dm-closed',
      'up',
    ],
    ['an address that does not exist', { status: 400 }, 'never invalid', 'up'],
  ] as const)('%s is told as what it is', async (_, fault, outcome, state) => {
    world.simulator.fail('dm', fault)
    expect(await ended(line.send(privately()))).toBe(outcome)
    expect(world.memory.states.at(-1)).toBe(state)
  })

  test('no connection at all: nothing went out, later may help', async () => {
    const { x } = await import('../../../connectors/x/x.ts')
    const { hookDesk } = await import('./rig.ts')
    const life = new AbortController()
    const connector = x({ hooks: hookDesk().wire, connect: '127.0.0.1:9' })
    const channel = { id: 'canal', desk: 'bureau', name: 'Canal', config: world.config }
    const dead = await connector.open(channel, world.memory.sink(), life.signal)
    expect(await ended(dead.send(privately()))).toBe('retry unreachable')
    expect(world.memory.states.at(-1)).toBe('down:unreachable')
    life.abort()
  })

  test('settings are tried against X before they are kept', async () => {
    const { check } = world.connector
    const { secrets } = world.memory.sink()
    expect(await check?.(world.config, secrets)).toBe('@PoliceLocale')
    const other = { ...world.config, account: { ...world.config.account, id: '42' } }
    await expect(check?.(other, secrets)).rejects.toMatchObject({ outcome: 'never', code: 'other-account' })
    world.simulator.expired = true
    await expect(check?.(world.config, secrets)).rejects.toMatchObject({ outcome: 'never', code: 'token' })
  })
})

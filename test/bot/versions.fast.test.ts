import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Bot, createBot } from '../../bot/index.ts'
import type { GuideStore } from '../../bot/running/versions.ts'
import type { BotContent, Turn } from '../../inbox/index.ts'
import { type Copies, copyDesks, guideOf, VERSION } from './copies.ts'
import { CHAT } from './door.ts'
import { kinds } from './wires.ts'

const id = 'brigade-numerique'
const guide = guideOf(id)
const NEXT = [VERSION, 'version: "suivante"'] as const
const SORRY = 'Je suis désolé de ce qui vous arrive.'
const NEWER = [`fr: ${SORRY}`, 'fr: Nous sommes là pour vous.'] as const

let copies: Copies
let open: Bot[]
beforeEach(async () => {
  copies = await copyDesks()
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((bot) => bot.close()))
  await copies.remove()
})

/** What the inbox keeps, beyond the life of a bot. */
function store() {
  const bodies = new Map<string, unknown>()
  const guides: GuideStore = {
    keep: async (desk, _kind, version, body) => {
      if (!bodies.has(`${desk}/${version}`)) bodies.set(`${desk}/${version}`, body)
      return bodies.get(`${desk}/${version}`) === body
    },
    read: async (desk, _kind, version) => bodies.get(`${desk}/${version}`),
  }
  const content: BotContent = { ...guides, attend: () => () => undefined, current: async () => [] }
  return { content, bodies }
}

interface Logged {
  readonly code: string
  readonly fields: Readonly<Record<string, unknown>> | undefined
}

/** One life of the product, from its start: talks by name, each with the state that the inbox keeps. */
async function live(kept: ReturnType<typeof store>, states = new Map<string, unknown>()) {
  let hear: ((turn: Turn) => Promise<void>) | undefined
  const said = new Map<string, { text?: string; reason?: string; summary?: unknown }>()
  const logged: Logged[] = []
  const accept = async (talk: string, line: { text?: string; state: unknown }) => {
    said.set(talk, line)
    states.set(talk, JSON.parse(JSON.stringify(line.state)))
    return true
  }
  const log = (code: string, fields?: Logged['fields']) => void logged.push({ code, fields })
  const bot = await createBot({
    door: {
      content: kept.content,
      listen: (turn) => {
        hear = turn
        return () => undefined
      },
      say: accept,
      handOver: accept,
    },
    desks: [await copies.desk(id)],
    log: { info: log, warn: log, error: log },
    kinds: kinds.filter(({ kind }) => kind === 'webchat'),
  })
  open.push(bot)
  return {
    bot,
    logged,
    states,
    /** What the person reads after their message. */
    write: async (talk: string, text: string) => {
      await hear?.({
        conversation: talk,
        desk: id,
        channel: 'discussion',
        capabilities: CHAT,
        public: false,
        after: 1,
        said: [{ text }],
        first: !states.has(talk),
        state: states.get(talk),
        maySpeak: true,
        reference: 'R1',
      })
      return said.get(talk) ?? {}
    },
  }
}

describe('a talk under way', () => {
  test('ends on the guide it began with, while new ones begin on the new one', async () => {
    const life = await live(store())
    await life.write('before', 'Bonjour')
    await copies.edit(guide, NEXT, NEWER)
    expect(await life.bot.readAgain()).toBe(true)
    expect((await life.write('before', '1')).text).toContain(SORRY)
    await life.write('after', 'Bonjour')
    expect((await life.write('after', '1')).text).toContain('Nous sommes là')
    // Not for one turn only.
    await life.write('before', 'Autre chose')
    await life.write('before', 'Revenir au début')
    expect((await life.write('before', 'victime')).text).toContain(SORRY)
  })
  test('does so after a restart with the newer guide', async () => {
    const kept = store()
    const first = await live(kept)
    await first.write('before', 'Bonjour')
    await copies.edit(guide, NEXT, NEWER)
    const second = await live(kept, first.states)
    expect((await second.write('before', '1')).text).toContain(SORRY)
    expect((await second.write('after', 'victime')).text).toContain('Nous sommes là')
  })
  test('whose guide is nowhere any more keeps what was learnt and goes on in the new one; a bare number goes to a human', async () => {
    const first = await live(store())
    await first.write('one', 'Je suis victime')
    await first.write('two', 'Je suis victime')
    await copies.edit(guide, NEXT, NEWER)
    const second = await live(store(), first.states)
    expect(await second.write('one', '1')).toMatchObject({ reason: 'guide-changed' })
    const answer = await second.write('two', 'agent')
    expect(answer.summary).toContainEqual(['Rôle', 'Je suis victime'])
  })
  test('hears the sheets of today: what was corrected is not told as it was', async () => {
    const life = await live(store())
    await life.write('before', 'Bonjour')
    await copies.edit(guide, NEXT, NEWER)
    await copies.edit('shared-sheets/papiers/procuration.yaml', [
      'fr: Procuration pour voter',
      'fr: Procuration corrigée',
    ])
    expect(await life.bot.readAgain()).toBe(true)
    expect((await life.write('before', 'comment voter par procuration')).text).toContain('Procuration corrigée')
  })
  test('never reads a number that is no longer written down: it goes on in the new guide', async () => {
    const kept = store()
    const life = await live(kept)
    await life.write('before', 'Bonjour')
    for (const [key, body] of kept.bodies) kept.bodies.set(key, String(body).replaceAll('{fact:17.', '{fact:71.'))
    await copies.edit(guide, NEXT, NEWER)
    const second = await live(kept, life.states)
    expect((await second.write('before', 'Je suis victime')).text).toContain('Nous sommes là')
    expect(JSON.stringify([...second.states])).not.toContain('fact:')
  })
})

describe('the same version for two texts', () => {
  test('does not start, and says where to raise it', async () => {
    const kept = store()
    await live(kept)
    await copies.edit(guide, NEWER)
    await expect(live(kept)).rejects.toThrow(/guide\.yaml:\d+ version: "2026-11-23" .* Raise `version`/)
  })
  test('is refused while running, and what runs stays', async () => {
    const life = await live(store())
    await copies.edit(guide, NEWER)
    expect(await life.bot.readAgain()).toBe(false)
    expect(life.logged).toContainEqual({
      code: 'guide.refused',
      fields: expect.objectContaining({ file: expect.stringContaining(guide), mend: expect.stringContaining('Raise') }),
    })
    await life.write('a', 'Bonjour')
    expect((await life.write('a', '1')).text).toContain(SORRY)
  })
  test('a comment and a blank line are no other text', async () => {
    const kept = store()
    await live(kept)
    await copies.edit(guide, [VERSION, `# Relu.\n\n${VERSION}`])
    await expect(live(kept)).resolves.toBeDefined()
  })
})

describe('files read again', () => {
  test.each([
    ['a file that is not YAML', guide, ['steps:\n  debut:', 'steps:\n  debut: ['], /YAML/],
    ['a dead end', guide, ['to: { step: mots }', 'to: { step: nulle-part }'], /does not exist/],
    ['a broken sheet', 'shared-sheets/vols/vol.yaml', ['id: vol\n', ''], /id/],
    ['a number that is no fact', guide, ['{fact:114.sms}', '{fact:411.sms}'], /no fact "411"/],
  ] as const)('%s is refused with file, line and mend; once mended it speaks', async (_name, file, broken, message) => {
    const life = await live(store())
    await copies.edit(guide, NEXT, NEWER)
    await copies.edit(file, broken)
    expect(await life.bot.readAgain()).toBe(false)
    const refused = life.logged.find(({ code }) => code === 'guide.refused')?.fields
    expect(refused).toMatchObject({ file: expect.stringContaining(file), line: expect.any(Number) })
    expect(`${refused?.['message']}`).toMatch(message)
    expect(`${refused?.['mend']}`.length).toBeGreaterThan(5)
    expect((await life.write('a', 'Je suis victime')).text).toContain(SORRY)
    await copies.edit(file, [broken[1] === '' ? 'title:' : broken[1], broken[1] === '' ? 'id: vol\ntitle:' : broken[0]])
    expect(await life.bot.readAgain()).toBe(true)
    expect((await life.write('b', 'Je suis victime')).text).toContain('Nous sommes là')
  })
  test('asked for twice at once, the last files speak', async () => {
    const life = await live(store())
    await copies.edit(guide, NEXT, NEWER)
    const first = life.bot.readAgain()
    expect(await Promise.all([first, life.bot.readAgain()])).toEqual([true, true])
    expect((await life.write('a', 'Je suis victime')).text).toContain('Nous sommes là')
  })
  test('while the database is away nothing changes, and nothing breaks', async () => {
    const kept = store()
    const life = await live(kept)
    await copies.edit(guide, NEXT, NEWER)
    const { current } = kept.content
    Object.assign(kept.content, { current: () => Promise.reject(new Error('away')) })
    expect(await life.bot.readAgain()).toBe(false)
    expect((await life.write('a', 'Je suis victime')).text).toContain(SORRY)
    Object.assign(kept.content, { current })
    expect(await life.bot.readAgain()).toBe(true)
  })
})

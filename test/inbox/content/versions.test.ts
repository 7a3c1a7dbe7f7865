import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Inbox, NotFound } from '../../../inbox/index.ts'
import { openHouse, reader, type TestHouse } from '../house.ts'
import { curatorOf, editor } from './curators.ts'
import { auditOf } from './look.ts'

let house: TestHouse
let inbox: Inbox
const curator = curatorOf()
beforeAll(async () => {
  house = await openHouse(inject('mongo'))
  inbox = house.inbox
  inbox.bot.content.attend(curator)
})
afterAll(() => inbox.close())

const ines = editor('Inès', ['editor'], 'nord', 'sud')
const hugo = editor('Hugo', ['supervisor'], 'nord', 'sud')
const sheet = (id: string, body: unknown, after: number) => ({ kind: 'sheet' as const, id, body, after })
const running = async (id: string) =>
  (await inbox.as(ines).shelf('nord')).entries.find((one) => one.id === id)?.running?.body

describe('what an editor writes', () => {
  it('is said by nobody while it is a draft, and at once when it is published', async () => {
    const staff = inbox.as(ines)
    const draft = await staff.saveContent('nord', sheet('vol', 'Un brouillon', 0))
    expect(await running('vol')).toBe('Le texte du fichier')
    expect(curator.told).toEqual([])
    const done = await staff.publishContent('nord', sheet('vol', 'Le nouveau', draft.version))
    expect(done).toMatchObject({ version: 2, state: 'published', author: { name: 'Inès' } })
    expect(await running('vol')).toBe('Le nouveau')
    expect(curator.told).toEqual(['commun'])
    expect(await inbox.bot.content.current('commun')).toMatchObject([{ id: 'vol', version: 2, body: 'Le nouveau' }])
  })

  it('goes back by publishing an older version again, as a new one', async () => {
    const staff = inbox.as(ines)
    await staff.publishContent('nord', sheet('retour', 'Un', 0))
    await staff.publishContent('nord', sheet('retour', 'Deux', 1))
    const first = (await staff.contentHistory('nord', { kind: 'sheet', id: 'retour' })).at(-1)
    await staff.publishContent('nord', { ...sheet('retour', first?.body, 2), note: 'retour à la version 1' })
    const history = await staff.contentHistory('nord', { kind: 'sheet', id: 'retour' })
    expect(history.map(({ version, body }) => [version, body])).toEqual([
      [3, 'Un'],
      [2, 'Deux'],
      [1, 'Un'],
    ])
    expect(history[0]?.note).toBe('retour à la version 1')
  })

  it('that is broken is refused with what to mend, and what is said stays', async () => {
    const staff = inbox.as(ines)
    await staff.publishContent('nord', sheet('sain', 'Bon', 0))
    await expect(staff.publishContent('nord', sheet('sain', 'cassé', 1))).rejects.toMatchObject({
      code: 'content-broken',
      faults: [{ field: 'body.fr', line: 1, code: 'long-sentence' }],
    })
    expect(await running('sain')).toBe('Bon')
  })

  it('can be withdrawn, and comes back by publishing', async () => {
    const staff = inbox.as(hugo)
    await staff.publishContent('nord', sheet('parti', 'Là', 0))
    await staff.withdrawContent('nord', { kind: 'sheet', id: 'parti', after: 1 })
    expect(await running('parti')).toBeUndefined()
    const entry = (await staff.shelf('nord')).entries.find(({ id }) => id === 'parti')
    expect(entry).toMatchObject({ withdrawn: true, gone: 'Là' })
    await staff.publishContent('nord', sheet('parti', 'De retour', 2))
    expect(await running('parti')).toBe('De retour')
    await expect(staff.withdrawContent('nord', { kind: 'sheet', id: 'jamais', after: 0 })).rejects.toBeInstanceOf(
      NotFound,
    )
  })

  it('is written in the chain of every desk that says it: who, what, and no word of it', async () => {
    await inbox.as(ines).publishContent('nord', sheet('chaine', 'motsecret', 0))
    const lines = await auditOf(house.options.uri, house.options.database, 'sheet/chaine@1')
    expect(lines.map(({ desk, who, action }) => [desk, who, action])).toEqual([
      ['nord', 'id-Inès', 'content-publish'],
      ['sud', 'id-Inès', 'content-publish'],
    ])
    expect(JSON.stringify(lines)).not.toContain('motsecret')
    expect((await inbox.operate.verifyAudit()).every(({ broken }) => broken === undefined)).toBe(true)
  })
})

describe('two editors', () => {
  it('who publish at once: one is first, the other is told who', async () => {
    await inbox.as(ines).publishContent('nord', sheet('course', 'Départ', 0))
    // A second process knows nothing of the first one's queue: the unique index alone decides.
    const other = await openHouse(house.options.uri, { ...house.options })
    other.inbox.bot.content.attend(curatorOf())
    try {
      for (let round = 1; round <= 10; round += 1) {
        const tries = await Promise.allSettled([
          inbox.as(ines).publishContent('nord', sheet('course', `Inès ${round}`, round)),
          other.inbox.as(hugo).publishContent('nord', sheet('course', `Hugo ${round}`, round)),
        ])
        const won = tries.filter(({ status }) => status === 'fulfilled')
        const lost = tries.find(({ status }) => status === 'rejected')
        expect(won).toHaveLength(1)
        const by = tries[0]?.status === 'fulfilled' ? 'Inès' : 'Hugo'
        expect(lost).toMatchObject({ reason: { code: 'content-changed', by } })
        expect(await running('course')).toBe(`${by} ${round}`)
      }
    } finally {
      await other.inbox.close()
    }
  })

  it('may not write over a draft they have not seen', async () => {
    await inbox.as(ines).saveContent('nord', sheet('double', 'De moi', 0))
    await expect(inbox.as(hugo).publishContent('nord', sheet('double', 'De lui', 0))).rejects.toMatchObject({
      code: 'content-changed',
      by: 'Inès',
    })
  })
})

describe('the wall', () => {
  it('lets editors and supervisors of the desk in, and for anyone else there is nothing there', async () => {
    expect((await inbox.as(hugo).shelf('nord')).mine).toBe(true)
    const name = { kind: 'sheet' as const, id: 'vol' }
    for (const stranger of [
      reader('Claire', 'nord'),
      editor('Zoé', ['editor'], 'ouest'),
      editor('Ada', ['admin'], 'nord'),
    ]) {
      const staff = inbox.as(stranger)
      for (const attempt of [
        () => staff.shelf('nord'),
        () => staff.contentHistory('nord', name),
        () => staff.checkContent('nord', { ...name, body: '' }),
        () => staff.saveContent('nord', sheet('vol', 'x', 0)),
        () => staff.publishContent('nord', sheet('vol', 'x', 0)),
        () => staff.withdrawContent('nord', { ...name, after: 0 }),
        () => staff.asked('nord'),
      ])
        await expect(attempt()).rejects.toBeInstanceOf(NotFound)
    }
  })

  it('lets nobody write what another desk says too, unless they edit there as well', async () => {
    const staff = inbox.as(editor('Nour', ['editor'], 'nord'))
    expect(await staff.shelf('nord')).toMatchObject({ mine: false, desks: ['nord', 'sud'] })
    await expect(staff.publishContent('nord', sheet('vol', 'x', 0))).rejects.toMatchObject({ code: 'shelf-shared' })
    await expect(staff.saveContent('nord', sheet('vol', 'x', 0))).rejects.toMatchObject({ code: 'shelf-shared' })
  })
})

describe('a guide', () => {
  it('is kept under its version for the talks that began with it, and never replaced', async () => {
    const { content } = inbox.bot
    expect(await content.keep('nord', 'guide', '2026-11-22', { start: 'debut' })).toBe(true)
    expect(await content.keep('nord', 'guide', '2026-11-22', { start: 'debut' })).toBe(true)
    expect(await content.keep('nord', 'guide', '2026-11-22', { start: 'autre' })).toBe(false)
    expect(await content.read('nord', 'guide', '2026-11-22')).toEqual({ start: 'debut' })
    expect(await content.read('sud', 'guide', '2026-11-22')).toBeUndefined()
    expect((await content.current('nord')).length).toBe(0)
  })
})

const child = new URL('./kill-child.ts', import.meta.url).pathname

it.each([
  ['before', 'Le texte du fichier', 1],
  ['after', 'Le publié', 2],
] as const)('killed just %s the write of a publication, nothing is half said', async (when, said, versions) => {
  const database = `content_kill_${process.pid}_${when}`
  const order = { when, uri: house.options.uri, database, keyringFile: house.options.keyringFile }
  const life = spawn(process.execPath, ['--import', 'tsx', child, JSON.stringify(order)], { stdio: 'ignore' })
  expect(await new Promise((resolve) => life.on('exit', (_code, signal) => resolve(signal)))).toBe('SIGKILL')
  const next = await openHouse(house.options.uri, { database, keyringFile: house.options.keyringFile })
  next.inbox.bot.content.attend(curatorOf())
  const staff = next.inbox.as(ines)
  const [entry] = (await staff.shelf('nord')).entries
  expect(entry).toMatchObject({ running: { body: said }, last: versions })
  expect(await staff.contentHistory('nord', { kind: 'sheet', id: 'vol' })).toHaveLength(versions + 1)
  await staff.publishContent('nord', sheet('vol', 'La suite', versions))
  await next.inbox.close()
})

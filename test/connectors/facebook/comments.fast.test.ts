import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, hour, type OpenPage, openPage, outcomeOf, person } from './wire.ts'

let page: OpenPage
let post: string
beforeEach(async () => {
  page = await openPage()
  post = `${page.simulator.page.id}_11`
})
afterEach(async () => {
  await page.end()
  expect(page.simulator.seen).toMatchObject({ unknown: [], broken: [] })
})

const settled = () => page.simulator.webhooks.settled()

describe('comments on the page', () => {
  test('a comment is public, stands under its post, and says where to see it', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?', { name: 'Camille' })
    await settled()
    expect(page.last()).toEqual({
      from: { address: person, anonymous: true, name: 'Camille' },
      text: 'Que faire ?',
      thread: { standing: `post:${post}`, messageId: id },
      public: true,
      link: `https://www.facebook.com/${id}`,
    })
    expect(page.memory.kept.has(`c:${id}`)).toBe(true)
  })

  test.each([false, true])('its time is read from seconds (as strings: %s)', async (stringTimes) => {
    page.simulator.stringTimes = stringTimes
    page.simulator.personComments(person, post, 'tard', { at: Date.now() - 9_000 })
    await settled()
    expect(page.memory.gauge.lag).toBeGreaterThanOrEqual(9_000)
    expect(page.memory.gauge.lag).toBeLessThan(60_000)
  })

  test('what a colleague adds to their own words is for nobody in particular', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    const first = page.simulator.colleagueComments(id, 'Appelez le 17')
    await settled()
    page.simulator.colleagueComments(first, 'ou le 112')
    await settled()
    expect(page.memory.texts()).toEqual(['Que faire ?', 'Appelez le 17'])
  })

  test('an answer to a comment refers to it', async () => {
    const first = page.simulator.personComments(person, post, 'un')
    page.simulator.personComments('4009', post, 'deux', { parent: first })
    await settled()
    expect(page.last()?.thread).toMatchObject({ standing: `post:${post}`, references: [first] })
  })

  test('what a visitor writes on the page itself is read like a comment', async () => {
    const id = page.simulator.personPosts(person, 'Je cherche mon chien')
    await settled()
    expect(page.last()).toMatchObject({
      public: true,
      text: 'Je cherche mon chien',
      thread: { standing: `post:${id}` },
    })
  })

  test('a corrected comment takes the place of the first', async () => {
    const id = page.simulator.personComments(person, post, 'vole')
    page.simulator.personEditsComment(id, 'volé')
    page.simulator.personEditsComment(id, 'volée')
    await settled()
    expect(page.said().slice(1)).toMatchObject([
      { text: 'volé', replaces: { externalId: `c:${id}` } },
      { text: 'volée', replaces: { externalId: `c:${id}` } },
    ])
  })

  test.each(['remove', 'hide'] as const)('a comment that is gone (%s) is marked so', async (verb) => {
    const id = page.simulator.personComments(person, post, 'mon numéro est le …')
    page.simulator.commentGoes(id, verb)
    await settled()
    expect(page.last()).toMatchObject({ text: '', replaces: { externalId: `c:${id}`, removed: true }, public: true })
  })

  test('a comment without a name stands alone', async () => {
    const one = page.simulator.personComments(person, post, 'un', { anonymous: true })
    const two = page.simulator.personComments(person, post, 'deux', { anonymous: true })
    await settled()
    expect(page.said().map(({ from }) => from)).toEqual([
      { address: `unknown:${one}`, anonymous: true },
      { address: `unknown:${two}`, anonymous: true },
    ])
  })

  test('our own comment coming back is ignored', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    await page.line.send(answer({ public: true, answers: id }))
    await settled()
    expect(page.memory.texts()).toEqual(['Que faire ?'])
    expect(page.memory.gauge.counted).toMatchObject({ 'own-comment': 1 })
  })

  test('what a colleague answers on the page is shown as ours, to the person whose comment it follows', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?', { name: 'Camille' })
    page.simulator.colleagueComments(id, 'Appelez le 17')
    page.simulator.colleagueComments(post, 'Merci à tous')
    await settled()
    const visit = page.simulator.personPosts('4009', 'Je cherche mon chien')
    page.simulator.colleagueComments(visit, 'Appelez la fourrière')
    await settled()
    expect(page.said().slice(1)).toMatchObject([
      { from: { address: person }, text: 'Appelez le 17', ours: { name: 'Page Facebook' }, public: true },
      { from: { address: '4009' }, text: 'Je cherche mon chien' },
      { from: { address: '4009' }, text: 'Appelez la fourrière', ours: { name: 'Page Facebook' } },
    ])
  })
})

describe('answers in public', () => {
  test('an answer appears under the comment, and its id is told', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    const { wireIds } = await page.line.send(answer({ public: true, answers: id, text: 'Écrivez-nous en privé.' }))
    const ours = page.simulator.comments(post).at(-1)
    expect(ours).toMatchObject({ text: 'Écrivez-nous en privé.', parent: id })
    expect(wireIds).toEqual([ours?.id])
  })

  test('a deleted comment can no longer be answered', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    page.simulator.commentGoes(id)
    expect(await outcomeOf(page.line.send(answer({ public: true, answers: id })))).toBe('never gone')
  })

  test('an answer that nobody knows to have arrived is found under the comment and not written twice', async () => {
    const first = page.simulator.personComments('4009', post, 'un')
    const id = page.simulator.personComments(person, post, 'deux', { parent: first })
    page.simulator.faults.order('POST', /comments$/, { kind: 'silence', effect: true })
    const { wireIds } = await page.line.send(answer({ public: true, answers: id }))
    const ours = page.simulator.comments(post).filter(({ from }) => from?.id === page.simulator.page.id)
    expect(ours.map((comment) => comment.id)).toEqual(wireIds)
  })

  test('an answer whose echo was taken for a colleague’s is left to a human, not written twice', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    await page.line.send(answer({ public: true, answers: id }))
    page.shut()
    // The process died before the id was stored; its heir hears the echo, and then is asked to send.
    page.memory.kept.clear()
    const heir = await page.open()
    page.simulator.webhooks.repeat()
    await settled()
    expect(page.last()).toMatchObject({ ours: { name: 'Page Facebook' } })
    const again = heir.send(answer({ public: true, answers: id, attempt: 2, doubtful: true }))
    expect(await outcomeOf(again)).toBe('unsure maybe-there')
  })

  const photo = { name: 'plan "2".png', type: 'image/png', bytes: Buffer.from('pixels') }

  test('one photo stands with the words, in one comment', async () => {
    const id = page.simulator.personComments(person, post, 'Où est le poste ?')
    const { wireIds } = await page.line.send(answer({ public: true, answers: id, text: 'Ici.', files: [photo] }))
    const ours = page.simulator.comments(post).at(-1)
    expect(ours).toMatchObject({ text: 'Ici.', photo: { name: 'plan _2_.png' } })
    expect(wireIds).toEqual([ours?.id])
    await settled()
    expect(page.said().filter((one) => one.ours)).toEqual([])
  })

  test.each([
    ['with words', 'Ici.'],
    ['alone', ''],
  ])('a photo %s that nobody knows to have arrived is found, and not shown twice', async (_, text) => {
    const id = page.simulator.personComments(person, post, 'Où est le poste ?')
    page.simulator.faults.order('POST', /comments$/, { kind: 'silence', effect: true })
    const { wireIds } = await page.line.send(answer({ public: true, answers: id, text, files: [photo] }))
    const ours = page.simulator.comments(post).filter(({ from }) => from?.id === page.simulator.page.id)
    expect(ours.map((comment) => comment.id)).toEqual(wireIds)
  })

  test('a long answer shows its photo with its first part', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    await page.line.send(answer({ public: true, answers: id, text: 'mot '.repeat(2_500), files: [photo] }))
    const ours = page.simulator.comments(post).filter(({ from }) => from?.id === page.simulator.page.id)
    expect(ours.map((comment) => comment.photo !== undefined)).toEqual([true, false])
  })

  test('what a comment cannot show is told before, and refused if it comes', async () => {
    const { most, types = [], largest = 0 } = page.connector.capabilities.public?.files ?? {}
    expect(most).toBe(1)
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    const sending = (...files: (typeof photo)[]) =>
      outcomeOf(page.line.send(answer({ public: true, answers: id, files })))
    expect(types).not.toContain('application/pdf')
    expect(await sending({ ...photo, type: 'application/pdf' })).toBe('never file-type')
    expect(await sending(photo, photo)).toBe('never too-many-files')
    expect(await sending({ ...photo, bytes: Buffer.alloc(largest + 1) })).toBe('never file-too-large')
    expect(page.simulator.seen.calls.filter((call) => call.startsWith('POST'))).toEqual([])
  })
})

describe('a private reply to a comment', () => {
  test('opens Messenger with who commented', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    await page.line.send(answer({ opens: id, text: 'Parlons-en ici.' }))
    expect(page.simulator.conversation(person)).toMatchObject([{ text: 'Parlons-en ici.', leave: 'RESPONSE' }])
  })

  test('answers a visitor’s post too', async () => {
    const id = page.simulator.personPosts(person, 'Je cherche mon chien')
    await page.line.send(answer({ opens: id }))
    expect(page.simulator.conversation(person)).toHaveLength(1)
  })

  test('goes once, and never again', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    await page.line.send(answer({ opens: id }))
    const again = page.line.send(answer({ opens: id, messageId: 'autre', text: 'Encore nous' }))
    expect(await outcomeOf(again)).toBe('never already-replied')
  })

  test('is over after seven days', async () => {
    const heardAt = new Date(Date.now() - 7 * 24 * hour - 1_000)
    const id = page.simulator.personComments(person, post, 'Que faire ?', { at: heardAt.getTime() })
    expect(await outcomeOf(page.line.send(answer({ opens: id, heardAt })))).toBe('never window-closed')
    expect(page.simulator.seen.calls).not.toContain(`POST ${page.simulator.page.id}/messages`)
    const { heardAt: _, ...unknown } = answer({ opens: id })
    expect(await outcomeOf(page.line.send(unknown))).toBe('never window-closed')
  })

  test('is one message: what does not fit into it is refused before it is sent', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    expect(await outcomeOf(page.line.send(answer({ opens: id, text: 'a'.repeat(2_001) })))).toBe('never first-too-long')
    const files = [{ name: 'a.pdf', type: 'application/pdf', bytes: Buffer.from('x') }]
    expect(await outcomeOf(page.line.send(answer({ opens: id, files })))).toBe('never first-no-files')
    expect(page.simulator.conversation(person)).toEqual([])
  })

  test('that may have gone out is looked for before it is tried again', async () => {
    const id = page.simulator.personComments(person, post, 'Que faire ?')
    const sent = await page.line.send(answer({ opens: id }))
    const again = await page.line.send(answer({ opens: id, attempt: 2, doubtful: true }))
    expect(again).toEqual({ ...sent, once: true })
    expect(page.simulator.conversation(person)).toHaveLength(1)
  })
})

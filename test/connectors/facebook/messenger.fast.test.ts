import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Outbound } from '../../../inbox/contract.ts'
import { until } from '../memory-sink.ts'
import { answer, type OpenPage, openPage, person } from './wire.ts'

let page: OpenPage
beforeEach(async () => {
  page = await openPage()
})
afterEach(async () => {
  await page.end()
  expect(page.simulator.seen.broken).toEqual([])
  expect(page.simulator.seen.unknown.filter((path) => !path.includes('perdu'))).toEqual([])
})

const settled = () => page.simulator.webhooks.settled()

describe('Messenger, from a citizen to us', () => {
  test('a text comes as a private message of a standing thread, with the time Facebook gives', async () => {
    const at = Date.now() - 5_000
    const mid = page.simulator.personWrites(person, 'On a volé mon vélo 🚲', { at })
    await settled()
    expect(page.last()).toEqual({
      from: { address: person, anonymous: true, name: 'Facebook …0500' },
      text: 'On a volé mon vélo 🚲',
      thread: { standing: 'private', messageId: mid },
    })
    expect(page.memory.kept.has(`m:${mid}`)).toBe(true)
    expect(page.memory.gauge.lag).toBeGreaterThanOrEqual(5_000)
  })

  test('a person is called as Meta calls them, asked once', async () => {
    page.simulator.mayName = true
    page.simulator.personIsCalled(person, 'Camille', 'Citoyenne')
    for (const text of ['un', 'deux', 'trois']) page.simulator.personWrites(person, text)
    await settled()
    expect(page.said().map(({ from }) => from.name)).toEqual(Array(3).fill('Camille Citoyenne'))
    expect(page.simulator.seen.calls.filter((call) => call === `GET ${person}`)).toHaveLength(1)
  })

  test('a colleague who writes first is shown under the person’s name', async () => {
    page.simulator.mayName = true
    page.simulator.personIsCalled(person, 'Camille', 'Citoyenne')
    page.simulator.colleagueWrites(person, 'Bonjour')
    await settled()
    expect(page.last()).toMatchObject({ from: { address: person, name: 'Camille Citoyenne' }, ours: {} })
  })

  test('without the permission nobody has a name, and it is not asked for again at each message', async () => {
    for (const one of [person, '4009', '4010']) {
      page.simulator.personWrites(one, 'bonjour')
      await settled()
    }
    expect(page.said().map(({ from }) => from.name)).toEqual(['Facebook …0500', 'Facebook …4009', 'Facebook …4010'])
    expect(page.simulator.seen.calls.filter((call) => /^GET \d+$/.test(call))).toHaveLength(1)
  })

  test('a name that Meta does not give in time holds up nothing', async () => {
    page.simulator.mayName = true
    page.simulator.personIsCalled(person, 'Camille', 'Citoyenne')
    page.simulator.faults.order('GET', new RegExp(`${person}$`), { kind: 'silence', effect: false })
    page.simulator.personWrites(person, 'vite')
    await until(() => page.memory.texts().includes('vite'))
    expect(page.last()?.from.name).toBe('Facebook …0500')
    expect(page.memory.states).toEqual(['up'])
  })

  test('times that come as strings are read all the same', async () => {
    page.simulator.stringTimes = true
    page.simulator.personWrites(person, 'à l’heure', { at: Date.now() - 7_000 })
    await settled()
    expect(page.memory.gauge.lag).toBeGreaterThanOrEqual(7_000)
    expect(page.memory.gauge.lag).toBeLessThan(60_000)
  })

  test('a quick reply and a button give the choice that they stand for', async () => {
    page.simulator.personWrites(person, 'Bonjour')
    await page.line.send(
      answer({
        choices: [
          { id: 'vol', label: 'Un vol' },
          { id: 'autre', label: 'Autre chose' },
        ],
      }),
    )
    page.simulator.personPresses(person, 'vol')
    await settled()
    expect(page.last()).toMatchObject({ text: 'Un vol', choice: 'vol' })
    page.simulator.personPresses(person, 'MENU_AIDE')
    await settled()
    expect(page.last()).toMatchObject({ text: 'MENU_AIDE', choice: 'MENU_AIDE', thread: { standing: 'private' } })
  })

  test('photos and files are fetched, with their names', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1])
    page.simulator.personWrites(person, '', { files: [{ name: 'photo.jpg', type: 'image/jpeg', bytes }] })
    await settled()
    expect(page.last()?.files).toEqual([{ name: 'photo.jpg', type: 'image/jpeg', bytes }])
    expect(page.last()?.flags).toBeUndefined()
  })

  test.each([
    ['that is no longer there', 'https://cdn.fbsbx.com/v/perdu.jpg'],
    ['behind plain HTTP', 'http://cdn.fbsbx.com/v/1.jpg'],
    ['at a place that is not Meta’s', 'https://metadata.internal/secret'],
    ['that ends like Meta’s', 'https://evilfbcdn.net/1.jpg'],
    ['that is no address', 'photo'],
  ])('a file %s is missing, and said to be', async (_, url) => {
    const calls = page.simulator.seen.unknown.length
    page.simulator.personWrites(person, 'voici', { more: { attachments: [{ type: 'image', payload: { url } }] } })
    await settled()
    expect(page.last()).toMatchObject({ text: 'voici', flags: { defects: ['attachment-missing'] } })
    expect(page.simulator.seen.unknown.length - calls).toBe(url.includes('perdu') ? 1 : 0)
  })

  test('a file larger than ten megabytes is missing, and said to be', async () => {
    const bytes = Buffer.alloc(10 * 1024 * 1024 + 1, 1)
    page.simulator.personWrites(person, 'grand', { files: [{ name: 'film.mp4', type: 'video/mp4', bytes }] })
    await settled()
    expect(page.last()).toMatchObject({ text: 'grand', flags: { defects: ['attachment-missing'] } })
  })

  test('a place and a shared page are told in the text', async () => {
    const attachments = [
      { type: 'location', payload: { coordinates: { lat: 48.11, long: -1.67 } } },
      { type: 'fallback', title: 'Une page', url: 'https://exemple.fr/a' },
    ]
    page.simulator.personWrites(person, 'ici', { more: { attachments } })
    await settled()
    expect(page.last()?.text).toBe('ici\n📍 48.11, -1.67\nUne page https://exemple.fr/a')
  })

  test('an answer to one message refers to it', async () => {
    const first = page.simulator.personWrites(person, 'un')
    page.simulator.personWrites(person, 'deux', { replyTo: first })
    await settled()
    expect(page.last()?.thread).toMatchObject({ references: [first] })
  })

  test('a correction takes the place of the message, and a second one too', async () => {
    const mid = page.simulator.personWrites(person, 'rue des Lila')
    page.simulator.personEdits(person, mid, 'rue des Lilas', 1)
    page.simulator.personEdits(person, mid, 'rue des Lilas, Rennes', 2)
    await settled()
    expect(page.said().slice(1)).toMatchObject([
      { text: 'rue des Lilas', replaces: { externalId: `m:${mid}` } },
      { text: 'rue des Lilas, Rennes', replaces: { externalId: `m:${mid}` } },
    ])
  })

  test('a message taken back is marked so', async () => {
    const mid = page.simulator.personWrites(person, 'je regrette')
    page.simulator.personDeletes(person, mid)
    await settled()
    expect(page.last()).toMatchObject({ text: '', replaces: { externalId: `m:${mid}`, removed: true } })
  })

  test('a reaction stands beside the talk, and so does taking it back', async () => {
    page.simulator.personReacts(person, 'm_x', '👍')
    page.simulator.personReacts(person, 'm_x', '👍', 'unreact')
    await settled()
    expect(page.said()).toMatchObject([
      { text: '👍', aside: true, thread: { references: ['m_x'] } },
      { text: 'Réaction retirée', aside: true },
    ])
  })

  test('what Messenger does not show to apps is announced, never missed in silence', async () => {
    page.simulator.personWrites(person, '', { more: { is_unsupported: true } })
    page.simulator.personWrites(person, '', { more: { hologram: 1 } })
    await settled()
    expect(page.said()).toMatchObject([
      { flags: { defects: ['unsupported'] } },
      { flags: { defects: ['unsupported'] } },
    ])
  })

  test('that it arrived and was read is known of what we sent', async () => {
    page.simulator.personWrites(person, 'Bonjour')
    const { wireIds = [] } = await page.line.send(answer())
    for (const id of wireIds) page.memory.known.add(id)
    page.simulator.webhooks.repeat()
    page.simulator.personReads(person)
    await settled()
    expect(page.memory.reports).toContainEqual({ messageId: wireIds[0], state: 'delivered', code: 'delivered' })
    expect(page.memory.reads).toMatchObject([{ address: person }])
  })
})

describe('other hands on the same page', () => {
  const write = (change: Partial<Outbound> = {}) => page.line.send(answer(change))

  test('the echo of our own message is dropped', async () => {
    page.simulator.personWrites(person, 'Bonjour')
    await write()
    await settled()
    expect(page.memory.texts()).toEqual(['Bonjour'])
    expect(page.memory.gauge.counted).toMatchObject({ 'own-echo': 1 })
  })

  test('what our app sent by another way is dropped too, by the app’s number', async () => {
    page.simulator.colleagueWrites(person, 'rappel automatique', Number(page.config.appId))
    await settled()
    expect(page.memory.kept.size).toBe(0)
  })

  test('what a colleague writes in the Page inbox is shown as ours', async () => {
    page.simulator.personWrites(person, 'Bonjour')
    page.simulator.colleagueWrites(person, 'Je vous rappelle')
    page.simulator.colleagueWrites(person, 'Une enquête', 777)
    await settled()
    expect(page.said().slice(1)).toMatchObject([
      { from: { address: person }, text: 'Je vous rappelle', ours: { name: 'Boîte de réception Facebook' } },
      { from: { address: person }, text: 'Une enquête', ours: { name: 'Autre outil (application 777)' } },
    ])
  })

  test('while another app holds the thread, all is recorded and nothing may answer it', async () => {
    page.simulator.giveThread(person, '777')
    page.simulator.personWrites(person, 'Il y a quelqu’un ?')
    await settled()
    expect(page.said()).toMatchObject([
      { aside: true, flags: { defects: ['thread-passed'] } },
      { text: 'Il y a quelqu’un ?', flags: { neverAnswer: true, defects: ['standby'] } },
    ])
  })

  test('an answer into a thread that another app holds is refused, unless the settings say to take it', async () => {
    page.simulator.personWrites(person, 'Bonjour')
    page.simulator.giveThread(person, '777')
    await expect(write()).rejects.toMatchObject({ outcome: 'never', code: 'not-thread-owner' })
    expect(page.simulator.seen.calls).not.toContain(`POST ${page.simulator.page.id}/take_thread_control`)
  })

  test('with leave to take threads, it is taken and answered', async () => {
    await page.end()
    page = await openPage({ settings: { takeControl: true } })
    page.simulator.personWrites(person, 'Bonjour')
    page.simulator.giveThread(person, '777')
    await expect(write()).rejects.toMatchObject({ code: 'not-thread-owner' })
    page.simulator.primary = true
    await write({ messageId: 'autre' })
    expect(page.simulator.conversation(person).map(({ fromPage }) => fromPage)).toEqual([false, true])
  })

  test('passing, taking and asking for a thread is recorded beside the talk', async () => {
    const base = { sender: { id: person }, recipient: { id: page.simulator.page.id }, timestamp: 1 }
    page.simulator.event({ ...base, take_thread_control: { previous_owner_app_id: '1' } })
    page.simulator.event({ ...base, request_thread_control: { requested_owner_app_id: '2' } })
    page.simulator.event({ ...base, referral: { ref: 'affiche', source: 'SHORTLINK' } })
    await settled()
    expect(page.said().map(({ aside, flags }) => [aside, flags?.defects])).toEqual([
      [true, ['thread-taken']],
      [true, ['thread-requested']],
      [true, ['referral']],
    ])
  })

  test('an echo that comes before the answer to our call is not taken for a colleague’s', async () => {
    page.simulator.personWrites(person, 'Bonjour')
    page.simulator.faults.order('POST', /messages$/, { kind: 'silence', effect: true })
    await write()
    await until(() => page.memory.gauge.counted?.['own-echo'] === 1)
    expect(page.memory.texts()).toEqual(['Bonjour'])
  })
})

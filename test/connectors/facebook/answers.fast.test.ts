import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { split } from '../../../connectors/facebook/out/split.ts'
import type { Outbound } from '../../../inbox/contract.ts'
import { capabilitiesOf } from '../../bot/wires.ts'
import { answer, hour, type OpenPage, openPage, outcomeOf, person } from './wire.ts'

let page: OpenPage
beforeEach(async () => {
  page = await openPage()
})
afterEach(async () => {
  await page.end()
  expect(page.simulator.seen.unknown).toEqual([])
})

const send = (change: Partial<Outbound> = {}) => page.line.send(answer(change))
const ours = () => page.simulator.conversation(person).filter(({ fromPage }) => fromPage)
const messages = /\/messages$/

describe('the window of Messenger', () => {
  const ago = (hours: number) => new Date(Date.now() - hours * hour)
  const wrote = (hours: number) => {
    page.simulator.personWrites(person, 'Bonjour', { at: ago(hours).getTime() })
    return ago(hours)
  }

  test('for a day everybody may answer', async () => {
    await send({ heardAt: wrote(23), automatic: true })
    expect(ours()).toMatchObject([{ leave: 'RESPONSE' }])
  })

  test('for seven days a human may, and Messenger is told that it is one', async () => {
    await send({ heardAt: wrote(25) })
    await send({ heardAt: ago(25), messageId: 'b', text: 'b' })
    expect(ours()).toMatchObject([{ leave: 'HUMAN_AGENT' }, { leave: 'HUMAN_AGENT' }])
  })

  test('after a day a machine is never passed off as a human', async () => {
    expect(await outcomeOf(send({ heardAt: wrote(25), automatic: true }))).toBe('never window-closed')
    expect(page.simulator.seen.calls).not.toContain(`POST ${page.simulator.page.id}/messages`)
  })

  test('after seven days nobody may', async () => {
    expect(await outcomeOf(send({ heardAt: wrote(7 * 24 + 1) }))).toBe('never window-closed')
    expect(ours()).toEqual([])
  })

  test('when Facebook’s clock is ahead, a human’s answer goes out by the wider window and a machine’s does not', async () => {
    page.simulator.personWrites(person, 'Bonjour', { at: ago(23.9).getTime() })
    page.simulator.skew = hour / 2
    expect(await outcomeOf(send({ heardAt: ago(23.9), automatic: true }))).toBe('never window-closed')
    await send({ heardAt: ago(23.9), messageId: 'b' })
    expect(ours()).toMatchObject([{ leave: 'HUMAN_AGENT' }])
  })
})

describe('what an answer becomes on Messenger', () => {
  beforeEach(() => {
    page.simulator.personWrites(person, 'Bonjour')
  })
  afterEach(() => {
    expect(page.simulator.seen.broken).toEqual([])
  })

  test('a long text is split between sentences, and every part says which it is', async () => {
    const text = Array.from({ length: 90 }, (_, at) => `Phrase numéro ${at} de cette réponse assez longue.`).join(' ')
    const { wireIds } = await send({ text })
    expect(ours().map(({ id }) => id)).toEqual(wireIds)
    expect(ours().map((part) => part.text.split('\n').at(-1))).toEqual(['(1/3)', '(2/3)', '(3/3)'])
    expect(ours().every((part) => part.text.length <= 2_000 && /\.\n\(/.test(part.text))).toBe(true)
    expect(
      ours()
        .map((part) => part.text.replace(/\n\(.*$/, ''))
        .join(' '),
    ).toBe(text)
  })

  test('a text without any blank is split between letters as people see them', () => {
    const family = '👩‍👩‍👧'
    const parts = split(family.repeat(400), 2_000).map((part) => part.replace(/\n\(.*$/, ''))
    expect(parts.join('')).toBe(family.repeat(400))
    expect(parts.every((part) => part.length % family.length === 0)).toBe(true)
    expect(split(`e${'\u0301'.repeat(5_000)}`, 2_000).every((part) => part.length <= 2_000)).toBe(true)
  })

  test('short choices are quick replies, on the last part', async () => {
    const choices = [
      { id: 'vol', label: 'Un vol' },
      { id: 'autre', label: 'Autre chose' },
    ]
    await send({ text: 'a b '.repeat(700), choices })
    expect(ours().map(({ quickReplies }) => quickReplies.map(({ title, payload }) => [title, payload]))).toEqual([
      [],
      [
        ['Un vol', 'vol'],
        ['Autre chose', 'autre'],
      ],
    ])
  })

  test('long choices are numbered lines, and buttons bear the numbers', async () => {
    const choices = [
      { id: 'vol', label: 'On m’a volé quelque chose' },
      { id: 'autre', label: 'Autre' },
    ]
    await send({ text: 'Que s’est-il passé ?', choices })
    expect(ours()).toMatchObject([
      {
        text: 'Que s’est-il passé ?\n\n1. On m’a volé quelque chose\n2. Autre',
        quickReplies: [
          { title: '1', payload: 'vol' },
          { title: '2', payload: 'autre' },
        ],
      },
    ])
  })

  test('what its capabilities say of buttons is what happens to them', async () => {
    const { most, longest } = capabilitiesOf('facebook').buttonsBear ?? { most: 0, longest: 0 }
    const labelled = (length: number) => [{ id: 'a', label: 'x'.repeat(length) }]
    await send({ choices: labelled(longest) })
    await send({ choices: labelled(longest + 1) })
    expect(ours().map(({ quickReplies }) => quickReplies[0]?.title)).toEqual(['x'.repeat(longest), '1'])
    await send({ choices: Array.from({ length: most }, (_, at) => ({ id: `c${at}`, label: `Choix ${at}` })) })
    expect(
      ours()
        .at(-1)
        ?.quickReplies.map(({ title }) => title),
    ).toContain(`Choix ${most - 1}`)
  })

  test('more choices than Messenger shows are all in the text', async () => {
    await send({ choices: Array.from({ length: 15 }, (_, at) => ({ id: `c${at}`, label: `Choix ${at}` })) })
    expect(ours()[0]?.quickReplies).toHaveLength(13)
    expect(ours()[0]?.text).toContain('15. Choix 14')
  })

  test('files go after the text, as what they are', async () => {
    const files = [
      { name: 'récépissé "1".pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7\r\n--x') },
      { name: 'plan.png', type: 'image/png', bytes: Buffer.from([0x89, 0x50]) },
    ]
    await send({ files })
    expect(ours().map(({ text, attachments }) => [text === '', attachments[0]?.type])).toEqual([
      [false, undefined],
      [true, 'file'],
      [true, 'image'],
    ])
    expect(page.simulator.uploads().map(({ bytes }) => bytes.toString('latin1'))).toEqual(['%PDF-1.7\r\n--x', '\x89P'])
  })
})

describe('answers whose fate is not clear', () => {
  beforeEach(() => {
    page.simulator.personWrites(person, 'Bonjour')
  })

  test('when a later part fails, the next attempt goes on from there', async () => {
    const text = 'mot '.repeat(1_200)
    page.simulator.faults.order('POST', messages, { kind: 'error', code: 613 }, 1)
    expect(await outcomeOf(send({ text }))).toBe('retry rate-limit')
    expect(ours()).toHaveLength(1)
    await page.simulator.webhooks.settled()
    const heir = await page.open()
    const { wireIds } = await heir.send(answer({ text, attempt: 2 }))
    expect(ours().map(({ id }) => id)).toEqual(wireIds)
    expect(ours().map((part) => part.text.split('\n').at(-1))).toEqual(['(1/3)', '(2/3)', '(3/3)'])
  })

  test('a cut in the middle of a split neither loses nor doubles a part', async () => {
    page.simulator.faults.order('POST', messages, { kind: 'cut', effect: true }, 1)
    page.simulator.faults.order('POST', messages, { kind: 'truncated' }, 2)
    await send({ text: 'mot '.repeat(1_200) })
    expect(ours().map((part) => part.text.split('\n').at(-1))).toEqual(['(1/3)', '(2/3)', '(3/3)'])
  })

  test('an earlier attempt that went out is found, and not sent again', async () => {
    const first = await send()
    const heir = await page.open()
    expect(await heir.send(answer({ doubtful: true }))).toEqual({ ...first, once: true })
    expect(ours()).toHaveLength(1)
  })

  test('an earlier answer with the same words is another one', async () => {
    const { wireIds = [] } = await send()
    for (const id of wireIds) page.memory.known.add(id)
    await send({ messageId: 'b', attempt: 2, doubtful: true })
    expect(ours()).toHaveLength(2)
  })

  test('the same words from before the person last wrote are no answer to them', async () => {
    page.simulator.colleagueWrites(person, answer().text, Number(page.config.appId))
    await send({ doubtful: true, heardAt: new Date(Date.now() + hour) })
    expect(ours()).toHaveLength(2)
  })

  test('while looking is not possible, it is tried later and then looked for first', async () => {
    page.simulator.faults.order('POST', messages, { kind: 'silence', effect: true })
    page.simulator.faults.order('GET', /conversations/, { kind: 'cut', effect: false })
    expect(await outcomeOf(send())).toBe('retry no-answer')
    await send({ attempt: 2 })
    expect(ours()).toHaveLength(1)
  })

  test('a call that never reached Facebook is simply tried later', async () => {
    await page.simulator.close()
    expect(await outcomeOf(send())).toBe('retry connection')
  })

  test('who has no address can only be answered where they wrote', async () => {
    expect(await outcomeOf(send({ to: { address: 'unknown:1_2' } }))).toBe('never person-unknown')
  })

  test('when nobody may look, it is said to be unsure', async () => {
    page.simulator.faults.order('GET', /conversations/, { kind: 'error', code: 200 })
    expect(await outcomeOf(send({ attempt: 2, doubtful: true }))).toBe('unsure cannot-look')
    expect(ours()).toEqual([])
  })

  test('an answer of two files that was cut is not sent twice', async () => {
    const file = { name: 'a.png', type: 'image/png', bytes: Buffer.from('a') }
    page.simulator.faults.order('POST', messages, { kind: 'silence', effect: true }, 1)
    await send({ files: [file, { ...file, name: 'b.png' }] })
    expect(ours().map(({ attachments }) => attachments[0]?.name)).toEqual([undefined, 'a.png', 'b.png'])
  })
})

describe('what Facebook refuses', () => {
  beforeEach(() => {
    page.simulator.personWrites(person, 'Bonjour')
  })

  test.each([
    [190, undefined, 'retry token-dead'],
    [551, 1_545_041, 'never person-unavailable'],
    [10, undefined, 'never permission'],
    [100, undefined, 'never parameter'],
    [100, 2_018_001, 'never person-unavailable'],
    [368, undefined, 'never blocked'],
    [613, undefined, 'retry rate-limit'],
    [4, undefined, 'retry rate-limit'],
    [32, undefined, 'retry rate-limit'],
    [1_200, undefined, 'retry graph-1200'],
  ])('error %s/%s is told as %s', async (code, subcode, told) => {
    page.simulator.faults.order('POST', messages, { kind: 'error', code, ...(subcode && { subcode }) })
    expect(await outcomeOf(send())).toBe(told)
  })

  test('a limit says when to come again, and until then nothing is asked', async () => {
    const headers = {
      'x-business-use-case-usage': JSON.stringify({
        1: [{ type: 'messenger', call_count: 100, total_time: 3, estimated_time_to_regain_access: 7 }],
      }),
    }
    page.simulator.faults.order('POST', messages, { kind: 'error', code: 613, headers })
    await expect(send()).rejects.toMatchObject({ code: 'rate-limit', after: expect.closeTo(7 * 60_000, -3) })
    const before = page.simulator.seen.calls.length
    await expect(send({ messageId: 'b' })).rejects.toMatchObject({ code: 'rate-limit' })
    expect(page.simulator.seen.calls).toHaveLength(before)
    expect(page.memory.gauge.budgets).toMatchObject([{ name: 'messenger', left: 0, limit: 100 }])
  })
})

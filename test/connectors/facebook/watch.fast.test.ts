import { afterEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../../inbox/contract.ts'
import { until } from '../memory-sink.ts'
import { answer, hour, type OpenPage, openPage, person } from './wire.ts'

let page: OpenPage
afterEach(async () => {
  await page.end()
  expect(page.simulator.seen).toMatchObject({ unknown: [], broken: [] })
})

describe('the token of the page', () => {
  test('a dead one is noticed without anybody writing, and its return too', async () => {
    page = await openPage({ pace: { tokenEvery: 20 } })
    expect(page.memory.states).toEqual(['up'])
    page.simulator.tokenDead = true
    await until(() => page.memory.states.at(-1) === 'down:token-dead')
    page.simulator.tokenDead = false
    await until(() => page.memory.states.at(-1) === 'up')
  })

  test('is tried often enough to be known dead within five minutes', async () => {
    const { usualPace } = await import('../../../connectors/facebook/pace.ts')
    expect(usualPace.tokenEvery + usualPace.timeout).toBeLessThan(5 * 60_000)
    page = await openPage()
  })

  test('a send that finds it dead says so at once', async () => {
    page = await openPage()
    page.simulator.tokenDead = true
    await expect(page.line.send(answer())).rejects.toMatchObject({ outcome: 'retry', code: 'token-dead' })
    expect(page.memory.states.at(-1)).toBe('down:token-dead')
  })

  test('when it ends is shown beforehand', async () => {
    page = await openPage()
    expect(Math.abs((page.memory.gauge.tokenEnds?.getTime() ?? 0) - page.simulator.tokenEnds)).toBeLessThan(1_000)
  })

  test('settings are tried before they are used, and the page’s name is shown', async () => {
    page = await openPage()
    const { secrets } = page.memory.sink()
    expect(await page.connector.check?.(page.config, secrets)).toBe('Brigade numérique')
    const check = (change: object) => page.connector.check?.({ ...page.config, ...change }, secrets)
    await expect(check({ pageAccessToken: 'EAAanother' })).rejects.toMatchObject({ code: 'token-dead' })
    await expect(check({ pageId: '999' })).rejects.toMatchObject({ code: 'other-page' })
  })

  test('every secret setting is written and never shown', async () => {
    page = await openPage()
    const secret = page.connector.fields?.filter((field) => field.secret).map(({ name }) => name)
    expect(secret).toEqual(['appSecret', 'verifyToken', 'pageAccessToken'])
    expect(page.connector.fields?.every(({ label }) => label.fr !== '' && label.en !== '')).toBe(true)
  })

  test('budgets are shown as Facebook tells them', async () => {
    page = await openPage()
    page.simulator.usage = { 'x-app-usage': JSON.stringify({ call_count: 28, total_time: 25, total_cputime: 40 }) }
    page.simulator.personWrites(person, 'Bonjour')
    await page.line.send(answer())
    expect(page.memory.gauge.budgets).toMatchObject([{ name: 'app', left: 60, limit: 100 }])
  })
})

describe('after an outage longer than Meta’s patience', () => {
  /** Facebook goes on; no webhook reaches us. */
  function outage(what: () => void): void {
    page.shut()
    page.simulator.webhooks.hold()
    what()
  }

  test('what people wrote meanwhile is read back, and stored once when the webhooks come after all', async () => {
    page = await openPage()
    const post = `${page.simulator.page.id}_11`
    page.simulator.personWrites(person, 'avant')
    await page.simulator.webhooks.settled()
    await until(() => page.memory.cursors.size === 2)
    outage(() => {
      for (let at = 0; at < 60; at += 1) page.simulator.personWrites(person, `privé ${at}`)
      page.simulator.personWrites('4009', '', {
        files: [{ name: 'a.png', type: 'image/png', bytes: Buffer.from('a') }],
      })
      for (let at = 0; at < 60; at += 1) page.simulator.personComments(person, post, `public ${at}`)
    })
    await page.open()
    await until(() => page.memory.kept.size === 122)
    const texts = page.memory.texts()
    expect(texts.filter((text) => text.startsWith('privé'))).toEqual(
      Array.from({ length: 60 }, (_, at) => `privé ${at}`),
    )
    expect(texts.filter((text) => text.startsWith('public'))).toEqual(
      Array.from({ length: 60 }, (_, at) => `public ${at}`),
    )
    expect(page.said().filter(({ files }) => files?.[0]?.name === 'a.png')).toHaveLength(1)
    page.simulator.webhooks.release()
    await page.simulator.webhooks.settled()
    expect(page.memory.kept.size).toBe(122)
  })

  test('what Meta no longer shows of a long talk is counted, and the rest is not lost to it', async () => {
    page = await openPage()
    await until(() => page.memory.cursors.size === 2)
    page.simulator.details = 20
    outage(() => {
      for (let at = 0; at < 30; at += 1) page.simulator.personWrites(person, `privé ${at}`)
      page.simulator.personWrites('4009', 'un autre')
    })
    await page.open()
    await until(() => page.memory.kept.size === 21)
    expect(page.memory.texts()).toContain('un autre')
    expect(page.memory.texts()).toContain('privé 10')
    await until(() => page.memory.gauge.counted?.['catch-up-incomplete'] === 1)
  })

  test('a talk whose older part is refused is read as far as it goes', async () => {
    page = await openPage()
    await until(() => page.memory.cursors.size === 2)
    page.simulator.faults.order('GET', /t_\d+\/messages$/, { kind: 'error', code: 100 })
    outage(() => {
      for (let at = 0; at < 30; at += 1) page.simulator.personWrites(person, `privé ${at}`)
    })
    await page.open()
    await until(() => page.memory.kept.size === 20)
    await until(() => page.memory.gauge.counted?.['catch-up-incomplete'] === 1)
  })

  test('what was there before the first opening is not imported', async () => {
    page = await openPage()
    page.memory.cursors.clear()
    outage(() => page.simulator.personWrites(person, 'ancien', { at: Date.now() - 2 * hour }))
    await page.open()
    await until(() => page.memory.cursors.size === 2)
    page.shut()
    await page.open()
    await until(() => page.simulator.seen.calls.some((call) => call.endsWith('/feed')))
    expect(page.memory.kept.size).toBe(0)
  })

  test('the cursor waits while nothing can be stored', async () => {
    page = await openPage({ pace: { catchUpEvery: 30 } })
    await until(() => page.memory.cursors.size === 2)
    const before = page.memory.cursors.get('messages')
    let tries = 0
    page.memory.beforeReceive = () => {
      tries += 1
      if (tries < 3) throw new Unavailable()
    }
    page.simulator.webhooks.hold()
    page.simulator.personWrites(person, 'gardez ceci')
    await until(() => tries === 2)
    expect(page.memory.cursors.get('messages')).toBe(before)
    await until(() => page.memory.texts().includes('gardez ceci'))
    await until(() => page.memory.cursors.get('messages') !== before)
    expect(page.memory.gauge.counted?.['not-stored']).toBeUndefined()
    const calm = page.memory.duplicates
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(page.memory.duplicates).toBe(calm)
  })

  test('a page that may not be read back is counted and does not stop the channel', async () => {
    page = await openPage({ pace: { catchUpEvery: 30 } })
    await until(() => page.memory.cursors.size === 2)
    page.simulator.faults.order('GET', /conversations/, { kind: 'error', code: 200 })
    await until(() => page.memory.gauge.counted?.['catch-up-refused-200'] === 1)
    expect(page.memory.states).toEqual(['up'])
  })

  describe('comments that were changed', () => {
    const begin = async () => {
      page = await openPage({ pace: { catchUpEvery: 3_600_000 } })
      const { simulator } = page
      const post = `${simulator.page.id}_11`
      const [kept, edited, removed] = ['reste', 'avant', 'parti'].map((text, at) =>
        simulator.personComments(`400${at}`, post, text),
      ) as [string, string, string]
      await simulator.webhooks.settled()
      await until(() => page.memory.cursors.size === 2)
      page.shut()
      await page.open()
      await until(() => page.memory.secrets.has('comments-seen'))
      return { simulator, post, kept, edited, removed }
    }
    const told = () => page.said().filter(({ replaces }) => replaces)

    test('corrected or taken back are told as such, once, in the conversation of their author', async () => {
      const { simulator, edited, removed } = await begin()
      outage(() => {
        simulator.personEditsComment(edited, 'après')
        simulator.commentGoes(removed)
      })
      await page.open()
      await until(() => told().length === 2)
      expect(told()).toMatchObject([
        { text: 'après', from: { address: '4001' }, replaces: { externalId: `c:${edited}` } },
        { text: '', from: { address: '4002' }, replaces: { externalId: `c:${removed}`, removed: true } },
      ])
      await until(() => page.memory.gauge.counted?.['removed-found'] === 1)
      page.shut()
      const looks = () => simulator.seen.calls.filter((call) => call.endsWith('/feed')).length
      const before = looks()
      await page.open()
      await until(() => looks() > before)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(told()).toHaveLength(2)
    })

    test('by webhook are not told again by the look', async () => {
      const { simulator, edited, removed } = await begin()
      simulator.personEditsComment(edited, 'après')
      simulator.commentGoes(removed)
      await simulator.webhooks.settled()
      expect(told()).toHaveLength(2)
      const looks = () => simulator.seen.calls.filter((call) => call.endsWith('/feed')).length
      const before = looks()
      page.shut()
      await page.open()
      await until(() => looks() > before)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(told()).toHaveLength(2)
    })

    test('one that is only out of sight, or that Meta will not speak of now, is not called removed', async () => {
      const { simulator, post, removed } = await begin()
      outage(() => {
        for (let at = 0; at < 60; at += 1) simulator.personComments('4009', post, `suite ${at}`)
      })
      simulator.faults.order('GET', new RegExp(`${removed}$`), { kind: 'error', status: 500, code: 2 })
      simulator.commentGoes(removed)
      await page.open()
      await until(() => page.memory.texts().includes('suite 59'))
      expect(told()).toEqual([])
    })

    test('what is remembered of them holds no words', async () => {
      await begin()
      const kept = page.memory.secrets.get('comments-seen') ?? ''
      expect(kept).toContain('4001')
      expect(kept).not.toMatch(/avant|parti|reste/)
      expect([...page.memory.cursors.values()].join()).not.toContain('4001')
    })
  })
})

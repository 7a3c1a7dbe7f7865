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
})

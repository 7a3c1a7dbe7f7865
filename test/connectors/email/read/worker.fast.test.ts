import { expect, test } from 'vitest'
import { readMail } from '../../../../connectors/email/parse/pool.ts'
import { mail } from '../mails.ts'

/** Postal-mime needs minutes for it: millions of parts in one mail. */
const endless = Buffer.concat([
  Buffer.from('From: lent@citoyens.example\r\nSubject: lent\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'),
  Buffer.from('--b\r\n\r\nx\r\n'.repeat(2_500_000)),
])

test('a mail that cannot be read in time costs its own reading, not that of the others given with it', async () => {
  const all = [...Array.from({ length: 6 }, (_, at) => mail({ body: `avant ${at}` })), endless]
  all.push(...Array.from({ length: 6 }, (_, at) => mail({ body: `après ${at}` })))
  const began = Date.now()
  const letters = await Promise.all(all.map(readMail))
  expect(Date.now() - began).toBeLessThan(25_000)
  expect(letters[6]).toMatchObject({ subject: 'lent', from: { address: 'lent@citoyens.example' } })
  expect(letters[6]?.defects).toContain('unparsed')
  const rest = letters.filter((_, at) => at !== 6)
  expect(rest.map(({ text }) => text)).toEqual(
    [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5].map((n, at) => `${at < 6 ? 'avant' : 'après'} ${n}`),
  )
  expect(rest.every(({ defects }) => defects.length === 0)).toBe(true)
}, 40_000)

test('answers belong to their mails, however many are asked at once', async () => {
  const letters = await Promise.all(Array.from({ length: 300 }, (_, at) => readMail(mail({ body: `numéro ${at}` }))))
  expect(letters.map(({ text }) => text)).toEqual(Array.from({ length: 300 }, (_, at) => `numéro ${at}`))
})

import { describe, expect, test } from 'vitest'
import { email } from '../../../../connectors/email/email.ts'
import { readMail } from '../../../../connectors/email/parse/pool.ts'
import { compose } from '../../../../connectors/email/smtp/compose.ts'
import { utteranceOf } from '../../../../connectors/email/utterance.ts'
import { bounce, mail } from '../mails.ts'
import { answer } from '../wire.ts'

const settings = {
  address: 'bureau@police.example',
  trustedRelay: 'mx.police.example',
  in: { type: 'smtp', port: 2525 },
  out: { host: '127.0.0.1', tls: 'none' },
}
const config = email.parse(settings)
const other = email.parse({ ...settings, address: 'autre@mairie.example' })
const heard = async (bytes: Uint8Array) => utteranceOf(await readMail(bytes), config)

describe('mail of machines is never answered by one', () => {
  test.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated',
    'Auto-Submitted: auto-notified; owner-email="x@y.example"',
    'Auto-Submitted: (comment) auto-replied',
    'Precedence: bulk',
    'Precedence: list',
    'Precedence: junk',
    'Precedence: auto_reply',
    'List-Id: <liste.example>',
    'List-Unsubscribe: <https://x.example>',
    'X-Auto-Response-Suppress: All',
    'X-Auto-Response-Suppress: DR, OOF, AutoReply',
    'X-Loop: police',
    'X-Autorespond: vacances',
    'Return-Path: <>',
    'Content-Type: multipart/report; boundary=x',
  ])('%s', async (header) => {
    expect((await heard(mail({ headers: [header] }))).flags).toMatchObject({ automatic: true, neverAnswer: true })
  })

  test.each(['noreply@x.example', 'no-reply+12@x.example', 'ne-pas-repondre@x.example', 'MAILER-DAEMON@x.example'])(
    'from %s',
    async (from) => {
      expect((await heard(mail({ from }))).flags).toMatchObject({ automatic: true, neverAnswer: true })
    },
  )

  test('nor what claims to come from ourselves, with or without a token, nor what has no sender', async () => {
    expect((await heard(mail({ from: 'Bureau@Police.example' }))).flags).toMatchObject({ neverAnswer: true })
    expect((await heard(mail({ from: 'bureau+x1@police.example' }))).flags).toMatchObject({ neverAnswer: true })
    expect((await heard(Buffer.from('Subject: x\r\n\r\ny'))).flags).toMatchObject({ neverAnswer: true })
  })

  test.each([
    'Auto-Submitted: no',
    'X-Auto-Response-Suppress: None',
    'Precedence: first-class',
    'Return-Path: <camille@citoyens.example>',
  ])('a person may write with %s', async (header) => {
    expect((await heard(mail({ headers: [header] }))).flags).toEqual({})
  })

  test('two desks that answer by machine cannot loop: what one sends, the other never answers', async () => {
    const sent = await compose(answer({ automatic: true, to: { address: 'autre@mairie.example' } }), config)
    expect(sent.envelope.from).toBe('')
    const there = utteranceOf(await readMail(sent.bytes), other)
    expect(there.flags).toMatchObject({ automatic: true, neverAnswer: true })
  })
})

describe('what leads a mail to its conversation', () => {
  test('our token, wherever the mail servers left it', async () => {
    expect((await heard(mail({ to: 'Bureau <bureau+K7f3@police.example>' }))).thread.token).toBe('K7f3')
    expect((await heard(mail({ headers: ['Cc: BUREAU+k7f3@POLICE.example'] }))).thread.token).toBe('k7f3')
    expect((await heard(mail({ headers: ['Delivered-To: bureau+k7f3@police.example'] }))).thread.token).toBe('k7f3')
    expect((await heard(mail({ headers: ['X-Original-To: <bureau+k7f3@police.example>'] }))).thread.token).toBe('k7f3')
    expect((await heard(mail({ to: 'bureau+k7f3@autre.example' }))).thread.token).toBeUndefined()
    expect((await heard(mail())).thread.token).toBeUndefined()
  })

  test('then the ids it names, newest first; ours in both forms, empty ones never', async () => {
    const bytes = mail({
      headers: ['In-Reply-To: <last@x.example>', 'References: <old@x.example> <> <abc@police.example>'],
    })
    expect((await heard(bytes)).thread.references).toEqual([
      '<abc@police.example>',
      'abc',
      '<old@x.example>',
      '<last@x.example>',
    ])
  })

  test('an id of 10,000 characters leads nowhere', async () => {
    expect((await heard(mail({ id: `<${'x'.repeat(10_000)}@x.example>` }))).thread.messageId).toBeUndefined()
  })

  test('a bounce tells which mail of ours failed, and how', async () => {
    expect((await readMail(bounce('<abc@police.example>', 'delayed', '4.4.1'))).report).toEqual({
      messageId: '<abc@police.example>',
      state: 'delayed',
      code: '4.4.1',
    })
    expect((await readMail(bounce('<abc@police.example>', 'delivered', '2.0.0'))).report).toBeUndefined()
    const old =
      'Message undeliverable: 5.7.1 refused\r\n\r\n> From: bureau@police.example\r\n> Message-ID: <abc@police.example>'
    expect((await readMail(mail({ from: 'MAILER-DAEMON@mx.example', body: old }))).report).toMatchObject({
      code: '5.7.1',
    })
    expect((await readMail(mail({ body: old }))).report).toBeUndefined()
  })
})

describe('what the relay in front of us says', () => {
  test('its verdicts are shown; those of others are not', async () => {
    const ours = 'Authentication-Results: mx.police.example; spf=pass smtp.mailfrom=x; dkim=fail; dkim=pass; dmarc=none'
    const forged = 'Authentication-Results: evil.example; spf=pass; dkim=pass; dmarc=pass'
    expect((await heard(mail({ headers: [forged, ours] }))).flags?.verdicts).toEqual({
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'none',
    })
    expect((await heard(mail({ headers: [forged] }))).flags?.verdicts).toBeUndefined()
  })

  test('what it calls spam is filed to check, and believed only from a relay that is trusted', async () => {
    const spam = mail({ headers: ['X-Spam-Flag: YES'] })
    expect((await heard(spam)).flags?.junk).toBe(true)
    expect(
      utteranceOf(await readMail(spam), email.parse({ ...settings, trustedRelay: undefined })).flags?.junk,
    ).toBeUndefined()
  })
})

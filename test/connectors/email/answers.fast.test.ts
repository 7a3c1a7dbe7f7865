import { describe, expect, test } from 'vitest'
import { email } from '../../../connectors/email/email.ts'
import { readMail } from '../../../connectors/email/parse/pool.ts'
import { compose } from '../../../connectors/email/smtp/compose.ts'
import type { Outbound } from '../../../inbox/contract.ts'
import { answer } from './wire.ts'

const config = email.parse({
  address: 'bureau@police.example',
  messageIdDomain: 'courrier.police.example',
  in: { type: 'smtp', port: 2525 },
  out: { host: '127.0.0.1', tls: 'none' },
})
const head = (bytes: Buffer): string => bytes.toString().split('\r\n\r\n', 1)[0] ?? ''
const sent = async (change: Partial<Outbound> = {}) => compose(answer(change), config)

describe('an answer by mail', () => {
  test('carries its id, what it follows, and the way back', async () => {
    const mail = await sent()
    expect(mail.messageId).toBe('<reponse-1@courrier.police.example>')
    expect(head(mail.bytes)).toContain('Message-ID: <reponse-1@courrier.police.example>')
    expect(await readMail(mail.bytes)).toMatchObject({
      from: { name: 'Commissariat numérique', address: 'bureau@police.example' },
      replyTo: { address: 'bureau+k7f3a9@police.example' },
      inReplyTo: '<question-1@citoyens.example>',
      references: ['<question-1@citoyens.example>'],
      subject: 'Re: Question',
      text: 'Bonjour,\n\nVotre demande est enregistrée.',
    })
  })

  test('is the same mail at every attempt', async () => {
    expect((await sent({ attempt: 1 })).messageId).toBe((await sent({ attempt: 4 })).messageId)
  })

  test('of a machine says so and has no envelope sender; of a human comes back to the conversation', async () => {
    const machine = await sent({ automatic: true })
    expect(head(machine.bytes)).toMatch(/^Auto-Submitted: auto-replied\r$/m)
    expect(head(machine.bytes)).toMatch(/^X-Auto-Response-Suppress: All\r$/m)
    expect(machine.envelope.from).toBe('')
    const human = await sent({ from: { desk: 'Commissariat numérique', author: 'Agent 12' } })
    expect(head(human.bytes)).not.toMatch(/Auto-Submitted/)
    expect(human.envelope.from).toBe('bureau+k7f3a9@police.example')
  })

  test('shows choices as numbered lines, in text and in HTML', async () => {
    const mail = await sent({
      choices: [
        { id: 'a', label: 'Un vol' },
        { id: 'b', label: 'Autre <chose>' },
      ],
    })
    const letter = await readMail(mail.bytes)
    expect(letter.text).toContain('1. Un vol\n2. Autre <chose>')
    expect(letter.html).toContain('<li>Autre &lt;chose&gt;</li>')
    expect(mail.bytes.toString()).toContain('<html lang=3D"fr">')
  })

  test('its HTML is the text, escaped; a link has its address and no other attribute', async () => {
    const letter = await readMail(
      (await sent({ text: '<b>x</b> http://x?"onmouseover="alert(1)" https://police.example/a?b=1&c=2.' })).bytes,
    )
    expect(letter.html).toContain('&lt;b&gt;x&lt;/b&gt;')
    expect(letter.html).not.toMatch(/<[^>]*onmouseover/)
    expect(letter.html).toContain('href="https://police.example/a?b=1&amp;c=2"')
  })

  test('no word of anyone can begin a header', async () => {
    const evil = 'x\r\nBcc: victime@x.example\r\n\r\nY'
    const mail = await sent({
      subject: evil,
      to: { address: 'camille@citoyens.example', name: evil },
      from: { desk: evil, author: evil },
      messageId: evil,
      references: [evil],
      files: [{ name: evil, type: `text/plain\r\nX-Evil: 1`, bytes: Buffer.from('x') }],
    })
    expect(head(mail.bytes)).not.toMatch(/^Bcc:/im)
    expect(mail.bytes.toString()).not.toMatch(/^X-Evil:/im)
    const letter = await readMail(mail.bytes)
    expect(letter.headers.filter(({ key }) => ['bcc', 'x-evil', 'y'].includes(key))).toEqual([])
    expect(letter.text).toContain('Votre demande')
  })

  test.each([
    '"a@evil.example x"@police.example',
    'a@evil.example (police.example)',
    'a(comment)@police.example',
    'groupe:a@police.example;',
    'a@police.example, b@evil.example',
    'a@police.example\r\nRCPT TO:<b@evil.example>',
    '<a@police.example>',
    'a@@police.example',
    'a..b@police.example',
    'a@-police.example',
    '',
    `${'a'.repeat(300)}@police.example`,
  ])('is never sent to an address that two readers could read in two ways: %s', async (address) => {
    await expect(sent({ to: { address } })).rejects.toMatchObject({ outcome: 'never', code: 'bad-address' })
  })

  test('files are what we gave: nothing is read from disk or network', async () => {
    const files = [{ name: '/etc/passwd', type: 'text/plain', bytes: Buffer.from('contenu') }]
    const letter = await readMail((await sent({ files })).bytes)
    expect(letter.files.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['contenu'])
  })
})

import { describe, expect, test } from 'vitest'
import { showMail } from '../../../../connectors/index.ts'
import { hostileMails } from '../hostile.ts'
import { mail, multipart } from '../mails.ts'

const fields = [
  ...['file', 'from', 'to', 'cc', 'replyTo', 'subject', 'date', 'messageId', 'inReplyTo', 'references', 'text'],
  ...['reply', 'html', 'attachments', 'automatic', 'neverAnswer', 'defects'],
]

async function show(bytes: Uint8Array) {
  return (await showMail(bytes, 'essai.eml')) as Record<string, unknown> & { text: string; defects: string[] }
}

describe('a mail as it is shown', () => {
  test('has every field, and absent values are null or empty', async () => {
    const bare = await show(Buffer.from('\r\nbonjour\r\n'))
    expect(Object.keys(bare)).toEqual(fields)
    expect(bare).toMatchObject({ file: 'essai.eml', from: null, to: [], replyTo: null, subject: null, date: null })
    expect(bare).toMatchObject({ messageId: null, inReplyTo: null, references: [], html: null, attachments: [] })
  })

  test('a plain answer is read whole', async () => {
    const bytes = mail({
      from: '=?utf-8?Q?Ren=C3=A9e_L=C3=A9vy?= <renee@citoyens.example>',
      to: 'Bureau <bureau@police.example>, "Deux, Trois" <deux@police.example>',
      subject: '=?iso-8859-1?Q?Tr=E8s_urgent?=',
      id: '<q1@citoyens.example>',
      headers: [
        'Reply-To: autre@citoyens.example',
        'In-Reply-To: <b@x>',
        'References: <a@x>\r\n <b@x>',
        'Cc: c@x.example',
      ],
      body: 'Merci.\r\n\r\nLe lun. 16 nov. 2026 à 09:00, Bureau <bureau@police.example> a écrit :\r\n> Bonjour',
    })
    expect(await show(bytes)).toEqual({
      file: 'essai.eml',
      from: { name: 'Renée Lévy', address: 'renee@citoyens.example' },
      to: [
        { name: 'Bureau', address: 'bureau@police.example' },
        { name: 'Deux, Trois', address: 'deux@police.example' },
      ],
      cc: [{ name: '', address: 'c@x.example' }],
      replyTo: { name: '', address: 'autre@citoyens.example' },
      subject: 'Très urgent',
      date: '2026-11-16T09:00:00.000Z',
      messageId: '<q1@citoyens.example>',
      inReplyTo: '<b@x>',
      references: ['<a@x>', '<b@x>'],
      text: 'Merci.\n\nLe lun. 16 nov. 2026 à 09:00, Bureau <bureau@police.example> a écrit :\n> Bonjour',
      reply: 'Merci.',
      html: null,
      attachments: [],
      automatic: false,
      neverAnswer: false,
      defects: [],
    })
  })

  test('attachments are listed with their decoded size', async () => {
    const bytes = multipart('mixed', [
      'Content-Type: text/plain\r\n\r\nvoir',
      'Content-Type: image/png; name="=?utf-8?Q?caf=C3=A9.png?="\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAw==',
    ])
    expect(await show(bytes)).toMatchObject({
      attachments: [{ name: 'café.png', type: 'image/png', size: 4 }],
      text: 'voir',
    })
  })

  test('a mail without a text part is read from its HTML', async () => {
    const bytes = mail({
      headers: ['Content-Type: text/html'],
      body: '<p>Bonjour&nbsp;!</p><p>À bientôt</p><script>x()</script>',
    })
    const shown = await show(bytes)
    expect(shown.text).toMatch(/^Bonjour\s!\n\nÀ bientôt$/)
    expect(shown['html']).not.toMatch(/script/)
  })

  test('text beyond 1 MB and HTML beyond 500 kB are kept whole as files', async () => {
    const body = 'a'.repeat(1_200_000)
    const long = (await show(mail({ body }))) as unknown as {
      text: string
      attachments: { name: string; size: number }[]
    }
    expect(long.text).toHaveLength(1_000_000)
    expect(long.attachments[0]).toMatchObject({ name: 'message.txt' })
    expect(long.attachments[0]?.size).toBeGreaterThanOrEqual(1_200_000)
  })
})

describe('a mail that means harm', () => {
  const hostile = hostileMails()

  test('there are more than fifty', () => expect(hostile.length).toBeGreaterThan(50))

  test.each(hostile)(
    '$name: read within five seconds, told as what it is',
    { timeout: 15_000 },
    async ({ bytes, defects }) => {
      const began = Date.now()
      const shown = await show(bytes)
      expect(Date.now() - began).toBeLessThan(7_000)
      expect(shown.defects).toEqual(expect.arrayContaining([...(defects ?? [])]))
      // Lone surrogates cannot be written as UTF-8: what is left of them is U+FFFD.
      expect(JSON.stringify(shown)).not.toMatch(/\\ud[89a-f]/i)
    },
  )

  test('and the next one is read as if nothing had been', async () => {
    expect(await show(mail({ body: 'toujours là' }))).toMatchObject({ text: 'toujours là', defects: [] })
  })
})

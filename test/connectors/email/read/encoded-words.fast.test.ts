import { expect, test } from 'vitest'
import { readMail } from '../../../../connectors/email/parse/pool.ts'
import { readRoughly } from '../../../../connectors/email/parse/read.ts'

const headed = (from: string, more = '') => Buffer.from(`From: ${from}\r\n${more}Subject: x\r\n\r\nBonjour`)

test.each([
  ['=?utf-8?Q?Chef_<chef@police.example>?= <vrai@citoyens.example>', 'vrai@citoyens.example'],
  ['=?utf-8?q?chef@police.example,?= <vrai@citoyens.example>', 'vrai@citoyens.example'],
  ['=?utf-8?Q?=3Cchef@police.example=3E?= <vrai@citoyens.example>', 'vrai@citoyens.example'],
  ['=?utf-8?B?PGNoZWZAcG9saWNlLmV4YW1wbGU+?= <vrai@citoyens.example>', 'vrai@citoyens.example'],
  ['"<chef@police.example>" <vrai@citoyens.example>', 'vrai@citoyens.example'],
  ['=?utf-8?Q?Ren=C3=A9e?= <renee@citoyens.example>', 'renee@citoyens.example'],
])('an address inside an encoded word is part of a name and nobody’s address: %s', async (from, address) => {
  expect((await readMail(headed(from))).from?.address).toBe(address)
  expect(readRoughly(headed(from), []).from?.address).toBe(address)
  const replyTo = await readMail(headed('a@citoyens.example', `Reply-To: ${from}\r\n`))
  expect(replyTo.replyTo?.address).toBe(address)
})

test.each(['=?utf-8?Q?<chef@police.example>?=', '=?utf-8?Q?chef=40police.example?='])(
  'a sender that is nothing but an encoded word has no address that could be believed: %s',
  async (from) => {
    expect((await readMail(headed(from))).from?.address ?? '').not.toBe('chef@police.example')
  },
)

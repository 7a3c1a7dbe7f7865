import { expect, it } from 'vitest'
import { ask } from '../../whole/client.ts'
import { hmac, secret, webhookExam } from '../../whole/hostile/webhook-exam.ts'

let ids = 1_000_000
const { whole, path } = webhookExam({
  name: 'X',
  kind: 'x',
  settings: {
    account: { id: '900', handle: 'bureau' },
    app: { key: 'consumer-key', secret },
    user: { token: 'user-token', secret: 'user-secret' },
  },
  sign: (body) => ({ 'x-twitter-webhooks-signature': hmac(body, 'base64') }),
  says(text) {
    ids += 1
    const message = { id: String(ids), event_type: 'MessageCreate', text, sender_id: '778' }
    const payload = { ...message, dm_conversation_id: '778-900', created_at: new Date().toISOString() }
    return JSON.stringify({ data: { event_type: 'dm.received', filter: { user_id: '900' }, payload } })
  },
})

it('A challenge of X is answered with nothing but the secret', async () => {
  const { status, text } = await ask(whole().origin, `${path}?crc_token=abc`)
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual({ response_token: hmac('abc', 'base64') })
})

import { hmac, secret, webhookExam } from '../../whole/hostile/webhook-exam.ts'

let ids = 0
webhookExam({
  name: 'Facebook',
  kind: 'facebook',
  settings: {
    pageId: '100',
    appId: '200',
    appSecret: secret,
    verifyToken: 'verify-0001',
    pageAccessToken: 'page-token-0001',
  },
  sign: (body) => ({ 'X-Hub-Signature-256': hmac(body, 'hex') }),
  says(text) {
    ids += 1
    const message = { mid: `mid.${ids}`, text }
    const event = { sender: { id: '777' }, recipient: { id: '100' }, timestamp: Date.now(), message }
    return JSON.stringify({ object: 'page', entry: [{ id: '100', time: Date.now(), messaging: [event] }] })
  },
})

import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../setup/dovecot.ts'
import type { HttpLine } from './http.ts'
import { desk, sentence } from './seed.ts'

const PAGE = '1000000000001'
export const secret = 'bench-app-secret-0001'
const path = `/hooks/${desk}/facebook`
export const channel = `${desk}/facebook`

/** CHANNELS_FILE of a product that a page's webhooks reach. Nothing answers where the network's API would be. */
export async function pageChannel(folder: string): Promise<Readonly<Record<string, string>>> {
  const channels = join(folder, 'page.yaml')
  const settings = {
    pageId: PAGE,
    appId: '2000000000002',
    appSecret: secret,
    verifyToken: 'bench-verify-token',
    pageAccessToken: 'bench-page-access-token',
  }
  writeFileSync(channels, JSON.stringify({ [channel]: settings }))
  return { CHANNELS_FILE: channels, FACEBOOK_API_CONNECT: `127.0.0.1:${await freePort()}`, LOG_LEVEL: 'silent' }
}

interface Event {
  readonly person: number
  readonly mid: string
  /** A colleague wrote in the page's own inbox: humans hold the talk, and no bot answers in the bench. */
  readonly echo?: true
  /** When it was written; now, unless it is said. */
  readonly at?: number
}

/** One event in a signed body, as the network posts it; true when it was acknowledged. */
export async function post(line: HttpLine, { person, mid, echo, at = Date.now() }: Event): Promise<boolean> {
  const who = { id: `${7_000_000 + person}` }
  const [sender, recipient] = echo ? [{ id: PAGE }, who] : [who, { id: PAGE }]
  const message = { mid, text: `${sentence} ${mid}`, ...(echo && { is_echo: true, app_id: 263902037430900 }) }
  const event = { sender, recipient, timestamp: at, message }
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: Date.now(), messaging: [event] }] })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = `content-type: application/json\r\nx-hub-signature-256: sha256=${signature}\r\n`
  const { status } = await line.ask('POST', path, headers, body)
  return status === 200
}

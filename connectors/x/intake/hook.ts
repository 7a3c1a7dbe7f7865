import { createHmac, timingSafeEqual } from 'node:crypto'
import type { HookAnswer, HookRequest } from '../../hooks.ts'
import { parseJson } from '../read/json.ts'
import type { Station } from '../station/station.ts'
import { type Happening, happenings } from './events.ts'
import { take } from './take.ts'

const sign = (secret: string, bytes: Uint8Array | string): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('base64')}`

function signedBy(secret: string, bytes: Uint8Array, given: string): boolean {
  const wanted = Buffer.from(sign(secret, bytes))
  const got = Buffer.from(given)
  return wanted.length === got.length && timingSafeEqual(wanted, got)
}

/**
 * https://docs.x.com/x-api/webhooks/introduction. The challenge (CRC) is answered from memory: it comes hourly, within a
 * second, and failing it ends all events, so it may not depend on the database.
 */
export function hookAnswer(station: Station): (request: HookRequest) => Promise<HookAnswer> {
  const { secret } = station.config.app
  return async ({ method, query, headers, body }) => {
    if (method === 'GET') {
      const token = query['crc_token']
      if (token === undefined || token === '' || token.length > 512) return refuse(station, 400, 'no-challenge')
      return { status: 200, type: 'application/json', body: JSON.stringify({ response_token: sign(secret, token) }) }
    }
    const signature = headers['x-twitter-webhooks-signature']
    if (signature === undefined) return refuse(station, 401, 'unsigned')
    if (!signedBy(secret, body, signature)) return refuse(station, 401, 'bad-signature')
    let said: unknown
    try {
      said = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body))
    } catch {
      return refuse(station, 400, 'not-json')
    }
    station.news.told()
    await station.ready
    await takeAll(station, happenings(station, said, body))
    return { status: 200 }
  }
}

function refuse(station: Station, status: 400 | 401, code: string): HookAnswer {
  station.count(code)
  return { status }
}

/** One event that cannot be stored does not hold up the others; X is told that it failed and sends again. */
async function takeAll(station: Station, all: readonly Happening[]): Promise<void> {
  let failure: { readonly error: unknown } | undefined
  for (const one of all) {
    try {
      await takeOne(station, one)
    } catch (error) {
      failure ??= { error }
    }
  }
  if (failure !== undefined) throw failure.error
}

async function takeOne(station: Station, one: Happening): Promise<void> {
  if ('ignored' in one) return station.count(one.ignored)
  if ('read' in one) return station.sink.read(one.read)
  if ('revoked' in one) return station.health.set('revoked', 'revoked')
  if ('odd' in one) {
    await take(station, one.odd)
    return station.count(one.code)
  }
  const taken = await take(station, one.item)
  if (taken === 'known') station.count('repeated')
  if (taken === 'own') return station.count('own')
  station.spend.once(one.kind === 'mention' ? 'mentionEvent' : 'dmEvent', `event ${one.item.wireId}`)
}

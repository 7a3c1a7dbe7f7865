import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Unavailable } from '../../../inbox/contract.ts'
import type { HookAnswer, HookRequest } from '../../hooks.ts'
import { idIn, isRecord, listIn } from '../shape.ts'
import { takeChange } from './feed.ts'
import { type Intake, keepAside, type Parcel } from './intake.ts'
import { takeMessaging } from './messaging.ts'

/** Compared by their hashes, so that neither content nor length can be measured from outside. */
function same(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}

/** Meta asks once, when the operator types our address: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests */
function handshake({ query }: HookRequest, verifyToken: string): HookAnswer {
  const right = same(query['hub.verify_token'] ?? '', verifyToken) && query['hub.mode'] === 'subscribe'
  const challenge = query['hub.challenge']
  if (!right || challenge === undefined) return { status: 403 }
  return { status: 200, type: 'text/plain', body: challenge }
}

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i

/** Over the bytes as they came: Meta escapes characters in a way that writing the JSON again would not. How a signature looks is no secret. */
function isSigned({ headers, body }: HookRequest, appSecret: string): boolean {
  const given = SIGNATURE.exec(headers['x-hub-signature-256'] ?? '')?.[1]
  return (
    given !== undefined &&
    timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', appSecret).update(body).digest())
  )
}

type Take = (intake: Intake, parcel: Parcel) => Promise<void>
interface Work extends Omit<Parcel, 'raw'> {
  /** As it came. */
  readonly said: unknown
  readonly take: Take
}

const unknown: Take = (intake, parcel) => keepAside(intake, parcel, 'unknown-event')
const bytesOf = (event: unknown): Uint8Array => Buffer.from(JSON.stringify(event))

function workOf(event: unknown, take: Take, standby: boolean): Work {
  // A bare number or text is an event all the same, and its hash is that of its value.
  return isRecord(event)
    ? { event, said: event, standby, take }
    : { event: { value: event }, said: event, standby, take: unknown }
}

function worksOf(entry: unknown, { config, tally }: Intake): readonly Work[] {
  if (!isRecord(entry)) return [workOf(entry, unknown, false)]
  const page = idIn(entry, 'id')
  // One app may serve several pages at one address; what concerns another page is not ours to keep.
  if (page !== undefined && page !== config.pageId) {
    tally.add('other-page')
    return []
  }
  const works = [
    ...listIn(entry, 'messaging').map((event) => workOf(event, takeMessaging, false)),
    ...listIn(entry, 'standby').map((event) => workOf(event, takeMessaging, true)),
    ...listIn(entry, 'changes').map((event) => workOf(event, takeChange, false)),
  ]
  return works.length > 0 ? works : [workOf(entry, unknown, false)]
}

/** Every event of a body. One that cannot be stored does not hold up the others, but Meta is asked to send the body again. */
async function takeBody(intake: Intake, payload: unknown, body: Uint8Array): Promise<void> {
  const entries = isRecord(payload) && payload['object'] === 'page' ? listIn(payload, 'entry') : []
  const works =
    entries.length > 0 ? entries.flatMap((entry) => worksOf(entry, intake)) : [workOf(payload, unknown, false)]
  // Bytes of their own for each event: those of others are others' secrets. One alone keeps the body as it came.
  const alone = works.length === 1 && entries.length <= 1
  let failure: unknown
  for (const { take, event, said, standby } of works) {
    try {
      await take(intake, { event, standby, raw: alone ? body : bytesOf(said) })
    } catch (error) {
      if (error instanceof Unavailable) throw error
      intake.tally.add('not-stored')
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
}

/** What Meta's servers hear from us. A throw makes them try again, for hours: everything here may be repeated. */
export function hook(intake: Intake): (request: HookRequest) => Promise<HookAnswer> {
  const { config, tally } = intake
  return async (request) => {
    if (request.method === 'GET') return handshake(request, config.verifyToken)
    if (!isSigned(request, config.appSecret)) {
      tally.add('bad-signature')
      return { status: 401 }
    }
    let payload: unknown
    try {
      payload = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body))
    } catch {
      tally.add('not-json')
      return { status: 400 }
    }
    await takeBody(intake, payload, request.body)
    return { status: 200, type: 'text/plain', body: 'EVENT_RECEIVED' }
  }
}

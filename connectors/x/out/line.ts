import { type Line, type Outbound, SendError, type Sent } from '../../../inbox/contract.ts'
import { Trouble } from '../api/trouble.ts'
import { type Station, tellOfSend, tellWell } from '../station/station.ts'
import { type Part, partsOf } from './parts.ts'
import { readBack } from './read-back.ts'
import { POST_LIMIT, weigh } from './weigh.ts'

/** What an operator can mend meanwhile is tried again this much later. */
const MENDABLE = 10 * 60_000
const mendable = new Set(['token', 'clock', 'credits', 'forbidden', 'account-locked'])

/** Answers of the inbox: publicly only to a post that summoned us, else as a direct message. */
export function xLine(station: Station): Line {
  return {
    async send(message) {
      if (station.signal.aborted) throw new SendError('retry', 'closed')
      try {
        const sent = await station.journal.during(() => sendAll(station, message))
        tellWell(station, 'sending')
        return sent
      } catch (error) {
        if (error instanceof SendError && error.code === 'spend-cap') station.health.set('spend', 'spend-cap')
        throw error
      } finally {
        station.sink.gauge({ budgets: station.calls.client.budgets.shown() })
      }
    },
  }
}

async function sendAll(station: Station, message: Outbound): Promise<Sent> {
  if (message.public && !/^\d{1,19}$/.test(message.answers ?? '')) throw new SendError('never', 'not-summoned')
  if (!message.public && !/^\d{1,19}$/.test(message.to.address)) throw new SendError('never', 'no-address')
  const parts = partsOf(message)
  const ids = await sentAlready(station, message, parts)
  const missing = parts.filter((_, index) => ids[index] === '')
  afford(station, message, missing)
  station.journal.begin(message.messageId, parts)
  for (const index of parts.keys()) {
    if (ids[index] !== '') continue
    try {
      ids[index] = await sendPart(station, message, parts, index)
    } catch (error) {
      throw partly(
        error,
        ids.some((id) => id !== ''),
      )
    }
  }
  await station.spend.save().catch(() => undefined)
  // Whatever was doubtful was looked for before anything was sent.
  return { wireIds: ids, ...(message.doubtful && { once: true }) }
}

/** The ids of what went out at an earlier attempt, '' where nothing did. X is asked only where our own notes cannot tell. */
async function sentAlready(station: Station, message: Outbound, parts: readonly Part[]): Promise<string[]> {
  const noted = station.journal.states(message.messageId)
  const usable = noted?.length === parts.length ? noted : undefined
  const unknown = usable?.includes('?') ?? (message.doubtful || message.attempt > 1)
  const sure = parts.map((_, index) => (usable?.[index] === '?' ? '' : (usable?.[index] ?? '')))
  if (!unknown) return sure
  try {
    const found = await readBack(station, message, parts)
    station.journal.begin(message.messageId, parts)
    const all = sure.map((id, index) => id || found[index] || '')
    for (const [index, id] of all.entries()) await station.journal.note(message.messageId, index, id)
    return all
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    tellOfSend(station, error)
    // Nothing new was sent: looking again later is safe.
    throw new SendError('retry', error.code, error.after)
  }
}

/** Neither the purse nor the endpoint's budget should end between two parts where it can be seen before. */
function afford(station: Station, message: Outbound, missing: readonly Part[]): void {
  station.spend.afford(missing.reduce((sum, { cost }) => sum + cost, 0))
  const wait = station.calls.client.budgets.wait(
    message.public ? 'tweets' : 'dm_conversations/messages',
    missing.length,
  )
  if (missing.length > 0 && wait > 0) throw new SendError('retry', 'rate-limit', wait)
}

async function sendPart(
  station: Station,
  message: Outbound,
  parts: readonly Part[],
  index: number,
  called = '',
): Promise<string> {
  const { calls, journal } = station
  const { messageId } = message
  const part = parts[index]
  if (part === undefined) throw new SendError('never', 'empty')
  try {
    const category = message.public ? 'tweet_image' : 'dm_image'
    const media: string[] = []
    for (const { bytes, type } of part.files) media.push(await uploaded(station, bytes, type, category))
    await journal.note(messageId, index, '?')
    // Every part answers the post that summoned us: X may refuse an answer to our own first part.
    const id = message.public
      ? await calls.reply(message.answers ?? '', called + part.text, media)
      : await calls.sendDm(message.to.address, part.text, media)
    return went(station, message, index, part, id)
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    tellOfSend(station, error)
    if (error.kind === 'lost' || error.code === 'duplicate') {
      const found = await lookFor(station, message, parts, index, error)
      if (found !== '') return went(station, message, index, part, found)
      if (error.kind === 'lost') throw new SendError('retry', error.code)
      const name = called === '' ? calling(message, part) : ''
      if (name !== '') return sendPart(station, message, parts, index, name)
    }
    await journal.note(messageId, index, '')
    throw asSendError(error, message.public)
  }
}

async function went(station: Station, message: Outbound, index: number, part: Part, id: string): Promise<string> {
  station.spend.add(message.public ? (part.cost > 10 ? 'postWithLink' : 'summonedReply') : 'dmSend')
  await station.journal.note(message.messageId, index, id)
  return id
}

/** X refuses words that we posted lately, to whomever: with the person's name before them they are others. '' where that does not fit. */
function calling({ to, public: open }: Outbound, { text }: Part): string {
  const name = /@\w{1,15}$/.exec(to.name ?? '')?.[0]
  return open && name !== undefined && weigh(`${name} ${text}`) <= POST_LIMIT ? `${name} ` : ''
}

/** An upload without an answer left nothing that anybody can see: it is simply done again. */
async function uploaded(
  station: Station,
  bytes: Uint8Array,
  type: string,
  category: 'tweet_image' | 'dm_image',
): Promise<string> {
  try {
    return await station.calls.upload(bytes, type, category)
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'lost') throw new Trouble('unsent', error.code)
    throw error
  }
}

/** No answer: it is looked for where it would be seen. '' when it is not there: the next try looks again before it sends. */
async function lookFor(
  station: Station,
  message: Outbound,
  parts: readonly Part[],
  index: number,
  trouble: Trouble,
): Promise<string> {
  try {
    return (await readBack(station, message, parts))[index] ?? ''
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    throw new SendError('unsure', trouble.code)
  }
}

function asSendError(trouble: Trouble, open: boolean): SendError {
  const { kind, code, after } = trouble
  if (kind === 'waiting' || kind === 'unsent') return new SendError('retry', code, after)
  if (mendable.has(code)) return new SendError('retry', code, MENDABLE)
  return new SendError('never', code === 'not-allowed' && !open ? 'dm-closed' : code)
}

/** After a first part, "it was not sent" would be a lie; a later attempt, though, goes on from where this one stopped. */
function partly(error: unknown, some: boolean): unknown {
  if (some && error instanceof SendError && error.outcome === 'never') return new SendError('unsure', 'partly-sent')
  return error
}

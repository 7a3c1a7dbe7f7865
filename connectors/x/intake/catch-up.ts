import { Unavailable } from '../../../inbox/contract.ts'
import { rest } from '../../shared/rest.ts'
import type { Page } from '../api/calls.ts'
import { Trouble } from '../api/trouble.ts'
import { dmItem } from '../read/dm.ts'
import { type Item, oddity } from '../read/item.ts'
import { asId, asList, asObject, asText, type Json } from '../read/json.ts'
import { postItem } from '../read/post.ts'
import { idAt, newer } from '../read/snowflake.ts'
import { type Station, tell, tellWell } from '../station/station.ts'
import { take } from './take.ts'

interface Place {
  readonly name: 'mentions' | 'dms'
  /** Pages, newest first; a page may reach back beyond `since`. */
  readonly page: (since: string, next: string | undefined) => Promise<Page>
  readonly item: (station: Station, one: Json, includes: Json, raw: Uint8Array) => Item | undefined
  readonly price: 'mention' | 'dmRead'
}

/** Every message read is paid for: a short first page does where little is new. */
const FEW = 10
const MANY = 100

const placesOf = ({ calls }: Station): readonly Place[] => [
  { name: 'mentions', page: (since, next) => calls.mentions(since, next), item: postItem, price: 'mention' },
  // Messages have no since_id: paged back until one that an earlier look has seen.
  { name: 'dms', page: (_, next) => calls.dms(next === undefined ? FEW : MANY, next), item: dmItem, price: 'dmRead' },
]

/**
 * One look at one place, from where the last whole look ended. The cursor moves when every page was read and every item
 * stored; until then the next look starts from the same point, and what is there already is stored once.
 */
async function lookOnce(station: Station, place: Place): Promise<void> {
  const since = await begin(station, place)
  let next: string | undefined
  let newest = since
  let whole = true
  let waiting: Item[] = []
  do {
    const page = await nextPage(station, place, since, next, async () => {
      whole = (await store(station, waiting)) && whole
      waiting = []
    })
    for (const one of page.items) station.spend.once(place.price, `read ${asId(one['id'])}`)
    const fresh = page.items.filter((one) => asId(one['id']) === '' || newer(asId(one['id']), since))
    for (const one of fresh) {
      const id = asId(one['id'])
      if (id !== '' && newer(id, newest)) newest = id
      waiting.push(itemOf(station, place, one, page.includes))
    }
    // X may serve more than was asked for: the first page that holds something seen is the last.
    next = fresh.length === page.items.length ? page.next : undefined
  } while (next !== undefined && !station.signal.aborted)
  whole = (await store(station, waiting)) && whole && next === undefined
  if (whole && newest !== since) await station.sink.cursor.save(newest, place.name)
  await station.spend.save()
}

/** The very first look starts a little before now and notes it: a later outage is counted from there. */
async function begin({ sink, config }: Station, { name }: Place): Promise<string> {
  const known = await sink.cursor.load(name)
  if (known !== undefined) return known
  const since = idAt(Date.now() - config.firstLookHours * 3_600_000)
  await sink.cursor.save(since, name)
  return since
}

/** Where the budget ends in the middle, what was read is stored, and the look goes on from the same page after the reset. */
async function nextPage(
  station: Station,
  { page }: Place,
  since: string,
  next: string | undefined,
  meanwhile: () => Promise<void>,
): Promise<Page> {
  for (;;) {
    try {
      return await page(since, next)
    } catch (error) {
      const after = error instanceof Trouble && error.kind === 'waiting' ? error.after : undefined
      if (after === undefined || station.signal.aborted) throw error
      await meanwhile()
      station.sink.gauge({ budgets: station.calls.client.budgets.shown() })
      await rest(after, station.signal)
    }
  }
}

/** The raw item of a poll holds the one thing and only what it refers to. */
function itemOf(station: Station, place: Place, one: Json, includes: Json): Item {
  const keys = asList(asObject(one['attachments'])['media_keys'])
  const pair = asText(one['dm_conversation_id']).split('-')
  const people = [one['author_id'], one['in_reply_to_user_id'], one['sender_id'], ...pair]
  const own: Json = {
    users: asList(includes['users']).filter((user) => people.includes(asObject(user)['id'])),
    media: asList(includes['media']).filter((media) => keys.includes(asObject(media)['media_key'])),
  }
  const raw = Buffer.from(JSON.stringify({ data: one, includes: own }))
  const item = place.item(station, one, own, raw)
  if (item !== undefined) return item
  station.count('unparsed')
  const externalId = `${place.name}:${asId(one['id']) || 'unnamed'}`
  return { externalId, wireId: externalId, at: new Date(), raw, content: oddity('unparsed') }
}

/** Oldest first. False when one could not be stored for a reason of its own; throws Unavailable when none can be. */
async function store(station: Station, newestFirst: readonly Item[]): Promise<boolean> {
  let all = true
  for (const item of newestFirst.toReversed()) {
    if (station.signal.aborted) return false
    try {
      // The webhook should have brought it: an operator sees when it does not.
      if ((await take(station, item)) === 'stored') {
        station.count('found-by-poll')
        station.news.found(item.at)
      }
    } catch (error) {
      if (error instanceof Unavailable) throw error
      all = false
    }
  }
  return all
}

/** Looks again and again until the channel closes. Resolves after the first look, or after `patience`. */
export async function keepLooking(station: Station, patience: number): Promise<void> {
  const { signal, config, sink } = station
  const caughtUp = { mentions: Date.now(), dms: Date.now() }
  const look = async (place: Place): Promise<void> => {
    try {
      const since = Date.now()
      await lookOnce(station, place)
      caughtUp[place.name] = since
      station.news.check()
      if (!signal.aborted) tellWell(station, place.name)
    } catch (error) {
      if (!signal.aborted) tell(station, place.name, error)
    }
    // Everything that X had at the older of both moments is here.
    sink.gauge({ lag: Date.now() - Math.min(caughtUp.mentions, caughtUp.dms) })
  }
  const loop = async (place: Place, first: Promise<void>): Promise<void> => {
    await first
    while (!signal.aborted) {
      await rest(config.pollSeconds * 1000, signal)
      if (!signal.aborted) await look(place)
    }
  }
  const firsts = placesOf(station).map((place) => ({ place, first: look(place) }))
  for (const { place, first } of firsts) void loop(place, first)
  await Promise.race([Promise.all(firsts.map(({ first }) => first)), rest(patience, signal)])
}

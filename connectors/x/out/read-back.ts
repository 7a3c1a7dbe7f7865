import type { Outbound } from '../../../inbox/contract.ts'
import type { Page } from '../api/calls.ts'
import { dmItem } from '../read/dm.ts'
import { asId, asList, asObject, type Json, oneOf } from '../read/json.ts'
import { postItem } from '../read/post.ts'
import { idAt, newer } from '../read/snowflake.ts'
import type { Station } from '../station/station.ts'
import type { Part } from './parts.ts'

/** Where X does not say when the person wrote, this far back. */
const FAR = 5 * 86_400_000

interface Found {
  readonly id: string
  readonly print: string
}

/**
 * Which parts of a message are on X already: our own posts or messages since the person wrote, with the same words, that
 * belong to no other message. Called before anything is sent that may have gone out. Throws Trouble when X cannot be read.
 */
export async function readBack(
  station: Station,
  message: Outbound,
  parts: readonly Part[],
): Promise<readonly string[]> {
  const since =
    message.answers && /^\d+$/.test(message.answers)
      ? message.answers
      : idAt((message.heardAt?.getTime() ?? Date.now()) - FAR)
  const found = await (message.public ? ownPosts(station, message, since) : ownDms(station, message, since))
  const ids: string[] = []
  for (const { text } of parts) {
    const print = station.journal.print(text)
    const match = found.find(({ id, print: other }) => other === print && !ids.includes(id))
    ids.push(match?.id ?? '')
  }
  return ids
}

async function ownPosts(station: Station, message: Outbound, since: string): Promise<readonly Found[]> {
  const pages = (next: string | undefined): Promise<Page> => station.calls.ownPosts(since, next)
  return collect(station, message, since, pages, (one, includes) => {
    const replied = asList(oneOf(one, 'referenced_posts', 'referenced_tweets')).map((other) =>
      asId(asObject(other)['id']),
    )
    // Where X names what it answers, it must be this.
    if (replied.length > 0 && message.answers !== undefined && !replied.includes(message.answers)) return undefined
    return postItem(station, { ...one, author_id: station.config.account.id }, includes, new Uint8Array())?.own?.text
  })
}

function ownDms(station: Station, message: Outbound, since: string): Promise<readonly Found[]> {
  const pages = (next: string | undefined): Promise<Page> => station.calls.dmsWith(message.to.address, next)
  return collect(
    station,
    message,
    since,
    pages,
    (one, includes) => dmItem(station, one, includes, new Uint8Array())?.own?.text,
  )
}

/** Oldest first, so that equal parts are found in the order they were sent. */
async function collect(
  station: Station,
  message: Outbound,
  since: string,
  pages: (next: string | undefined) => Promise<Page>,
  textOf: (one: Json, includes: Json) => string | undefined,
): Promise<readonly Found[]> {
  const found: Found[] = []
  let next: string | undefined
  do {
    const page = await pages(next)
    const fresh = page.items.filter((one) => newer(asId(one['id']) || '0', since))
    for (const one of fresh) {
      const id = asId(one['id'])
      station.spend.once(message.public ? 'postRead' : 'dmRead', `read ${id}`)
      const text = textOf(one, page.includes)
      if (text === undefined || station.journal.isAnothers(message.messageId, id)) continue
      const mine = station.journal.states(message.messageId)?.includes(id) === true
      if (mine || !(await station.sink.knows(id))) found.push({ id, print: station.journal.print(text) })
    }
    next = fresh.length === page.items.length ? page.next : undefined
  } while (next !== undefined)
  return found.reverse()
}

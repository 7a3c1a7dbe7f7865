import { type Outbound, SendError, type Sink } from '../../../inbox/contract.ts'
import type { FacebookConfig } from '../config.ts'
import type { Graph } from '../graph/client.ts'
import { plain } from '../own.ts'
import { type Fields, idIn, isRecord, listIn, recordIn, textIn, timeIn } from '../shape.ts'
import type { Part } from './parts.ts'

export interface Looker {
  readonly config: FacebookConfig
  readonly graph: Graph
  readonly sink: Sink
}

const seen = 'id,message,from,created_time'
const talk = `messages.limit(50){${seen},attachments}`
/** Clocks differ; and what was said long before the person last wrote is no answer to it. */
const skew = 5 * 60_000

const dataOf = (fields: Fields | undefined): readonly Fields[] =>
  (fields ? listIn(fields, 'data') : []).filter(isRecord)

function matches(part: Part, item: Fields): boolean {
  if (part.text !== undefined) return plain(textIn(item, 'message') ?? '') === plain(part.text)
  return dataOf(recordIn(item, 'attachments')).length > 0 || recordIn(item, 'attachment') !== undefined
}

/** What the page wrote there lately, oldest first. */
async function written({ config, graph }: Looker, message: Outbound): Promise<readonly Fields[]> {
  if (message.public && message.answers !== undefined) {
    // An answer to an answer stands under the first comment.
    const asked = await graph.get(message.answers, { fields: 'parent{id}' })
    const parent = recordIn(asked, 'parent')
    const place = (parent && idIn(parent, 'id')) ?? message.answers
    const query = { fields: `${seen},attachment`, order: 'reverse_chronological', limit: '50' }
    return dataOf(await graph.get(`${place}/comments`, query)).toReversed()
  }
  if (message.opens !== undefined) {
    const asked = await graph.get(message.opens, { fields: `private_reply_conversation{${talk}}` })
    const conversation = recordIn(asked, 'private_reply_conversation')
    return dataOf(conversation && recordIn(conversation, 'messages')).toReversed()
  }
  const query = { platform: 'messenger', user_id: message.to.address, fields: talk }
  const [conversation] = dataOf(await graph.get(`${config.pageId}/conversations`, query))
  return dataOf(conversation && recordIn(conversation, 'messages')).toReversed()
}

/**
 * The wire ids of the parts that are there already, in order. What the inbox knows by its id is another message with the
 * same words; but a comment bears no mark of ours, so its echo may have been taken for a colleague's: then only a human can tell.
 */
export async function lookBack(looker: Looker, message: Outbound, parts: readonly Part[]): Promise<readonly string[]> {
  const since = (message.heardAt?.getTime() ?? 0) - skew
  const found: string[] = []
  for (const item of await written(looker, message)) {
    const next = parts[found.length]
    const from = recordIn(item, 'from')
    const id = idIn(item, 'id')
    if (next === undefined) break
    if (id === undefined || !from || idIn(from, 'id') !== looker.config.pageId) continue
    if ((timeIn(item, 'created_time')?.getTime() ?? 0) < since || !matches(next, item)) continue
    if (!(await looker.sink.knows(id))) found.push(id)
    else if (message.public) throw new SendError('unsure', 'maybe-there')
  }
  return found
}

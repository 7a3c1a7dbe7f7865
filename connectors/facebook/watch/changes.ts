import { Unavailable } from '../../../inbox/contract.ts'
import { GraphError } from '../graph/failure.ts'
import { takeChange } from '../hook/feed.ts'
import type { Intake } from '../hook/intake.ts'
import { type Fields, idIn, isRecord, listIn, recordIn, textIn, timeIn } from '../shape.ts'

/** The event that a webhook would have brought. One that cannot be stored for a reason of its own is tried again at the next look. */
async function change(intake: Intake, value: Fields): Promise<void> {
  const event = { field: 'feed', value }
  try {
    await takeChange(intake, { event, raw: Buffer.from(JSON.stringify(event)), standby: false })
  } catch (error) {
    if (error instanceof Unavailable) throw error
    intake.tally.add('not-stored')
  }
}

/** Graph says no more of a comment that is gone than that it is not there. Any other trouble leaves the question to the next look. */
async function isGone({ graph }: Intake, id: string): Promise<boolean> {
  try {
    await graph.get(id, { fields: 'id' })
    return false
  } catch (error) {
    return error instanceof GraphError && error.code === 100 && error.subcode === 33
  }
}

/** How far back this page of comments, newest first, shows all there is. */
function reachOf(comments: Fields, items: readonly Fields[]): number {
  const paging = recordIn(comments, 'paging')
  if (typeof paging?.['next'] !== 'string') return 0
  return timeIn(items.at(-1) ?? {}, 'created_time')?.getTime() ?? Number.POSITIVE_INFINITY
}

/** What was corrected or taken back under one post since it was last seen, and no webhook told. */
export async function takeChanges(intake: Intake, post: Fields): Promise<void> {
  const { ledger, config, tally } = intake
  const postId = idIn(post, 'id') ?? ''
  const comments = recordIn(post, 'comments') ?? {}
  const items = listIn(comments, 'data').filter(isRecord)
  const shown = new Set(items.flatMap((item) => idIn(item, 'id') ?? []))
  for (const item of items) {
    const id = idIn(item, 'id')
    const from = recordIn(item, 'from')
    if (id === undefined || (from && idIn(from, 'id') === config.pageId)) continue
    if (!ledger.differs(id, textIn(item, 'message') ?? '')) continue
    const { message, created_time } = item
    const parent_id = idIn(recordIn(item, 'parent') ?? {}, 'id') ?? postId
    const value = { item: 'comment', verb: 'edited', comment_id: id, post_id: postId, parent_id }
    await change(intake, { ...value, from, message, created_time })
    tally.add('edited-found')
  }
  for (const { id, author, parent } of ledger.missing(postId, reachOf(comments, items), shown)) {
    if (!(await isGone(intake, id))) continue
    const from = author === undefined ? {} : { from: { id: author } }
    await change(intake, {
      item: 'comment',
      verb: 'remove',
      comment_id: id,
      post_id: postId,
      parent_id: parent,
      ...from,
    })
    tally.add('removed-found')
  }
}

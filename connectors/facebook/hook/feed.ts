import type { Inbound, Utterance } from '../../../inbox/contract.ts'
import { download } from '../graph/files.ts'
import { type Fields, idIn, recordIn, textIn, timeIn } from '../shape.ts'
import { hashOf, type Intake, isOurs, keepAside, type Parcel, personOf, receive, unknownOf } from './intake.ts'

/** One comment, or one post of a visitor on the page: both are read, answered and taken back in the same way. */
interface Comment {
  readonly id: string
  readonly post: string
  readonly parent: string | undefined
  readonly from: { readonly id: string; readonly name?: string | undefined } | undefined
  readonly text: string
  readonly link: string
  readonly at: Date
}

/** What our page or its visitors put on the page beside comments. */
const posts = new Set(['post', 'status', 'photo', 'video', 'share', 'link'])
/** Not words: only counted. */
const noise = new Set(['reaction', 'like', 'album', 'event', 'note', 'milestone', 'picture', 'cover', 'poll', 'story'])

const commentId = (id: string): string => `c:${id}`

function authorOf(fields: Fields): Comment['from'] {
  const from = recordIn(fields, 'from')
  const id = from && idIn(from, 'id')
  return from && id ? { id, name: textIn(from, 'name') } : undefined
}

function commentOf(value: Fields): Comment | undefined {
  const post = idIn(value, 'post_id')
  const id = textIn(value, 'item') === 'comment' ? idIn(value, 'comment_id') : post
  if (id === undefined || post === undefined) return undefined
  return {
    id,
    post,
    parent: idIn(value, 'parent_id'),
    from: authorOf(value),
    text: textIn(value, 'message') ?? '',
    link: textIn(value, 'permalink_url') ?? `https://www.facebook.com/${id}`,
    at: timeIn(value, 'created_time') ?? new Date(),
  }
}

/** As everybody sees it. Meta does not say who wrote when the author has not agreed to it: then each comment stands alone. */
function publicly({ id, post, parent, from, text, link }: Comment): Utterance {
  const answered = parent !== undefined && parent !== post ? [parent] : []
  return {
    from: personOf(from?.id ?? unknownOf(id), from?.name),
    text,
    thread: { standing: `post:${post}`, messageId: id, ...(answered.length > 0 && { references: answered }) },
    public: true,
    link,
  }
}

/** Whose words these are, asked at Facebook; undefined when it does not tell. */
async function askAuthor({ graph }: Intake, id: string): Promise<Comment['from']> {
  return authorOf(await graph.get(id, { fields: 'from' }).catch((): Fields => ({})))
}

/** A colleague answered on the page itself: shown as ours, to the person under whose words it stands. */
async function takeOwn(intake: Intake, parcel: Parcel, comment: Comment): Promise<void> {
  const { id, parent, post, text, at } = comment
  if (intake.own.isUnderWay(text) || (await isOurs(intake, id))) return intake.tally.add('own-comment')
  const author = await askAuthor(intake, parent ?? post)
  const onPost = parent === undefined || parent === post
  // Under a post of the page itself it is said to everybody and to nobody.
  if (author?.id === intake.config.pageId || (onPost && !author)) return intake.tally.add('own-comment')
  await receive(intake, parcel, commentId(id), at, {
    ...publicly(comment),
    from: personOf(author?.id ?? unknownOf(parent ?? post), author?.name),
    ours: { name: 'Page Facebook' },
  })
}

function withPhoto(intake: Intake, said: Utterance, value: Fields): Inbound['content'] {
  const address = textIn(value, 'photo')
  if (address === undefined) return said
  return async () => {
    const file = await download(intake.http, address, intake.filePatience)
    return file ? { ...said, files: [file] } : { ...said, flags: { defects: ['attachment-missing'] } }
  }
}

async function takeComment(intake: Intake, parcel: Parcel, comment: Comment, value: Fields): Promise<void> {
  const { id, at } = comment
  const verb = textIn(value, 'verb') ?? ''
  const changed = `${commentId(id)}:${hashOf(value)}`
  const said = publicly(comment)
  if (verb === 'add') {
    await receive(intake, parcel, commentId(id), at, withPhoto(intake, said, value))
  } else if (verb === 'edited' || verb === 'edit' || (verb === 'unhide' && comment.text !== '')) {
    await receive(intake, parcel, changed, at, { ...said, replaces: { externalId: commentId(id) } })
  } else if (verb === 'remove' || verb === 'hide') {
    const { messageId: _, ...thread } = said.thread
    const replaces = { externalId: commentId(id), removed: true }
    // Gone once for all, whoever tells it; what was hidden may be shown and hidden again.
    const name = verb === 'remove' ? `${commentId(id)}:removed` : changed
    await receive(intake, parcel, name, at, { ...said, text: '', thread, replaces })
    return intake.ledger.forget(id)
  } else return keepAside(intake, parcel, 'unknown-change')
  const { post, parent, from, text } = comment
  // A visitor's own post stands in no list of comments.
  if (id !== post) intake.ledger.note({ id, post, parent, author: from?.id, at: at.getTime() }, text)
}

/** One change on the page: https://developers.facebook.com/docs/graph-api/webhooks/reference/page/#feed */
export async function takeChange(intake: Intake, parcel: Parcel): Promise<void> {
  const value = recordIn(parcel.event, 'value')
  const item = value && textIn(value, 'item')
  if (textIn(parcel.event, 'field') !== 'feed' || value === undefined || item === undefined) {
    return keepAside(intake, parcel, 'unknown-change')
  }
  if (noise.has(item)) return intake.tally.add('feed-ignored')
  const comment = item === 'comment' || posts.has(item) ? commentOf(value) : undefined
  if (comment === undefined) return keepAside(intake, parcel, 'unknown-change')
  if (comment.from?.id !== intake.config.pageId) return takeComment(intake, parcel, comment, value)
  if (item !== 'comment' || textIn(value, 'verb') !== 'add') return intake.tally.add('own-comment')
  return takeOwn(intake, parcel, comment)
}

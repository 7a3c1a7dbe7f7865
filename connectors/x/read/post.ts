import type { Utterance } from '../../../inbox/contract.ts'
import type { Station } from '../station/station.ts'
import { fetchPhotos, photoUrls } from './files.ts'
import type { Item } from './item.ts'
import { asId, asList, asObject, asText, type Json, oneOf } from './json.ts'
import { handleOf, nameOf, peopleIn } from './people.ts'
import { timeOf } from './snowflake.ts'
import { wellFormed, writtenText } from './text.ts'

const postKey = (id: string): string => `post:${id}`

/** Long posts are cut in `text`; the whole is in `note_post` (once `note_tweet`). */
function textOf(post: Json): string {
  const note = asObject(oneOf(post, 'note_post', 'note_tweet'))
  const from = asText(note['text']) === '' ? post : note
  return wellFormed(writtenText(asText(from['text']), asObject(from['entities'] ?? post['entities'])))
}

const referencesOf = (post: Json): readonly string[] => [
  ...asList(oneOf(post, 'referenced_posts', 'referenced_tweets')).map((one) => asId(asObject(one)['id'])),
  asId(oneOf(post, 'in_reply_to_post_id', 'in_reply_to_tweet_id')),
]

/** A public post, as the stream of events and the lists of mentions both give it. undefined: it lacks an id or author. */
export function postItem(station: Station, post: Json, includes: Json, raw: Uint8Array): Item | undefined {
  const id = asId(post['id'])
  const author = asId(post['author_id'])
  if (id === '' || author === '') return undefined
  const told = Date.parse(asText(post['created_at']))
  const at = new Date(Number.isNaN(told) ? timeOf(id) : told)
  const said = publicWords(post, includes, id, author)
  const me = station.config.account
  const base = { externalId: postKey(id), wireId: id, at, raw }
  if (author === me.id) {
    const to = asId(post['in_reply_to_user_id'])
    const content = { ...said, from: { address: to }, ours: { name: `@${me.handle}` } }
    return { ...base, own: { to: to === me.id ? '' : to, text: said.text }, content }
  }
  const photos = photoUrls(asList(asObject(post['attachments'])['media_keys']), includes)
  const earlier = earlierVersions(post, id)
  if (photos.length === 0 && earlier.length === 0) return { ...base, content: said }
  return { ...base, content: () => completed(station, said, photos, earlier) }
}

function publicWords(post: Json, includes: Json, id: string, author: string): Utterance {
  const people = peopleIn(includes['users'])
  const name = nameOf(people, author)
  const root = asId(post['conversation_id']) || id
  const references = referencesOf(post).filter((reference) => reference !== '')
  const language = asText(post['lang'])
  return {
    from: { address: author, ...(name !== undefined && { name }) },
    text: textOf(post),
    public: true,
    link: `https://x.com/${handleOf(people, author) || 'i/web'}/status/${id}`,
    thread: { standing: `post:${root}`, messageId: id, ...(references.length > 0 && { references }) },
    ...(/^[a-z]{2}$/.test(language) && { language }),
  }
}

/** Each edit is a post of its own; the history names them all, oldest first (https://docs.x.com/x-api/fundamentals/edit-posts). */
function earlierVersions(post: Json, id: string): readonly string[] {
  const history = asList(oneOf(post, 'edit_history_post_ids', 'edit_history_tweet_ids')).map(asId)
  return history.slice(0, Math.max(0, history.indexOf(id))).reverse()
}

async function completed(
  station: Station,
  said: Utterance,
  photos: readonly string[],
  earlier: readonly string[],
): Promise<Utterance> {
  const { files, missed } = await fetchPhotos(station.calls.client, photos)
  let replaced: string | undefined
  for (const id of earlier) if (replaced === undefined && (await station.sink.knows(id))) replaced = id
  return {
    ...said,
    ...(files.length > 0 && { files }),
    ...(missed && { flags: { defects: ['media-unread'] } }),
    ...(replaced !== undefined && { replaces: { externalId: postKey(replaced) } }),
  }
}

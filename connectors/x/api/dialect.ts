/**
 * X spells its API twice: OpenAPI 2.167 says `post.fields` and `referenced_posts`, 2.159 and the older pages
 * `tweet.fields` and `referenced_tweets`. Asked in the published way first; where X refuses the word, in the older one.
 */
export type Spelling = 'post' | 'tweet'

type Query = Readonly<Record<string, string>>

const asked: Readonly<Record<Spelling, Query>> = {
  post: {
    'post.fields': 'attachments,conversation_id,created_at,entities,lang,note_post',
    expansions: 'author_id,attachments.media_keys,referenced_posts,edit_history_post_ids',
  },
  tweet: {
    'tweet.fields':
      'attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,note_tweet,referenced_tweets',
    expansions: 'author_id,attachments.media_keys',
  },
}

export const postFields = (spelling: Spelling): Query => ({
  ...asked[spelling],
  'user.fields': 'id,name,username',
  'media.fields': 'media_key,type,url',
})

export const dmFields: Query = {
  event_types: 'MessageCreate',
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,entities,event_type,id,text',
  expansions: 'sender_id,participant_ids,attachments.media_keys',
  'user.fields': 'id,name,username',
  'media.fields': 'media_key,type,url',
}

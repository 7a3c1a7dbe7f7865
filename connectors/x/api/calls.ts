import { asId, asList, asObject, asText, type Json } from '../read/json.ts'
import type { XClient } from './client.ts'
import { dmFields, postFields, type Spelling } from './dialect.ts'
import { Trouble } from './trouble.ts'

/** One page of things, with what they refer to. */
export interface Page {
  readonly items: readonly Json[]
  readonly includes: Json
  readonly next: string | undefined
}

const pageOf = (answer: Json): Page => ({
  items: asList(answer['data']).map(asObject),
  includes: asObject(answer['includes']),
  next: asText(asObject(answer['meta'])['next_token']) || undefined,
})

/** The endpoints this connector uses, and no other. https://docs.x.com/x-api */
export class XCalls {
  readonly client: XClient
  readonly #me: string
  #spelling: Spelling = 'post'

  constructor(client: XClient, me: string) {
    this.client = client
    this.#me = me
  }

  async whoAmI(): Promise<{ readonly id: string; readonly username: string }> {
    const answer = await this.client.json({ method: 'GET', path: 'users/me', budget: 'users/me' })
    const { id, username } = asObject(answer['data'])
    return { id: asId(id), username: asText(username) }
  }

  mentions(since: string, next: string | undefined): Promise<Page> {
    return this.#posts('mentions', { since_id: since, max_results: '100', ...(next && { pagination_token: next }) })
  }

  /** Our own posts since an id, newest first. */
  ownPosts(since: string, next: string | undefined): Promise<Page> {
    return this.#posts('tweets', { since_id: since, max_results: '100', ...(next && { pagination_token: next }) })
  }

  async dms(count: number, next: string | undefined): Promise<Page> {
    const query = { ...dmFields, max_results: String(count), ...(next && { pagination_token: next }) }
    return pageOf(await this.client.json({ method: 'GET', path: 'dm_events', budget: 'dm_events', query }))
  }

  async dmsWith(person: string, next: string | undefined): Promise<Page> {
    const query = { ...dmFields, max_results: '50', ...(next && { pagination_token: next }) }
    const path = `dm_conversations/with/${person}/dm_events`
    return pageOf(await this.client.json({ method: 'GET', path, budget: 'dm_conversations/dm_events', query }))
  }

  /** Resolves with the post's id. */
  async reply(to: string, text: string, media: readonly string[]): Promise<string> {
    const body = {
      text,
      reply: { in_reply_to_tweet_id: to },
      ...(media.length > 0 && { media: { media_ids: media } }),
    }
    return this.#made({ path: 'tweets', budget: 'tweets', body }, 'id')
  }

  /** Resolves with the event's id. */
  async sendDm(to: string, text: string, media: readonly string[]): Promise<string> {
    const body = {
      ...(text !== '' && { text }),
      ...(media.length > 0 && { attachments: media.map((media_id) => ({ media_id })) }),
    }
    const path = `dm_conversations/with/${to}/messages`
    return this.#made({ path, budget: 'dm_conversations/messages', body }, 'dm_event_id')
  }

  /** Chunked upload: https://docs.x.com/x-api/media/media-upload. Resolves with the media id. */
  async upload(bytes: Uint8Array, type: string, category: 'tweet_image' | 'dm_image'): Promise<string> {
    const start = { media_type: type, total_bytes: bytes.length, media_category: category }
    const id = await this.#made({ path: 'media/upload/initialize', budget: 'media/initialize', body: start }, 'id')
    const chunk = 1024 * 1024
    for (let index = 0; index * chunk < bytes.length; index += 1) {
      const media = Buffer.from(bytes.subarray(index * chunk, (index + 1) * chunk))
      const path = `media/upload/${id}/append`
      const body = { segment_index: index, media }
      await this.client.json({ method: 'POST', path, budget: 'media/append', body, form: true })
    }
    return this.#made({ path: `media/upload/${id}/finalize`, budget: 'media/finalize' }, 'id')
  }

  async #made(call: { path: string; budget: string; body?: Readonly<Record<string, unknown>> }, name: string) {
    const answer = await this.client.json({ method: 'POST', ...call })
    const id = asId(asObject(answer['data'])[name])
    if (id === '') throw new Trouble('lost', 'no-answer')
    return id
  }

  async #posts(what: 'mentions' | 'tweets', more: Readonly<Record<string, string>>): Promise<Page> {
    const ask = async (spelling: Spelling): Promise<Page> => {
      const query = { ...postFields(spelling), ...more }
      const path = `users/${this.#me}/${what}`
      return pageOf(await this.client.json({ method: 'GET', path, budget: `users/${what}`, query }))
    }
    try {
      return await ask(this.#spelling)
    } catch (error) {
      if (!(error instanceof Trouble) || error.parameter !== `${this.#spelling}.fields`) throw error
      this.#spelling = this.#spelling === 'post' ? 'tweet' : 'post'
      return ask(this.#spelling)
    }
  }
}

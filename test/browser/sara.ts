import { ask, signIn } from '../whole/client.ts'
import { until } from '../whole/mailed.ts'
import type { Stage } from './faces.ts'

interface Head {
  readonly id: string
  readonly channel: string
  readonly public: boolean
  readonly preview: string
  readonly lastSeq: number
  readonly status: string
}

interface Photo {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Sara, by the API. */
export async function sara(stage: Pick<Stage, 'product'>) {
  const { origin } = stage.product
  const headers = await signIn(origin, 'sara', 'demo-sara-permanence')
  return {
    /** The conversation whose newest words are these, once it is there for humans. */
    finds: (words: string) =>
      until(async () => {
        const { text } = await ask(origin, '/api/queue?view=all', { headers })
        return (JSON.parse(text) as { items: Head[] }).items.find(
          ({ preview, status }) => preview.includes(words) && status !== 'pending',
        )
      }),
    answers: async ({ id, lastSeq }: Head, text: string, way: 'reply' | 'private', files: readonly string[] = []) => {
      const take = await ask(origin, `/api/conversations/${id}/take`, { method: 'POST', body: {}, headers })
      const seen = take.status === 200 ? (JSON.parse(take.text) as Head).lastSeq : lastSeq
      const body = { text, seen, clientId: `c-${way}-${id}-${lastSeq}`, ...(files.length > 0 && { files }) }
      return ask(origin, `/api/conversations/${id}/${way}`, { method: 'POST', body, headers })
    },
    /** Leaves a file with the product, to be named by an answer. */
    async uploads({ name, mimeType, buffer }: Photo): Promise<string> {
      const answer = await fetch(`${origin}/api/uploads?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': mimeType },
        body: new Uint8Array(buffer),
      })
      return ((await answer.json()) as { id: string }).id
    },
    /** The sizes of what the person attached. */
    async photosOf({ id }: Head): Promise<readonly number[]> {
      const { text } = await ask(origin, `/api/conversations/${id}`, { headers })
      const { messages } = JSON.parse(text) as { messages: { author: { type: string }; files: { size: number }[] }[] }
      return messages
        .filter(({ author }) => author.type === 'contact')
        .flatMap(({ files }) => files.map(({ size }) => size))
    },
  }
}

import type { Graph } from '../graph/client.ts'
import { GraphError } from '../graph/failure.ts'
import { type Fields, idIn, isRecord, listIn, recordIn, timeIn } from '../shape.ts'

/** Meta's answers, page by page, newest first. Its own links to the next page hold the token: only the place is taken from them. */
export async function* pages(
  graph: Graph,
  path: string,
  query: Record<string, string>,
  from?: string,
): AsyncGenerator<readonly Fields[]> {
  let after = from
  do {
    const answer = await graph.get(path, { ...query, ...(after && { after }) })
    const data = listIn(answer, 'data').filter(isRecord)
    if (data.length === 0) return
    yield data
    after = afterOf(answer)
  } while (after !== undefined)
}

function afterOf(answer: Fields): string | undefined {
  const paging = recordIn(answer, 'paging')
  const cursors = paging && recordIn(paging, 'cursors')
  return cursors && typeof paging['next'] === 'string' ? idIn(cursors, 'after') : undefined
}

export interface Since {
  /** Oldest first. */
  readonly items: readonly Fields[]
  /** There were more, and Graph did not show them: it gives the details of the twenty newest messages of a conversation alone. */
  readonly cut: boolean
}

/** What a talk holds since a time. What can be read of it is not lost because older parts of it cannot. */
export async function since(list: AsyncIterable<readonly Fields[]>, time: number): Promise<Since> {
  const kept: Fields[] = []
  try {
    for await (const items of list) {
      for (const item of items) {
        const at = timeIn(item, 'created_time')?.getTime()
        if (at === undefined || at < time) return { items: kept.toReversed(), cut: at === undefined }
        kept.push(item)
      }
    }
  } catch (error) {
    const refused = error instanceof GraphError && error.code === 100
    if (!refused || kept.length === 0) throw error
    return { items: kept.toReversed(), cut: true }
  }
  return { items: kept.toReversed(), cut: false }
}

import type { Graph } from '../graph/client.ts'
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

/** Those of a talk since a time, oldest first. */
export async function since(list: AsyncIterable<readonly Fields[]>, time: number): Promise<readonly Fields[]> {
  const kept: Fields[] = []
  for await (const items of list) {
    const fresh = items.filter((item) => (timeIn(item, 'created_time')?.getTime() ?? 0) >= time)
    kept.push(...fresh)
    if (fresh.length < items.length) break
  }
  return kept.toReversed()
}

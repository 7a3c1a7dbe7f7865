import { SendError, type Sink } from '../../../inbox/contract.ts'
import { rest } from '../../shared/rest.ts'
import type { FacebookConfig } from '../config.ts'
import type { Graph } from '../graph/client.ts'
import { GraphError, isTokenDead, NotReached } from '../graph/failure.ts'
import { idIn, numberIn, recordIn, textIn } from '../shape.ts'

const day = 24 * 3_600_000

/** The page's name; throws when the token is another page's. */
export async function pageName(graph: Graph, { pageId }: FacebookConfig): Promise<string> {
  const page = await graph.get('me', { fields: 'id,name' })
  if (idIn(page, 'id') !== pageId) throw new SendError('never', 'other-page')
  return textIn(page, 'name') ?? pageId
}

/** https://developers.facebook.com/docs/graph-api/reference/debug_token/ : a page's token may be eternal and the leave to use it not. */
async function tokenEnds(graph: Graph, config: FacebookConfig): Promise<Date | undefined> {
  const said = await graph.getAsApp('debug_token', { input_token: config.pageAccessToken })
  const data = recordIn(said, 'data') ?? {}
  const ends = ['expires_at', 'data_access_expires_at'].map((key) => numberIn(data, key) ?? 0).filter((end) => end > 0)
  return ends.length > 0 ? new Date(Math.min(...ends) * 1_000) : undefined
}

function codeOf(error: unknown): string {
  if (isTokenDead(error)) return 'token-dead'
  if (error instanceof SendError) return error.code
  if (error instanceof GraphError) return `graph-${error.code || error.status}`
  return error instanceof NotReached ? 'connection' : 'no-answer'
}

export interface Watch {
  readonly graph: Graph
  readonly config: FacebookConfig
  readonly sink: Sink
  readonly signal: AbortSignal
  readonly every: number
}

/** Tries the token as long as the channel is open, so that a dead one is known before a citizen waits for an answer. Resolves after the first try. */
export function watchToken(watch: Watch): Promise<void> {
  const { graph, config, sink, signal, every } = watch
  let asked = 0
  const once = async (): Promise<void> => {
    try {
      await pageName(graph, config)
      if (!signal.aborted) sink.health('up')
      if (Date.now() - asked < day) return
      const ends = await tokenEnds(graph, config).catch(() => undefined)
      asked = Date.now()
      if (ends && !signal.aborted) sink.gauge({ tokenEnds: ends })
    } catch (error) {
      if (!signal.aborted) sink.health('down', codeOf(error))
    }
  }
  const forever = async (): Promise<void> => {
    while (!signal.aborted) {
      await rest(every, signal)
      if (!signal.aborted) await once()
    }
  }
  return once().then(() => {
    void forever()
  })
}

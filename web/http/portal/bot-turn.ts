import type { Visitor, VisitorEvent } from '../../../inbox/index.ts'

/** How long a page without scripts waits for the assistant before it shows the talk as it stands. */
const PATIENCE_MS = 2500
/** A turn may say several things: it is over when nothing came for so long. */
const QUIET_MS = 200

/**
 * Says something, then waits until the assistant has answered it, so that the page which follows shows the answer and
 * nobody has to ask for it. Nobody is waited for where a human holds the talk, or when nothing new was stored.
 */
export async function withTurn<T extends { readonly ok: boolean; readonly duplicate?: boolean }>(
  visitor: Visitor,
  say: () => Promise<T>,
): Promise<T> {
  let heard: (event: VisitorEvent) => void = () => undefined
  const over = new Promise<void>((resolve) => {
    let quiet: NodeJS.Timeout | undefined
    heard = (event) => {
      if (event.type !== 'message' || event.message.author.type === 'contact') return
      clearTimeout(quiet)
      quiet = setTimeout(resolve, QUIET_MS)
    }
  })
  const stop = visitor.watch((event) => heard(event))
  let patience: NodeJS.Timeout | undefined
  try {
    const ack = await say()
    if (!ack.ok || ack.duplicate || (await visitor.state()).status !== 'pending') return ack
    await Promise.race([over, new Promise((resolve) => (patience = setTimeout(resolve, PATIENCE_MS)))])
    return ack
  } finally {
    clearTimeout(patience)
    stop()
  }
}

import type { Reader } from '../../door/door.ts'
import { NotFound } from '../../door/inbox.ts'
import { mayRead } from '../../guard/rights.ts'
import { Id } from '../../store/connect.ts'
import type { Core } from '../core.ts'
import type { Thread } from '../thread/thread.ts'

const HEX = /^[0-9a-f]{24}$/

/**
 * The only way of staff into a conversation: runs the work if the reader's desks hold it, and is NotFound for what does
 * not exist and for what stands behind another desk's wall alike.
 */
export function enter<T>(core: Core, reader: Reader, id: string, work: (thread: Thread) => Promise<T>): Promise<T> {
  if (!HEX.test(id)) return Promise.reject(new NotFound())
  return core.threads.run(id, (thread) => {
    if (!mayRead(reader, thread.head.desk)) throw new NotFound()
    return work(thread)
  })
}

/** The same wall for reading rows without a thread: the filter that every staff query of messages begins with. */
export const within = (desks: readonly string[], id: string) => {
  if (!HEX.test(id)) throw new NotFound()
  return { conversation: new Id(id), desk: { $in: [...desks] } }
}

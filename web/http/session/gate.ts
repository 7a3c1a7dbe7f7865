import { SignInRefused } from '../../../inbox/index.ts'

/** A password check takes a core and 20 MB and more for a moment: this many at a time, this many waiting. */
const AT_ONCE = 2
const WAITING = 40

/** Lets few works run at once; who comes when the queue is full is told to slow down. Wrong tries are counted by the accounts. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

export function createGate(atOnce: number = AT_ONCE, waiting: number = WAITING): Gate {
  let running = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new SignInRefused('slow-down')
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // The place passes to who waited longest, so that `running` never counts one too many.
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

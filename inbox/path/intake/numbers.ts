import type { Store } from '../../store/connect.ts'

interface Caller {
  readonly done: (number: number) => void
  readonly failed: (error: unknown) => void
}

/**
 * Human numbers of a desk's conversations. Callers that come while a number is being asked for share the next question:
 * one durable write gives numbers to all of them. A crash may leave a gap, never a number twice.
 */
export class Numbers {
  readonly #store: Pick<Store, 'counters'>
  readonly #waiting = new Map<string, Caller[]>()
  readonly #asking = new Set<string>()

  constructor(store: Pick<Store, 'counters'>) {
    this.#store = store
  }

  next(desk: string): Promise<number> {
    return new Promise((done, failed) => {
      const waiting = this.#waiting.get(desk) ?? []
      this.#waiting.set(desk, [...waiting, { done, failed }])
      if (!this.#asking.has(desk)) void this.#ask(desk)
    })
  }

  async #ask(desk: string): Promise<void> {
    this.#asking.add(desk)
    for (let callers = this.#take(desk); callers.length > 0; callers = this.#take(desk)) {
      try {
        const row = await this.#store.counters.findOneAndUpdate(
          { _id: desk },
          { $inc: { last: callers.length } },
          { upsert: true, returnDocument: 'after' },
        )
        const first = (row?.last ?? callers.length) - callers.length + 1
        for (const [i, { done }] of callers.entries()) done(first + i)
      } catch (error) {
        for (const { failed } of callers) failed(error)
      }
    }
    this.#asking.delete(desk)
  }

  #take(desk: string): Caller[] {
    const callers = this.#waiting.get(desk) ?? []
    this.#waiting.delete(desk)
    return callers
  }
}

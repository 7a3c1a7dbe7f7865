interface Caller<T> {
  readonly key: string
  readonly done: (row: T | undefined) => void
  readonly failed: (error: unknown) => void
}

/**
 * Looks rows up by key for many callers at once: those who ask while a question is under way share the next one. A lone
 * caller waits no longer than for a query of its own.
 */
export class Gather<T extends object> {
  readonly #ask: (keys: readonly string[]) => Promise<readonly T[]>
  readonly #keyOf: (row: T) => string
  #waiting: Caller<T>[] = []
  #asking = false

  constructor(ask: (keys: readonly string[]) => Promise<readonly T[]>, keyOf: (row: T) => string) {
    this.#ask = ask
    this.#keyOf = keyOf
  }

  find(key: string): Promise<T | undefined> {
    return new Promise((done, failed) => {
      this.#waiting.push({ key, done, failed })
      if (!this.#asking) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#asking = true
    while (this.#waiting.length > 0) {
      const callers = this.#waiting
      this.#waiting = []
      try {
        const rows = await this.#ask([...new Set(callers.map(({ key }) => key))])
        const found = new Map(rows.map((row) => [this.#keyOf(row), row]))
        for (const { key, done } of callers) done(found.get(key))
      } catch (error) {
        for (const { failed } of callers) failed(error)
      }
    }
    this.#asking = false
  }
}

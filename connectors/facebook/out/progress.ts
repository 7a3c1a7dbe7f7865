/** How far an answer of several parts has come. */
export interface Progress {
  /** Wire ids of the parts that are out, in order. */
  ids: readonly string[]
  /** Nobody knows what became of the next part. */
  doubt: boolean
  /** Files that Meta holds already, by the place of their part. */
  readonly uploads: Map<number, string>
}

const most = 500

/** Remembers answers between two attempts of this process; another process looks on the wire instead. */
export class Progresses {
  readonly #known = new Map<string, Progress>()

  recall(messageId: string): Progress | undefined {
    return this.#known.get(messageId)
  }

  begin(messageId: string): Progress {
    const progress: Progress = { ids: [], doubt: false, uploads: new Map() }
    this.#known.set(messageId, progress)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= most) break
      this.#known.delete(oldest)
    }
    return progress
  }

  forget(messageId: string): void {
    this.#known.delete(messageId)
  }
}

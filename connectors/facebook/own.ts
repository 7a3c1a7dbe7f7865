/** Words as they can be compared: Facebook trims and joins blanks. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

const most = 1_000

/** What came from our own hands a moment ago. Its echo may be faster than the answer to our call, and than the database. */
export class Own {
  readonly #ids = new Set<string>()
  readonly #words = new Map<string, number>()

  has(wireId: string): boolean {
    return this.#ids.has(wireId)
  }

  add(wireId: string): void {
    this.#ids.add(wireId)
    for (const oldest of this.#ids) {
      if (this.#ids.size <= most) break
      this.#ids.delete(oldest)
    }
  }

  /** A public comment carries no mark of ours: while its call is under way, it is known by its words. */
  begin(text: string): void {
    this.#words.set(plain(text), (this.#words.get(plain(text)) ?? 0) + 1)
  }

  end(text: string): void {
    const left = (this.#words.get(plain(text)) ?? 0) - 1
    if (left > 0) this.#words.set(plain(text), left)
    else this.#words.delete(plain(text))
  }

  /** Is any call of ours under way, whose answer an echo could outrun? */
  get busy(): boolean {
    return this.#words.size > 0
  }

  isUnderWay(text: string): boolean {
    return this.#words.has(plain(text))
  }
}

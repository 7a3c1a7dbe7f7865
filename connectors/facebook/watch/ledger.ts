import { createHmac } from 'node:crypto'
import type { Secrets } from '../../../inbox/contract.ts'
import { plain } from '../own.ts'
import { type Fields, idIn, isRecord, numberIn, textIn } from '../shape.ts'

/** A comment as it was last seen. Words are kept as a keyed print alone: nobody can read or guess them from it. */
interface Seen {
  readonly id: string
  readonly post: string
  readonly parent: string | undefined
  readonly author: string | undefined
  readonly print: string
  readonly at: number
}

const NAME = 'comments-seen'
const MOST = 500
/** Behind this nobody waits for a correction, and asking about each would eat the budget. */
const OLDEST = 30 * 86_400_000

function seenIn(row: Fields): Seen | undefined {
  const [id, post, print, at] = [idIn(row, 'id'), idIn(row, 'post'), textIn(row, 'print'), numberIn(row, 'at')]
  if (id === undefined || post === undefined || print === undefined || at === undefined) return undefined
  return { id, post, print, at, parent: idIn(row, 'parent'), author: idIn(row, 'author') }
}

/**
 * The newest comments, as they were when we last looked. Graph shows what a comment says now and not that it was changed:
 * a correction or a removal that no webhook brought is found by the difference.
 */
export class Ledger {
  readonly #secrets: Secrets
  readonly #key: string
  readonly #seen = new Map<string, Seen>()
  #changed = false

  /** It says who wrote where: kept sealed. */
  constructor(secrets: Secrets, key: string) {
    this.#secrets = secrets
    this.#key = key
  }

  async load(): Promise<void> {
    const text = await this.#secrets.load(NAME)
    const rows: unknown = text === undefined ? [] : JSON.parse(text)
    if (!Array.isArray(rows)) return
    for (const row of rows) {
      const one = isRecord(row) ? seenIn(row) : undefined
      // What a webhook told since we opened is newer.
      if (one !== undefined && !this.#seen.has(one.id)) this.#seen.set(one.id, one)
    }
  }

  note({ id, post, parent, author, at }: Omit<Seen, 'print'>, text: string): void {
    const print = this.#print(text)
    if (this.#seen.get(id)?.print === print) return
    this.#seen.set(id, { id, post, parent, author, at, print })
    this.#changed = true
  }

  forget(id: string): void {
    this.#changed = this.#seen.delete(id) || this.#changed
  }

  /** It was seen with other words. */
  differs(id: string, text: string): boolean {
    const known = this.#seen.get(id)
    return known !== undefined && known.print !== this.#print(text)
  }

  /** Those under this post since a time which are not among these. */
  missing(post: string, since: number, shown: ReadonlySet<string>): readonly Seen[] {
    return [...this.#seen.values()].filter((one) => one.post === post && one.at >= since && !shown.has(one.id))
  }

  async save(): Promise<void> {
    if (!this.#changed) return
    const newest = [...this.#seen.values()]
      .filter(({ at }) => at > Date.now() - OLDEST)
      .toSorted((one, other) => other.at - one.at)
      .slice(0, MOST)
    const kept = new Set(newest.map(({ id }) => id))
    for (const id of [...this.#seen.keys()]) if (!kept.has(id)) this.#seen.delete(id)
    await this.#secrets.save(NAME, JSON.stringify(newest))
    this.#changed = false
  }

  #print(text: string): string {
    return createHmac('sha256', this.#key).update(plain(text)).digest('base64url').slice(0, 22)
  }
}

/** The nearest term an index knows for one that it does not: one letter more, less, other, or two exchanged. */
export class Spelling {
  readonly #byStart = new Map<string, string[]>()
  readonly #known = new Map<string, string | undefined>()
  readonly #commoner: (one: string, other: string) => boolean

  /** commoner: of two candidates, whether the first is met more often. */
  constructor(terms: readonly string[], commoner: (one: string, other: string) => boolean) {
    this.#commoner = commoner
    for (const term of terms) {
      const list = this.#byStart.get(keyOf(term, term.length)) ?? []
      list.push(term)
      this.#byStart.set(keyOf(term, term.length), list)
    }
  }

  /** Short words are left alone: they are one letter away from everything. */
  near(term: string): string | undefined {
    if (term.length < SHORTEST) return undefined
    if (this.#known.has(term)) return this.#known.get(term)
    const found = this.#look(term)
    if (this.#known.size >= KEPT) this.#known.clear()
    this.#known.set(term, found)
    return found
  }

  #look(term: string): string | undefined {
    let best: string | undefined
    for (const length of [term.length - 1, term.length, term.length + 1]) {
      for (const candidate of this.#byStart.get(keyOf(term, length)) ?? []) {
        if (oneApart(candidate, term) && (best === undefined || this.#commoner(candidate, best))) best = candidate
      }
    }
    return best
  }
}

const SHORTEST = 5
const KEPT = 4000
const keyOf = (term: string, length: number): string => `${term[0] ?? ''}${length}`

function oneApart(one: string, other: string): boolean {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  const [left, right] = [one.slice(at), other.slice(at)]
  return (
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1) ||
    (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  )
}

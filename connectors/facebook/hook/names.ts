import type { Graph } from '../graph/client.ts'
import { GraphError, isTokenDead } from '../graph/failure.ts'
import { textIn } from '../shape.ts'

/** Meta waits five seconds for the answer to a webhook, and a name is not worth them. */
const PATIENCE = 1_200
const DAY = 24 * 3_600_000
/** A refusal will not change by asking for every person anew. */
const PAUSE = { refused: 3_600_000, troubled: 60_000 }
const MOST = 5_000

interface Known {
  readonly name: string | undefined
  readonly until: number
}

const wait = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref())

/**
 * What people are called on Messenger: https://developers.facebook.com/docs/messenger-platform/identity/user-profile
 * Asked once a day and person. It wants a permission of its own: without it, or while Meta does not answer, nobody has a name.
 */
export class Names {
  readonly #graph: Graph
  readonly #known = new Map<string, Known>()
  readonly #asked = new Map<string, Promise<string | undefined>>()
  #resting = 0

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** Resolves soon, and never throws. */
  async of(person: string): Promise<string | undefined> {
    const known = this.#known.get(person)
    if (known !== undefined && known.until > Date.now()) return known.name
    if (this.#resting > Date.now() || !/^\d+$/.test(person)) return known?.name
    const asking = this.#asked.get(person) ?? this.#ask(person)
    return Promise.race([asking, wait(PATIENCE)])
  }

  #ask(person: string): Promise<string | undefined> {
    const asking = this.#read(person).finally(() => this.#asked.delete(person))
    this.#asked.set(person, asking)
    return asking
  }

  async #read(person: string): Promise<string | undefined> {
    try {
      const said = await this.#graph.get(person, { fields: 'first_name,last_name' })
      const name = [textIn(said, 'first_name'), textIn(said, 'last_name')].filter(Boolean).join(' ').trim()
      return this.#keep(person, name === '' ? undefined : name.slice(0, 200))
    } catch (error) {
      const refused = error instanceof GraphError && error.status < 500
      // This one person is not to be seen: no profile, or one that is closed to apps.
      if (refused && error.code === 100) return this.#keep(person, undefined)
      const pause = refused && !isTokenDead(error) ? PAUSE.refused : PAUSE.troubled
      this.#resting = Date.now() + pause
      return undefined
    }
  }

  #keep(person: string, name: string | undefined): string | undefined {
    this.#known.delete(person)
    this.#known.set(person, { name, until: Date.now() + DAY })
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest)
    return name
  }
}

import { signIn } from '../load/agent.ts'
import { type HttpLine, openLine } from '../load/http.ts'

const posts = 'content-type: application/json\r\nx-requested-with: permanence\r\n'

/** One agent's browser as far as its requests go: one after the other on one kept connection. */
export class Desk {
  readonly cookie: string
  readonly #origin: string
  #line: HttpLine | undefined
  #last: Promise<unknown> = Promise.resolve()

  private constructor(origin: string, cookie: string) {
    this.#origin = origin
    this.cookie = cookie
  }

  static async open(origin: string): Promise<Desk> {
    return new Desk(origin, await signIn(origin))
  }

  /** Resolves with the status. */
  ask(method: string, path: string, body?: object): Promise<number> {
    const turn = this.#last.then(() => this.#ask(method, path, body))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  close(): void {
    this.#line?.close()
  }

  async #ask(method: string, path: string, body?: object): Promise<number> {
    this.#line ??= await openLine(this.#origin)
    try {
      const said = body === undefined ? undefined : JSON.stringify(body)
      return (await this.#line.ask(method, `/api${path}`, `cookie: ${this.cookie}\r\n${posts}`, said)).status
    } catch (error) {
      // A kept connection may be closed by the other side at any time: the next request opens another.
      this.#line?.close()
      this.#line = undefined
      throw error
    }
  }
}

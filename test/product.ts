import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The whole product as a newcomer starts it, on the suite's database. */
export interface Product {
  readonly origin: string
  /** Everything it printed so far, both streams. */
  output(): string
  readonly process: ChildProcess
  readonly folder: string
  /** Ctrl-C, politely; resolves with the exit code. */
  stop(): Promise<number | null>
  /** kill -9. */
  kill(): Promise<void>
}

export interface ProductOptions {
  readonly mongo: string
  /** The same name comes back to the same data. */
  readonly database?: string
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
}

let products = 0

/** Starts it with `npm start`'s own script and waits until it says that it is ready. Throws with what it printed when it does not. */
export async function startProduct({ mongo, database, folder, env = {} }: ProductOptions): Promise<Product> {
  products += 1
  const home = folder ?? mkdtempSync(join(tmpdir(), 'permanence-product-'))
  const child = spawn(process.execPath, ['web/boot/start.mjs'], {
    cwd: new URL('..', import.meta.url).pathname,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: '0',
      DATA_DIR: home,
      MONGODB_URI: mongo,
      MONGODB_DATABASE: database ?? `product_${process.pid}_${products}`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const origin = /Portal +(http:\/\/\S+?)\/\n/.exec(said)?.[1]
      if (origin !== undefined) resolve(origin)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => reject(new Error(`The product ended with ${code}:\n${said}`)))
  })
  const origin = await ready
  return {
    origin,
    process: child,
    folder: home,
    output: () => said,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

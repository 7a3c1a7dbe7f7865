import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface BareServer {
  readonly origin: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** The bare socket server. Without an address it stores nothing. */
export const startBareServer = (uri?: string, nodeOptions = ''): Promise<BareServer> =>
  startBare(new URL('./socket-server.ts', import.meta.url), uri === undefined ? {} : { MONGO: uri }, nodeOptions)

/** The bare webhook server, which knows the secret that bodies are signed with. */
export const startBareWebhook = (uri: string, secret: string, talks: number): Promise<BareServer> =>
  startBare(new URL('./webhook-server.ts', import.meta.url), { MONGO: uri, SECRET: secret, TALKS: String(talks) })

/** A bare server as a child, apart from the client like the product. */
async function startBare(program: URL, env: Readonly<Record<string, string>>, nodeOptions = ''): Promise<BareServer> {
  const file = fileURLToPath(program)
  const child = spawn(process.execPath, [...nodeOptions.split(' ').filter(Boolean), '--import', 'tsx', file], {
    env: { ...process.env, ...env },
    // Its input ends with us, and it with its input: nothing is left behind.
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
    void ended.then(() => reject(new Error('The bare server ended.')))
  })
  return {
    origin,
    process: child,
    stop() {
      child.kill('SIGKILL')
      return ended
    },
  }
}

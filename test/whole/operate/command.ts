import { spawn } from 'node:child_process'

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs what `npm start` (no arguments) or `npm run permanence --` runs, and waits for its end. */
export function run(args: readonly string[], env: Readonly<Record<string, string>>, stdin = ''): Promise<Said> {
  const child = spawn(process.execPath, ['web/boot/start.mjs', ...args], {
    cwd: new URL('../../..', import.meta.url).pathname,
    env: { ...process.env, ...env },
  })
  child.stdin.end(stdin)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  // What should have refused to start must not hold the suite.
  const late = setTimeout(() => child.kill('SIGKILL'), 40_000)
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(late)
      resolve({ code, out, err })
    }),
  )
}

import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PassedOver, reason } from '../refused.ts'

interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Called twice a second; gives back how many bytes have arrived, so that a stalled fetch is told from a slow one. */
  readonly arrived: () => number
  /** Milliseconds without one more byte before the fetch is given up. */
  readonly patience: number
}

/** Runs a fetch in a process of its own, which can be ended whatever it waits for. Resolves with what it printed. */
export function fetchChild(command: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const { program, args, env, patience } = command
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    let complained = ''
    let bytes = 0
    let moved = Date.now()
    let stalled = false
    const timer = setInterval(() => {
      const now = command.arrived()
      if (now !== bytes) moved = Date.now()
      bytes = now
      if (Date.now() - moved < patience) return
      stalled = true
      child.kill('SIGKILL')
    }, 250)
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString()
    })
    child.on('error', (error) => {
      clearInterval(timer)
      reject(new PassedOver(`${program} cannot be run: ${reason(error)}`))
    })
    child.on('close', (code) => {
      clearInterval(timer)
      if (code === 0) resolve(printed)
      else if (stalled) reject(new PassedOver(`nothing arrived for ${Math.round(patience / 1000)} s`))
      else reject(new PassedOver(lastComplaint(complained) ?? `${program} ended with ${code}`))
    })
  })
}

/** Tools print their reason on a line that says so, or last. */
function lastComplaint(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const line = lines.findLast((one) => /^(error|.*error:)/i.test(one)) ?? lines.at(-1)
  return line
    ?.replace(/^error: /i, '')
    .replace(/\s*\[?https?:\/\/\S+/g, '')
    .slice(0, 300)
}

/** Bytes in a folder, while another process writes to it. */
export function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
      .reduce((sum, found) => sum + (found?.isFile() ? found.size : 0), 0)
  } catch {
    return 0
  }
}

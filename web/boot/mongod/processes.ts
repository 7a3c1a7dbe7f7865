import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Does a process of this number run? A dead one that nobody waited for does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !/^\d+ \(.*\) Z/s.test(readText(`/proc/${pid}/stat`))
}

/** The words a process was started with, '' when they cannot be read. */
export function commandOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** When it started, as the system counts it: tells a process from a later one with the same number. */
export function startOf(pid: number): string {
  if (existsSync('/proc/self/stat')) {
    // proc_pid_stat(5): starttime is field 22; the name before it may hold spaces and parentheses.
    return readText(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[19] ?? ''
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** Asks a process to end, insists after `patience`; resolves once it is gone. */
export async function end(pid: number, patience: number): Promise<void> {
  signal(pid, 'SIGTERM')
  const limit = Date.now() + patience
  while (isAlive(pid) && Date.now() < limit) await pause(20)
  if (!isAlive(pid)) return
  signal(pid, 'SIGKILL')
  while (isAlive(pid)) await pause(20)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone in between: that is what was wanted.
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

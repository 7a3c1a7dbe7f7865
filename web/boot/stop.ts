import type { Log } from '../../inbox/index.ts'

/** Ends the product in order. */
export interface Stopper {
  /** Closed in the reverse order of adding. Added while stopping, it is closed at once. */
  add(name: string, close: () => Promise<void> | void): void
  /** Runs every closer once and leaves with `code`, or 1 when a closer failed or the bound was reached. */
  stop(code?: number): Promise<void>
}

export interface StopOptions {
  readonly log: Log
  /** Milliseconds for all closers together. */
  readonly bound?: number
  /** Where signals come from and where the process is left; injected in tests. */
  readonly host?: StopHost
}

interface StopHost {
  on(event: string, listener: (...args: unknown[]) => void): unknown
  exit(code: number): void
}

/** npm passes a terminal's Ctrl-C on to a process that has already got it: two at once are one. */
const sameKeystroke = 500
const numbers = { SIGINT: 2, SIGTERM: 15 } as const

/** Drains on SIGINT, SIGTERM and on an error nobody caught; a second signal leaves at once. */
export function onStop({ log, bound = 25_000, host = process }: StopOptions): Stopper {
  const closers: { name: string; close: () => Promise<void> | void }[] = []
  let stopping: Promise<void> | undefined
  let since = 0
  let failed = false

  const close = async ({ name, close: run }: (typeof closers)[number]) => {
    try {
      await run()
    } catch (error) {
      failed = true
      log.error('stop.failed', { part: name, ...traits(error) })
    }
  }
  const drain = async () => {
    for (let last = closers.pop(); last !== undefined; last = closers.pop()) await close(last)
  }
  const stop = (code = 0) => {
    since ||= Date.now()
    stopping ??= within(drain(), bound).then((inTime) => {
      if (!inTime) log.error('stop.too-long', { ms: bound })
      host.exit(inTime && !failed ? code : 1)
    })
    return stopping
  }
  for (const [signal, number] of Object.entries(numbers)) {
    host.on(signal, () => {
      if (stopping === undefined) log.info('stop.asked', { signal })
      else if (Date.now() - since > sameKeystroke) host.exit(128 + number)
      void stop()
    })
  }
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    host.on(event, (error) => {
      log.error('stop.broken', { event, ...traits(error) })
      void stop(1)
    })
  }
  return {
    add(name, run) {
      if (stopping === undefined) closers.push({ name, close: run })
      else void close({ name, close: run })
    },
    stop,
  }
}

/** What may be logged of an error: never its message, which may quote a citizen. */
function traits(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = (error as NodeJS.ErrnoException).code
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    at: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' < '),
  }
}

async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const inTime = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return inTime
}

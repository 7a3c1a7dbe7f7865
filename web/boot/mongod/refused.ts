/** The database could not be had; the message says why and what to do next. */
export class DatabaseError extends Error {
  readonly code: 'no-mongod' | 'in-use' | 'not-started' | 'cannot-open' | 'not-replica-set' | 'unreachable'
  constructor(code: DatabaseError['code'], sentence: string) {
    super(sentence)
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** One way of finding mongod did not work; the next one is tried. */
export class PassedOver extends Error {
  readonly code = 'passed-over'
  /** There was simply nothing there. */
  readonly absent: boolean
  constructor(why: string, kind?: 'absent') {
    super(why)
    this.name = 'PassedOver'
    this.absent = kind === 'absent'
  }
}

/** Whatever was thrown, as one line without a stack. */
export function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n').find((line) => line.trim() !== '') ?? 'no reason given').trim().slice(0, 300)
}

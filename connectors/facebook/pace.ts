/** Times in milliseconds; the tests are in a hurry, Meta is not. */
export interface Pace {
  /** How long a call may take. */
  readonly timeout: number
  /** How often the token is tried: a dead one must be known within five minutes. */
  readonly tokenEvery: number
  /** How often we look for what no webhook brought, and how far back each look overlaps the last. */
  readonly catchUpEvery: number
  readonly overlap: number
  /** How long the echo of our own call waits for that call's answer. Meta waits five seconds for a webhook. */
  readonly echoPatience: number
  readonly filePatience: number
  /** Between two looks for a message whose fate is not known. */
  readonly lookPause: number
}

export const usualPace: Pace = {
  timeout: 20_000,
  tokenEvery: 4 * 60_000,
  catchUpEvery: 15 * 60_000,
  overlap: 5 * 60_000,
  echoPatience: 1_500,
  filePatience: 8_000,
  lookPause: 1_500,
}

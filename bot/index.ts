/** The bot's door: guided triage, answers from dated sheets, the danger check. Behind it everything is plain functions. */
import type { Assess, BotDoor, Desk, Log, TurnDoor } from '../inbox/index.ts'
import { createTurns } from './adapter/turns.ts'
import { assessWith } from './danger/assess.ts'
import { type Greeting, greet } from './guide/greeting.ts'
import type { Kinds } from './lint/walk/worlds.ts'
import { createAnswer } from './running/answer.ts'
import { type PlayGuide, play } from './running/preview.ts'
import { keepAll, readAgain, readContent } from './running/reading.ts'
import { GuideVersions } from './running/versions.ts'
import type { Facts } from './sheets/facts.ts'
import { BrokenContent } from './sheets/read-yaml.ts'
import type { Sheet } from './sheets/schema.ts'
import { openLibrary, type Written } from './sheets/shelf/library.ts'
import { reportShelves, type ShelfReport } from './sheets/shelf/report.ts'
import type { Language } from './words/language.ts'

export { assess } from './danger/assess.ts'
export { createAsk } from './guide/ask.ts'
export { lintDesk } from './lint/lint-desk.ts'
export { openPreview } from './running/preview.ts'
export { readContent } from './running/reading.ts'

/** The danger check for the inbox, which is built before the bot is: it says the facts of the shelves once they are read. */
export interface Danger {
  readonly assess: Assess
  tell(facts: Facts): void
}

export function createDanger(): Danger {
  let known: Facts = new Map()
  return {
    assess: assessWith(() => known),
    tell: (facts) => {
      known = facts
    },
  }
}

export interface Bot {
  /** What a face shows before the person writes. Undefined for a desk without a bot: a human answers at once. */
  greeting(desk: Desk, language: Language): Greeting | undefined
  /** The answers of a desk, as its pages list them. */
  sheets(desk: Desk): readonly Sheet[]
  /** The running guide, played without a conversation: nothing is stored. Undefined for a desk without one. */
  preview(desk: Desk): PlayGuide | undefined
  /** Reads the files again. What is wrong in them is logged with its place, and the running ones stay. Never rejects. */
  readAgain(): Promise<boolean>
  /** Stops listening and waits for the turns under way. */
  close(): Promise<void>
}

export interface BotOptions {
  /** Without `content` the bot answers from its files alone. */
  readonly door: TurnDoor & Partial<Pick<BotDoor, 'content'>>
  readonly desks: readonly Desk[]
  readonly log: Log
  /** What readContent gives, where its reading was begun earlier. */
  readonly content?: Promise<Written>
  /** Whose notices say what is published. */
  readonly danger?: Danger
  /** Kinds of channels, for the walk of a guide that is read again. */
  readonly kinds?: Kinds
  /** Milliseconds since 1970; injected in tests. */
  readonly now?: () => number
}

/** What stands on the desks' shelves now, for the command line. */
export async function readShelves(
  desks: readonly Desk[],
  content: BotDoor['content'],
  log: Log,
): Promise<ShelfReport[]> {
  return reportShelves(desks, await readContent(desks), content, log)
}

/** Listens, once every guide is loaded and kept: what readContent throws is thrown before anything is heard. */
export async function createBot(options: BotOptions): Promise<Bot> {
  const { door, desks, log, content, danger, kinds = [], now = Date.now } = options
  const written = await (content ?? readContent(desks))
  const library = await openLibrary(desks, written, door.content, log, (facts) => danger?.tell(facts))
  const versions = new GuideVersions(door.content)
  const problems = await keepAll(written, versions)
  if (problems.length > 0) throw new BrokenContent(problems)
  const turns = createTurns({ door, log, answer: createAnswer({ desks, library, versions, now }) })
  const stops = [door.content?.attend(library.curator), door.listen((turn) => turns.hear(turn))]
  let reading: Promise<boolean> = Promise.resolve(true)
  return {
    greeting: (desk, language) => {
      const guide = library.guideOf(desk.id)
      return guide && greet(guide, language)
    },
    preview: (desk) => {
      const guide = library.guideOf(desk.id)
      return guide && ((tried, on) => play(desk, guide, tried, on))
    },
    sheets: (desk) => [...(library.guideOf(desk.id)?.sheets.values() ?? [])],
    readAgain: () => {
      reading = reading.then(() => readAgain({ desks, library, versions, log, kinds }))
      return reading
    },
    close: async () => {
      for (const stop of stops) stop?.()
      await reading
      await turns.idle()
    },
  }
}

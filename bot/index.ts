/** The bot's door: guided triage, answers from dated sheets, the danger check. Behind it everything is plain functions. */
import type { Assess, BotDoor, Desk, Log, Turn, TurnDoor } from '../inbox/index.ts'
import { createTurns } from './adapter/turns.ts'
import { assess, assessWith } from './danger/assess.ts'
import { type Answered, becameOf } from './guide/became.ts'
import { type Greeting, greet } from './guide/greeting.ts'
import { type LoadedGuide, readGuide } from './guide/load.ts'
import { readState } from './guide/state.ts'
import { step } from './guide/step.ts'
import { type PlayGuide, play } from './running/preview.ts'
import type { Facts } from './sheets/facts.ts'
import { readSheets } from './sheets/load.ts'
import { type Memory, openMemory } from './sheets/memory.ts'
import type { Sheet } from './sheets/schema.ts'
import { openLibrary, type Written } from './sheets/shelf/library.ts'
import { reportShelves, type ShelfReport } from './sheets/shelf/report.ts'
import type { Language } from './words/language.ts'

export { assess } from './danger/assess.ts'
export { createAsk } from './guide/ask.ts'
export { lintDesk } from './lint/lint-desk.ts'
export { openPreview } from './running/preview.ts'

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
  /** Milliseconds since 1970; injected in tests. */
  readonly now?: () => number
}

/**
 * Reads every guide and its sheets. Throws BrokenContent, naming file, line and mend. `remembered` is a file of ours where
 * what was read is kept for the next start.
 */
export async function readContent(desks: readonly Desk[], remembered?: string): Promise<Written> {
  const served = desks.filter(({ bot }) => bot !== 'none')
  const memory = remembered === undefined ? undefined : await openMemory(remembered)
  const reading = oncePerFolder(memory)
  const guides = served.map(async (desk) => [desk.id, await readGuide(desk.folder, reading, memory)] as const)
  const written = new Map(await Promise.all(guides))
  // A start is as good without it.
  await memory?.keep().catch(() => undefined)
  return written
}

/** What stands on the desks' shelves now, for the command line. */
export async function readShelves(
  desks: readonly Desk[],
  content: BotDoor['content'],
  log: Log,
): Promise<ShelfReport[]> {
  return reportShelves(desks, await readContent(desks), content, log)
}

/** Listens, once every guide is loaded: what readContent throws is thrown before anything is heard. */
export async function createBot({ door, desks, log, content, danger, now = Date.now }: BotOptions): Promise<Bot> {
  const library = await openLibrary(desks, await (content ?? readContent(desks)), door.content, log, (facts) =>
    danger?.tell(facts),
  )
  const byId = new Map(desks.map((desk) => [desk.id, desk]))
  const answer = (turn: Turn): Answered => {
    const desk = byId.get(turn.desk)
    const guide = library.guideOf(turn.desk)
    if (!desk || !guide) throw new NoGuide()
    return answerTurn(turn, desk, guide, new Date(now()))
  }
  const turns = createTurns({ door, log, answer })
  const stops = [door.content?.attend(library.curator), door.listen((turn) => turns.hear(turn))]
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
    close: async () => {
      for (const stop of stops) stop?.()
      await turns.idle()
    },
  }
}

/** Several desks may point at one folder of sheets: it is read once a start. */
function oncePerFolder(memory: Memory | undefined): (folder: string) => ReturnType<typeof readSheets> {
  const known = new Map<string, ReturnType<typeof readSheets>>()
  return (folder) => {
    const read = known.get(folder) ?? readSheets(folder, memory)
    known.set(folder, read)
    return read
  }
}

/** A desk without a guide gets no turns; should one come, a human has it. */
class NoGuide extends Error {
  readonly code = 'no-guide'
}

function answerTurn(turn: Turn, desk: Desk, loaded: LoadedGuide, now: Date): Answered {
  const { state, moved } = readState(turn.state, loaded.guide)
  const outcome = step(state, turn.said, { desk, loaded, assess, turn, moved, now })
  const use = becameOf(state, turn.said, outcome, loaded)
  return use ? { ...outcome, use } : outcome
}

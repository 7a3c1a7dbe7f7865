import type { Capabilities, Desk, Message } from '../../inbox/index.ts'
import { assess } from '../danger/assess.ts'
import { choiceById } from '../guide/choose.ts'
import { type Greeting, greet } from '../guide/greeting.ts'
import { type LoadedGuide, loadGuide } from '../guide/load.ts'
import { freshState, type State } from '../guide/state.ts'
import { type Outcome, step } from '../guide/step.ts'
import type { Language } from '../words/language.ts'

/** What somebody who tries the guide wrote, or the choice they pressed. */
export interface Tried {
  readonly text: string
  readonly choice?: string
}

/** What the person reads after it, in this order. */
interface Answered {
  readonly said: Tried
  /** The danger notice of the inbox. */
  readonly notice?: string
  /** The bot's words; absent where a machine may say no more. */
  readonly text?: string
  readonly sheet?: NonNullable<Message['sheet']>
  /** A human has it from here on, and reads this first. */
  readonly handed?: { readonly reason: string; readonly summary: readonly (readonly [string, string])[] }
}

export interface Preview {
  /** Shown before anything is written, on wires that can. */
  readonly greeting: Greeting
  readonly turns: readonly Answered[]
  /** What can be chosen now; empty once a human has it. */
  readonly choices: Greeting['choices']
}

/** Where it is tried. */
export interface TriedOn {
  readonly capabilities: Capabilities
  readonly language: Language
  readonly now: Date
}

export type PlayGuide = (tried: readonly Tried[], on: TriedOn) => Preview

const LEVELS = ['none', 'soft', 'hard'] as const

/** Plays a talk from its beginning. It is a function of what was tried: nothing is kept anywhere. */
export function play(desk: Desk, loaded: LoadedGuide, tried: readonly Tried[], on: TriedOn): Preview {
  let state: State = { ...freshState(loaded.guide), language: on.language }
  let noticed = 0
  const turns: Answered[] = []
  for (const said of tried) {
    const { level, notice } = assess(said.text, on.language)
    const given = notice !== undefined && LEVELS.indexOf(level) > noticed
    noticed = Math.max(noticed, LEVELS.indexOf(level))
    const outcome = step(state, [{ ...said, language: on.language, ...(level === 'none' ? {} : { danger: level }) }], {
      desk,
      loaded,
      assess,
      moved: false,
      now: on.now,
      turn: {
        capabilities: on.capabilities,
        first: turns.length === 0,
        // On a wire with limits the notice was this message's one automatic answer.
        maySpeak: !(given && on.capabilities.automatic),
        public: false,
        reference: '0000',
      },
    })
    state = outcome.state
    turns.push({ said, ...(given ? { notice: notice.text } : {}), ...read(outcome) })
    if (outcome.kind === 'human') return { greeting: greet(loaded, on.language), turns, choices: [] }
  }
  return { greeting: greet(loaded, on.language), turns, choices: offered(state, loaded) }
}

function read(outcome: Outcome): Pick<Answered, 'text' | 'sheet' | 'handed'> {
  if (outcome.kind === 'line') {
    const { text, sheet } = outcome.line
    return { text, ...(sheet ? { sheet } : {}) }
  }
  const { text, reason, summary } = outcome
  return { handed: { reason, summary }, ...(text === undefined ? {} : { text }) }
}

function offered({ options, language = 'fr' }: State, loaded: LoadedGuide): Greeting['choices'] {
  return options.flatMap((id) => {
    const choice = choiceById(id, loaded)
    return choice ? [{ id, label: choice.label[language] }] : []
  })
}

/** The guide of a folder, to be played: no server, no database. Throws BrokenContent naming file, line and mend. */
export async function openPreview(desk: Desk): Promise<PlayGuide> {
  const loaded = await loadGuide(desk.folder)
  return (tried, on) => play(desk, loaded, tried, on)
}

import type { Assess, ContentUse, Desk, Turn } from '../../inbox/index.ts'
import type { Intent } from '../triage/intent.ts'
import { read } from '../triage/read.ts'
import { isOpen } from '../words/hours.ts'
import { understandWords } from '../words/understand.ts'
import { asksForHuman, asksForLanguage, chosen, type Said, sheetChoice, smalltalk } from './choose.ts'
import type { LoadedGuide } from './load.ts'
import { type Line, passOn, sheetBody, speak, type Voice } from './say.ts'
import type { Choice, Lines } from './schema.ts'
import type { State } from './state.ts'
import { learn, numbersIn, type Reason, type Summary, summarise, together } from './summary.ts'

export interface Context {
  readonly desk: Desk
  readonly loaded: LoadedGuide
  readonly assess: Assess
  readonly turn: Pick<Turn, 'capabilities' | 'first' | 'maySpeak' | 'reference' | 'public'>
  /** The state was written under another version of the guide. */
  readonly moved: boolean
  readonly now: Date
}

/** `use`: what became of a question that was asked in free words. */
export type Outcome = { readonly state: State; readonly use?: ContentUse } & (
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'human'; readonly reason: Reason; readonly text?: string; readonly summary: Summary }
)

/** So many turns in a row without help, and a human takes over. */
const PATIENCE = 2
/** From so many words on, a first mail is a letter that a human should read, not a greeting to be asked about. */
const LETTER_WORDS = 4
/** A sheet is worth suggesting from so sure on; chosen on the tune half of test/bot/evaluation. */
const WORTH_SUGGESTING = 0.15
const MOST_SUGGESTED = 3
/** So sure that a matter is another service's, or what sort of matter it is. */
const ELSEWHERE = 0.6
const UNDERSTOOD = 0.6

/** The line for minors names it: said once is enough. */
const CHILD_LINE = '119'

/** One turn of the guide: what was said, in which state, gives a line or a hand-over. Pure: the same input, the same outcome. */
export function step(before: State, said: Turn['said'], context: Context): Outcome {
  const { turn, loaded, moved } = context
  const state = learn(before, said, context.assess)
  // Danger is said first, even where a machine may say no more: it is what the agent must read.
  if (said.some(({ danger }) => danger === 'hard')) return human('danger', state, context)
  if (!turn.maySpeak) return human('automatic-limit', state, context)
  const heard = hear(said)
  const language = asksForLanguage(heard)
  if (language) return show(state.step, { ...state, language }, context)
  const choice = chosen(heard, state, loaded)
  if (choice === 'unknown-number')
    return moved ? human('guide-changed', state, context) : lost(state.step, state, context)
  if (choice) return follow(choice, state, context)
  if (moved && heard.choice !== undefined) return human('guide-changed', state, context)
  if (asksForHuman(heard)) return human('asked', state, context)
  const courtesy = smalltalk(heard, loaded)
  if (courtesy && 'step' in courtesy) return show(courtesy.step, state, context)
  return answer(heard, state, context)
}

function hear(said: Turn['said']): Said {
  // A name after @ says who is spoken to, not what about: with it, no public question would be understood.
  const text = said.map((one) => one.text.replace(/(^|\s)@\w+/g, '$1')).join('\n')
  const choice = said.at(-1)?.choice
  return { text, words: understandWords(text.slice(0, 6000)), ...(choice === undefined ? {} : { choice }) }
}

function voiceOf(state: State, { desk, loaded, turn }: Context): Voice {
  const { capabilities, reference, first } = turn
  return { lines: loaded.guide.lines, language: state.language ?? 'fr', desk, capabilities, reference, first }
}

const FAILED: ContentUse = { outcome: 'failed', sheets: [] }

/** Free text: a sheet when the search is sure, else two or three to choose from and never a guess. */
function answer(heard: Said, before: State, context: Context): Outcome {
  const { loaded, turn, assess } = context
  const { found, intent, sure } = read(heard.text, before.language, { ...loaded, assess })
  // What was understood first is kept: the person told their matter then.
  const state = heard.words.length >= LETTER_WORDS ? { ...before, intent: before.intent ?? intent } : before
  const best = found.hits[0]
  if (found.answered && best)
    return { ...showSheet(best.id, state, context), use: { outcome: 'hit', sheets: [best.id] } }
  if (turn.first && turn.capabilities.automatic && heard.words.length >= LETTER_WORDS) {
    return { ...human('letter', state, context), use: FAILED }
  }
  const failed = state.failed + 1
  if (intent === 'other' && sure >= ELSEWHERE && failed < PATIENCE) {
    return { ...offer([say(state, context, 'elsewhere')], [], { ...state, failed }, context), use: FAILED }
  }
  const near = found.hits.filter((hit) => hit.sure >= WORTH_SUGGESTING)
  const suggested = near.slice(0, MOST_SUGGESTED).flatMap(({ id }) => sheetChoice(id, loaded) ?? [])
  // One alone would be a guess that looks like a choice.
  if (suggested.length < 2)
    return { ...(understood(intent, sure, state, context) ?? lost(loaded.guide.start, state, context)), use: FAILED }
  if (failed >= PATIENCE) return { ...human('two-failed-turns', { ...state, failed }, context), use: FAILED }
  const use: ContentUse = {
    outcome: 'suggested',
    sheets: suggested.flatMap(({ to }) => ('sheet' in to ? [to.sheet] : [])),
  }
  return { ...offer([say(state, context, 'suggest')], suggested, { ...state, failed }, context), use }
}

/** Nothing near enough was found, but it is clear what sort of matter it is: the guide asks the rest. */
function understood(intent: Intent, sure: number, state: State, context: Context): Outcome | undefined {
  const { guide, choices } = context.loaded
  const id =
    intent === 'victim' || intent === 'report' || intent === 'information' ? guide.intents?.[intent] : undefined
  const choice = id === undefined ? undefined : choices.get(id)
  if (!choice || !('step' in choice.to) || sure < UNDERSTOOD || state.step !== guide.start) return undefined
  const failed = state.failed + 1
  return failed < PATIENCE ? show(choice.to.step, { ...state, role: choice.id, failed }, context) : undefined
}

function lost(where: string, state: State, context: Context): Outcome {
  const failed = state.failed + 1
  if (failed >= PATIENCE) return human('two-failed-turns', { ...state, failed }, context)
  const intro = context.turn.first ? [] : [say(state, context, 'lost')]
  return show(where, { ...state, failed }, context, intro)
}

const say = (state: State, { loaded }: Context, line: keyof Lines): string =>
  loaded.guide.lines[line][state.language ?? 'fr']

function follow(choice: Choice, before: State, context: Context): Outcome {
  const failed = choice.failed ? before.failed + 1 : 0
  const state = { ...before, failed, ...(choice.keep ? { [choice.keep]: choice.id } : {}) }
  if (failed >= PATIENCE) return human('two-failed-turns', state, context)
  if ('sheet' in choice.to) return showSheet(choice.to.sheet, state, context)
  if ('step' in choice.to) return show(choice.to.step, state, context)
  return human(choice.to.human, state, context)
}

function show(name: string, state: State, context: Context, intro: readonly string[] = []): Outcome {
  const { guide } = context.loaded
  const at = guide.steps[name] ? name : guide.start
  const found = guide.steps[at]
  if (!found) return human('guide-changed', state, context)
  const body = [...intro, found.text[state.language ?? 'fr']]
  return offer(body, found.choices, { ...state, step: at }, context)
}

function showSheet(id: string, before: State, context: Context): Outcome {
  const { loaded } = context
  const sheet = loaded.sheets.get(id)
  const after = loaded.guide.steps[loaded.guide.after]
  if (!sheet || !after) return human('guide-changed', before, context)
  const state = { ...before, step: loaded.guide.after, shown: together(before.shown, [id], 50) }
  const voice = voiceOf(state, context)
  const choices = [...after.choices, ...loaded.guide.always]
  const told = state.age === 'minor' && !before.numbers.includes(CHILD_LINE)
  const young = told ? [loaded.guide.lines.minor[voice.language]] : []
  const line = speak(voice, [...sheetBody(sheet, voice), ...young, after.text[voice.language]], choices, sheet)
  return finish(line, choices, state)
}

function offer(body: readonly string[], own: readonly Choice[], state: State, context: Context): Outcome {
  const choices = [...own, ...context.loaded.guide.always]
  return finish(speak(voiceOf(state, context), body, choices), choices, state)
}

function finish(line: Line, choices: readonly Choice[], state: State): Outcome {
  const options = choices.map(({ id }) => id)
  const numbers = together(state.numbers, numbersIn(line.text), 30)
  return { kind: 'line', line, state: { ...state, options, numbers } }
}

/** To a human, with what was learnt. Silent where a machine may not write. */
function human(reason: Reason, state: State, context: Context): Outcome {
  const { desk, loaded, turn, now } = context
  const line: keyof Lines =
    reason === 'danger' || reason === 'letter' ? reason : isOpen(desk.hours, now) ? 'human' : 'closed'
  // In public nothing is said of it, so no number was given either.
  const text = turn.maySpeak && !turn.public ? passOn(voiceOf(state, context), [say(state, context, line)]) : undefined
  const told = { ...state, options: [], numbers: together(state.numbers, numbersIn(text ?? ''), 30) }
  const summary = summarise(reason, told, loaded)
  return { kind: 'human', reason, summary, state: told, ...(text === undefined ? {} : { text }) }
}

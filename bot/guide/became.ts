import type { ContentUse, Turn } from '../../inbox/index.ts'
import { understandWords } from '../words/understand.ts'
import { asksForHuman, asksForLanguage, chosen, smalltalk } from './choose.ts'
import type { LoadedGuide } from './load.ts'
import type { State } from './state.ts'
import type { Outcome } from './step.ts'

/** What the guide made of a turn, and what became of the question, where one was asked in free words. */
export type Answered = Outcome & { readonly use?: ContentUse }

const OFFERED = 'sheet:'

/** Undefined for what is no question to the sheets: a choice, courtesy, a call for a human, danger. */
export function becameOf(
  before: State,
  said: Turn['said'],
  outcome: Outcome,
  loaded: LoadedGuide,
): ContentUse | undefined {
  if (said.at(-1)?.choice !== undefined) return undefined
  const text = said.map((one) => one.text).join('\n')
  const heard = { text, words: understandWords(text.slice(0, 6000)) }
  if (chosen(heard, before, loaded) !== undefined || smalltalk(heard, loaded)) return undefined
  if (asksForHuman(heard) || asksForLanguage(heard)) return undefined
  if (outcome.kind === 'human') {
    const helpless = outcome.reason === 'two-failed-turns' || outcome.reason === 'letter'
    return helpless ? { outcome: 'failed', sheets: [] } : undefined
  }
  if (outcome.line.sheet) return { outcome: 'hit', sheets: [outcome.line.sheet.id] }
  const sheets = outcome.state.options.flatMap((id) => (id.startsWith(OFFERED) ? [id.slice(OFFERED.length)] : []))
  if (sheets.length > 0) return { outcome: 'suggested', sheets }
  return outcome.state.failed > before.failed ? { outcome: 'failed', sheets: [] } : undefined
}

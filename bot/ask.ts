import type { Danger, Desk } from '../inbox/index.ts'
import { assess } from './danger/assess.ts'
import { loadGuide } from './guide/load.ts'
import { declaredLanguage, type Language, languageOf } from './words/language.ts'

/** What the bot makes of one first message. */
export interface Asked {
  readonly language: Language
  readonly banner: Danger
  readonly numbers: readonly string[]
  /** Where the best sheet sends people; 'none' when nothing answers. */
  readonly redirect: string
  readonly topics: readonly string[]
  readonly ranked: readonly string[]
  readonly answered: boolean
}

/** The bot's reading of a message, without a conversation: for evaluation and for operators. Built once, then pure. */
export async function createAsk(desk: Desk): Promise<(text: string, language?: string) => Asked> {
  const { search, sheets } = await loadGuide(desk.folder)
  return (text, declared) => {
    const said = languageOf(text) ?? declaredLanguage(declared)
    const { level, notice } = assess(text, declared)
    const { hits, answered } = search.rank(text, said)
    const best = answered && hits[0] ? sheets.get(hits[0].id) : undefined
    return {
      language: said ?? 'fr',
      banner: level,
      numbers: notice?.numbers ?? [],
      redirect: best?.redirect ?? (level === 'hard' ? (notice?.numbers[0] ?? '17') : 'none'),
      topics: best?.topics ?? [],
      ranked: hits.map(({ id }) => id),
      answered,
    }
  }
}

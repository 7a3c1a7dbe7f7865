import type { Danger, Desk } from '../../inbox/index.ts'
import { assess } from '../danger/assess.ts'
import type { Intent } from '../triage/intent.ts'
import { read } from '../triage/read.ts'
import { loadGuide } from './load.ts'

/** What the bot makes of one first message. */
export interface Asked {
  readonly intent: Intent
  /** The best sheet's first topic; 'none' where the message is not for this desk or no sheet comes near. */
  readonly topic: string
  /** Whether numbers are shown. */
  readonly urgent: boolean
  readonly banner: Danger
  readonly redirect: string
  /** Ids of sheets, best first. */
  readonly sheet_ranked: readonly string[]
  /** The first sheet would be shown as the answer; otherwise it is only suggested. */
  readonly answered: boolean
}

/** The bot's reading of a message, without a conversation: for evaluation and for operators. Built once, then pure. */
export async function createAsk(desk: Desk): Promise<(text: string, language?: string) => Asked> {
  const { search, sheets } = await loadGuide(desk.folder)
  return (text, declared) => {
    const { intent, danger, redirect, found } = read(text, declared, { search, sheets, assess })
    const ours = intent !== 'other' && intent !== 'smalltalk'
    const best = ours && found.hits[0] ? sheets.get(found.hits[0].id) : undefined
    return {
      intent,
      topic: best?.topics[0] ?? 'none',
      urgent: danger !== 'none',
      banner: danger,
      redirect,
      sheet_ranked: found.hits.map(({ id }) => id),
      answered: found.answered,
    }
  }
}

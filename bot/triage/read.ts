import type { Assess, Danger } from '../../inbox/index.ts'
import { listen } from '../learn/listen.ts'
import { type Guess, guess, likeliest } from '../learn/model.ts'
import type { Found, Search } from '../retrieval/search.ts'
import type { Redirect, Sheet } from '../sheets/schema.ts'
import { declaredLanguage, languageOf } from '../words/language.ts'
import { understandWords } from '../words/understand.ts'
import type { Intent } from './intent.ts'

/** What one message says, before anybody answers it. */
export interface Reading {
  readonly danger: Danger
  readonly intent: Intent
  /** 0 to 1: how sure the intent is. */
  readonly sure: number
  readonly redirect: Redirect
  readonly found: Found
}

interface Parts {
  readonly search: Search
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly assess: Assess
}

/** How much the best sheet's own redirect adds to what the model learnt of redirects. */
const OF_SHEET = 0.5
/** Numbers that only a danger banner sends to. */
const HELP: readonly string[] = ['3114', '119', '114', '18', '17']

export function read(text: string, declared: string | undefined, { search, sheets, assess }: Parts): Reading {
  const language = languageOf(text) ?? declaredLanguage(declared)
  const { level } = assess(text, declared)
  const found = search.rank(text, language)
  const features = listen(text).features
  const empty = understandWords(text).length === 0
  const intents = likeliest(guess('intent', features))
  const intent = empty ? 'other' : level === 'hard' ? 'emergency' : ((intents[0]?.name ?? 'other') as Intent)
  return {
    danger: level,
    intent,
    sure: intents.find(({ name }) => name === intent)?.chance ?? 0,
    redirect: empty ? 'none' : redirectOf(guess('redirect', features), found, sheets, level),
    found,
  }
}

function redirectOf(
  guesses: readonly Guess[],
  { hits }: Found,
  sheets: ReadonlyMap<string, Sheet>,
  level: Danger,
): Redirect {
  // In an emergency the sheet is the one of all emergencies, and the help is the person's own.
  const own = hits[0] && level !== 'hard' ? sheets.get(hits[0].id)?.redirect : undefined
  const weighed = guesses.map(({ name, chance }) => ({
    name,
    chance: chance + (name === own ? OF_SHEET * (hits[0]?.sure ?? 0) : 0),
  }))
  const allowed = level === 'hard' ? weighed.filter(({ name }) => HELP.includes(name)) : weighed
  return (likeliest(allowed)[0]?.name ?? own ?? 'none') as Redirect
}

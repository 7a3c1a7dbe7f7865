import type { Language } from '../words/language.ts'
import type { LoadedGuide } from './load.ts'

export interface Greeting {
  readonly text: string
  readonly choices: readonly { readonly id: string; readonly label: string }[]
}

/** What a face shows before the person writes: said by a machine, and saying so. */
export function greet({ guide }: LoadedGuide, language: Language): Greeting {
  const start = guide.steps[guide.start]
  const choices = [...(start?.choices ?? []), ...guide.always]
  const text = [guide.lines.automatic[language], start?.text[language] ?? ''].join('\n\n').trim()
  return { text, choices: choices.map(({ id, label }) => ({ id, label: label[language] })) }
}

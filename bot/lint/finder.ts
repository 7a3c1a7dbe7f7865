import type { Problem, Read } from '../sheets/read-yaml.ts'
import type { Text } from '../sheets/schema.ts'
import { longSentence } from '../words/plain.ts'

/** Collects problems of one file, each at the line of the field it is about. */
export interface Finder {
  readonly problems: Problem[]
  report(path: readonly PropertyKey[], message: string, mend: string): void
  /** What every public text owes its reader, in both languages. */
  text(path: readonly PropertyKey[], text: Text): void
}

export function finderOf(file: string, { lineOf }: Pick<Read<unknown>, 'lineOf'>): Finder {
  const problems: Problem[] = []
  const report: Finder['report'] = (path, message, mend) => {
    problems.push({ file, line: lineOf(path), message: `${path.map(String).join('.')}: ${message}`, mend })
  }
  return {
    problems,
    report,
    text: (path, text) => {
      for (const language of ['fr', 'en'] as const) {
        const long = longSentence(text[language])
        if (long) report([...path, language], `a sentence of ${long.words} words.`, 'Cut it in two: 25 words at most.')
      }
      if (text.fr === text.en && text.fr.split(/\s+/).length > 3) {
        report([...path, 'en'], 'the English text is the French one.', 'Translate it.')
      }
    },
  }
}

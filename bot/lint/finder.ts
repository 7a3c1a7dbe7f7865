import type { Problem, Read } from '../sheets/read-yaml.ts'
import type { Text } from '../sheets/schema.ts'
import { languageOf } from '../words/language.ts'
import { unplain } from './plain/plain.ts'

/** Collects problems of one file, each at the line of the field it is about. */
export interface Finder {
  readonly problems: Problem[]
  report(path: readonly PropertyKey[], message: string, mend: string): void
  /** What every text of a guide owes its reader, in both languages. */
  text(path: readonly PropertyKey[], text: Text): void
  /** Plain words, written in the language they are said to be in. */
  plain(path: readonly PropertyKey[], text: Text, longest?: number): void
}

/** Words of a sentence: a guide is read while afraid, on a phone. A sheet may take its time. */
const SENTENCE = 16
const PLACEHOLDER = /^(?:[.…?\-–x\s]*|todo.*|à traduire.*|to translate.*|lorem.*)$/i

export function finderOf(file: string, { lineOf }: Pick<Read<unknown>, 'lineOf'>): Finder {
  const problems: Problem[] = []
  const report: Finder['report'] = (path, message, mend) => {
    problems.push({ file, line: lineOf(path), message: `${path.map(String).join('.')}: ${message}`, mend })
  }
  const plain: Finder['plain'] = (path, text, longest) => {
    for (const language of ['fr', 'en'] as const) {
      const said = text[language]
      const at = [...path, language]
      for (const { message, mend } of unplain(said, language, longest)) report(at, message, mend)
      if (PLACEHOLDER.test(said)) report(at, `"${said.trim()}" says nothing.`, 'Write the text.')
      const spoken = languageOf(said)
      if (spoken && spoken !== language && said.split(/\s+/).length > 3) {
        report(at, `it is not written in ${NAMES[language]}.`, 'Translate it.')
      }
    }
  }
  return {
    problems,
    report,
    plain,
    text: (path, text) => {
      plain(path, text, SENTENCE)
      if (text.fr === text.en && text.fr.split(/\s+/).length > 3) {
        report([...path, 'en'], 'the English text is the French one.', 'Translate it.')
      }
    },
  }
}

const NAMES = { fr: 'French', en: 'English' } as const

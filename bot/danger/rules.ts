import type { Danger } from '../../inbox/index.ts'
import { sentencesOf } from '../words/sentences.ts'
import { once } from '../words/sms.ts'
import { CAPTIVITY } from './captivity.ts'
import { ASKING, FICTION, FIGURATIVE, HYPOTHETICAL, NOW, PAST, SAFE } from './cues.ts'
import { HARM } from './harm.ts'
import { type Kind, PIECES, type Rule } from './lexicon.ts'
import { VIOLENCE } from './violence.ts'

/** Longest text read whole; of a longer one, the start and the end. */
const WHOLE = 50_000
/** Sentences longer than this are cut, so that one pattern never reads far. */
const SENTENCE_WORDS = 80
/** "il me frappe": so few words about a habit would be strange. */
const BRIEF_WORDS = 6

/** The lexicon is written plainly; doubled letters go as they do in the text. */
const spell = (pattern: string): string =>
  once(pattern.replace(/\{(\w+)\}/g, (whole, name: string) => PIECES[name] ?? whole))
const whole = (pattern: string, flags = ''): RegExp => new RegExp(`\\b(?:${spell(pattern)})\\b`, flags)

/** With the flag m one look at all the sentences, a line each, tells that none of them holds a rule: nearly always none does. */
const RULES = [...VIOLENCE, ...CAPTIVITY, ...HARM].map((rule: Rule) => ({
  ...rule,
  pattern: whole(rule.patterns.join('|'), 'm'),
}))
const CUES = {
  now: whole(NOW),
  past: whole(PAST),
  hypothetical: whole(HYPOTHETICAL),
  asking: whole(ASKING),
  fiction: whole(FICTION),
}
const HARMLESS = [whole(FIGURATIVE, 'g'), whole(SAFE, 'g')]
const PRONOUN = /^(?:\w+ ){0,2}(?:il|ele|ils|eles|on|he|she|they) /

export interface Scene {
  readonly kinds: Set<Kind>
  level: Danger
  /** The most worrying sentence with its neighbours, folded; empty when nothing was heard. */
  around: string
}

/** The sentences of a text, spelt as the lexicon is. */
function spoken(text: string): string[] {
  const read = text.length > WHOLE ? `${text.slice(0, WHOLE - 10_000)}\n${text.slice(-10_000)}` : text
  return sentencesOf(read).flatMap((words) => {
    const parts: string[] = []
    for (let start = 0; start < words.length; start += SENTENCE_WORDS) {
      const part = once(words.slice(start, start + SENTENCE_WORDS).join(' '))
      parts.push(HARMLESS.reduce((rest, harmless) => rest.replace(harmless, '-'), part))
    }
    return parts
  })
}

function weigh(rule: Rule, sentence: string, around: string, brief: boolean): Danger {
  if (CUES.fiction.test(sentence)) return 'none'
  const now = CUES.now.test(around)
  const past = CUES.past.test(sentence) && !now
  const imagined = CUES.hypothetical.test(sentence) && !now
  const asking = CUES.asking.test(sentence) && !now
  if (rule.level === 'hard') {
    if (imagined || (past && asking)) return 'none'
    return past || asking ? 'soft' : 'hard'
  }
  if (past || imagined) return 'none'
  const scene = rule.kind === 'assault' && brief && PRONOUN.test(sentence)
  return (now && !asking) || scene ? 'hard' : 'soft'
}

/** What the rules alone make of a text, sentence by sentence: presence, present tense and harm, against past, imagined and figurative use. */
export function readByRules(text: string): Scene {
  const sentences = spoken(text)
  const lines = sentences.join('\n')
  const heard = RULES.filter(({ pattern }) => pattern.test(lines))
  const scene: Scene = { kinds: new Set(), level: 'none', around: '' }
  if (heard.length === 0) return scene
  const brief = sentences.join(' ').split(' ').length <= BRIEF_WORDS
  sentences.forEach((sentence, index) => {
    for (const rule of heard) {
      if (!rule.pattern.test(sentence)) continue
      const around = [sentences[index - 1], sentence, sentences[index + 1]].join('. ')
      const level = weigh(rule, sentence, around, brief)
      if (level === 'none') continue
      scene.kinds.add(rule.kind)
      if (scene.level === 'none' || (level === 'hard' && scene.level === 'soft'))
        Object.assign(scene, { level, around })
    }
  })
  return scene
}

import { namesNumbers } from '../guide/say.ts'
import type { Choice, Guide, Lines, Target } from '../guide/schema.ts'
import type { Sheet } from '../sheets/schema.ts'
import type { Finder } from './finder.ts'
import { circleFaults } from './walk/circles.ts'

/** What each line must carry, and the only braces it may hold. */
const PLACES: Readonly<Partial<Record<keyof Lines, readonly string[]>>> = {
  acknowledge: ['reference', 'hours', 'delay'],
  source: ['source', 'verified'],
  link: ['url'],
}
const OPTIONAL: Readonly<Partial<Record<keyof Lines, readonly string[]>>> = {
  acknowledge: ['desk'],
  human: ['delay', 'hours', 'desk'],
  closed: ['delay', 'hours', 'desk'],
  danger: ['desk'],
  letter: ['delay', 'hours', 'desk'],
}
const LANGUAGES = ['fr', 'en'] as const
/** Characters of a choice: one line or two on a narrow button. */
const LABEL = 40

/** What is wrong in a guide as it is written, without walking it. */
export function guideFaults(guide: Guide, sheets: ReadonlyMap<string, Sheet>, find: Finder): void {
  lineFaults(guide, find)
  referenceFaults(guide, sheets, find)
  circleFaults(guide, find)
}

function lineFaults({ lines }: Guide, find: Finder): void {
  for (const [name, text] of Object.entries(lines) as [keyof Lines, Lines[keyof Lines]][]) {
    find.text(['lines', name], text)
    for (const language of LANGUAGES) {
      const path = ['lines', name, language]
      const held = [...text[language].matchAll(/\{(\w+)\}/g)].map((place) => place[1] ?? '')
      const needed = PLACES[name] ?? []
      for (const place of needed.filter((one) => !held.includes(one))) {
        find.report(path, `{${place}} is missing.`, `Write {${place}} where it must appear.`)
      }
      for (const place of held.filter((one) => !needed.includes(one) && !(OPTIONAL[name] ?? []).includes(one))) {
        find.report(path, `{${place}} means nothing here.`, 'Remove it, or correct its name.')
      }
      if ((name === 'emergency' || name === 'danger') && !namesNumbers(text[language])) {
        find.report(path, 'the numbers 17, 112 and 114 are not all there.', 'Write the three numbers.')
      }
      if ((name === 'automatic' || name === 'again') && !/automati/i.test(text[language])) {
        find.report(path, 'it does not say that the assistant is automatic.', 'Say "automatique" / "automatic".')
      }
    }
  }
}

interface Placed {
  readonly path: readonly PropertyKey[]
  readonly choice: Choice
}

const placedChoices = (guide: Guide): Placed[] => [
  ...guide.always.map((choice, index) => ({ path: ['always', index], choice })),
  ...Object.entries(guide.steps).flatMap(([name, { choices }]) =>
    choices.map((choice, index) => ({ path: ['steps', name, 'choices', index], choice })),
  ),
]

/** Names that lead nowhere, ids used twice, words that mean two things. */
function referenceFaults(guide: Guide, sheets: ReadonlyMap<string, Sheet>, find: Finder): void {
  const leads = (path: readonly PropertyKey[], to: Target): void => {
    if ('step' in to && !guide.steps[to.step])
      find.report(path, `step "${to.step}" does not exist.`, 'Correct its name.')
    if ('sheet' in to && !sheets.has(to.sheet))
      find.report(path, `sheet "${to.sheet}" does not exist.`, 'Correct its id.')
  }
  leads(['start'], { step: guide.start })
  leads(['after'], { step: guide.after })
  guide.smalltalk.forEach(({ to }, index) => {
    leads(['smalltalk', index, 'to'], to)
  })
  const ids = new Set<string>()
  for (const { path, choice } of placedChoices(guide)) {
    leads([...path, 'to'], choice.to)
    labelFaults(path, choice, find)
    if (ids.has(choice.id))
      find.report([...path, 'id'], `"${choice.id}" is used twice.`, 'Give each choice its own id.')
    ids.add(choice.id)
  }
  const agent = guide.always.find(({ id }) => id === 'agent')
  if (!agent || !('human' in agent.to)) {
    find.report(['always'], 'the choice "agent" is not offered everywhere.', 'Add { id: agent, to: { human: asked } }.')
  }
  for (const [name, step] of Object.entries(guide.steps)) {
    find.text(['steps', name, 'text'], step.text)
    wordFaults(name, [...step.choices, ...guide.always], find)
  }
}

function labelFaults(path: readonly PropertyKey[], { label, words }: Choice, find: Finder): void {
  find.text([...path, 'label'], label)
  for (const language of LANGUAGES) {
    const { length } = label[language]
    if (length > LABEL) {
      find.report([...path, 'label', language], `a label of ${length} characters.`, `Shorten it to ${LABEL} at most.`)
    }
    if (words && words[language].length === 0) {
      find.report([...path, 'words', language], 'no words in this language.', 'Write some, as in the other one.')
    }
  }
}

function wordFaults(step: string, choices: readonly Choice[], find: Finder): void {
  const means = new Map<string, string>()
  for (const { id, label, words } of choices) {
    for (const word of new Set([label.fr, label.en, ...(words?.fr ?? []), ...(words?.en ?? [])].map(lower))) {
      const other = means.get(word)
      if (other && other !== id) {
        find.report(['steps', step, 'choices'], `"${word}" means both ${other} and ${id}.`, 'Keep it for one choice.')
      }
      means.set(word, id)
    }
  }
}

const lower = (word: string): string => word.toLowerCase()

import type { Guide } from '../guide/schema.ts'
import type { Sheet } from '../sheets/schema.ts'
import type { Finder } from './finder.ts'
import { namesNumbers } from './guide-faults.ts'

/** What can be come to from a step by choices alone. */
interface Reach {
  readonly steps: ReadonlySet<string>
  readonly human: boolean
  readonly numbers: boolean
}

const inBoth = (text: { fr: string; en: string }): boolean => namesNumbers(text.fr) && namesNumbers(text.en)

/** Walks every choice from one step, as far as choices lead. */
export function reachFrom(start: string, guide: Guide, sheets: ReadonlyMap<string, Sheet>): Reach {
  const steps = new Set<string>()
  const open = [start]
  let human = false
  let numbers = false
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = guide.steps[name]
    if (!step || steps.has(name)) continue
    steps.add(name)
    numbers ||= inBoth(step.text)
    for (const { to } of [...step.choices, ...guide.always]) {
      if ('step' in to) open.push(to.step)
      if ('sheet' in to) {
        open.push(guide.after)
        const sheet = sheets.get(to.sheet)
        numbers ||= sheet !== undefined && inBoth(sheet.body)
      }
      if ('human' in to) {
        human = true
        numbers ||= to.human === 'danger' && inBoth(guide.lines.danger)
      }
    }
  }
  return { steps, human, numbers }
}

/** No dead end: from every step a human and the emergency numbers; and no step that nobody can come to. */
export function walkFaults(guide: Guide, sheets: ReadonlyMap<string, Sheet>, find: Finder): void {
  const first = reachFrom(guide.start, guide, sheets)
  const called = new Set([guide.start, guide.after, ...guide.smalltalk.map(({ to }) => to.step)])
  const met = new Set([...called].flatMap((name) => [...reachFrom(name, guide, sheets).steps]))
  for (const name of Object.keys(guide.steps)) {
    const reach = name === guide.start ? first : reachFrom(name, guide, sheets)
    if (!reach.human) find.report(['steps', name], 'no choice leads to a human.', 'Offer the choice "agent".')
    if (!reach.numbers) {
      find.report(['steps', name], 'no choice leads to 17, 112 and 114.', 'Offer a choice that shows the numbers.')
    }
    if (!met.has(name)) find.report(['steps', name], 'no choice leads here.', 'Link it from a step, or remove it.')
  }
}

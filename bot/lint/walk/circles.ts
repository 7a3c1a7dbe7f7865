import type { Guide } from '../../guide/schema.ts'
import type { Finder } from '../finder.ts'

/**
 * A loop without exit: steps whose own choices only lead to each other, never to an answer nor to a human. The way out
 * that stands under every step does not count: nobody should need it because the guide goes round in circles.
 */
export function circleFaults(guide: Guide, find: Finder): void {
  const leads = new Set<string>()
  for (let grew = true; grew; ) {
    grew = false
    for (const [name, { choices }] of Object.entries(guide.steps)) {
      if (leads.has(name) || !choices.some(({ to }) => !('step' in to) || leads.has(to.step))) continue
      leads.add(name)
      grew = true
    }
  }
  for (const [name, { choices }] of Object.entries(guide.steps)) {
    if (!leads.has(name)) {
      find.report(
        ['steps', name],
        'its choices go round in circles: no answer, no human.',
        'Let one lead to an answer.',
      )
    }
    choices.forEach(({ to }, index) => {
      if (!('step' in to) || to.step !== name) return
      find.report(['steps', name, 'choices', index], 'it leads back to its own step.', 'Lead it somewhere else.')
    })
  }
}

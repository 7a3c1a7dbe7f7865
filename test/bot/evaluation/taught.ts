import { loadGuide } from '../../../bot/guide/load.ts'
import type { Taught } from './lessons.ts'

const DESKS = new URL('../../../inbox/desks/', import.meta.url).pathname
const GUIDED = ['brigade-numerique', 'commissariat-numerique']

/** The sheets and what the guides offer, as they are written today. The danger button is no lesson in calm. */
export async function readTaught(): Promise<Taught> {
  const guides = await Promise.all(GUIDED.map((desk) => loadGuide(`${DESKS}${desk}`)))
  const choices = guides.flatMap((loaded) => [...loaded.choices.values()])
  const calm = choices.filter(({ to }) => !('human' in to && to.human === 'danger'))
  const offered = calm.flatMap(({ label, words }) => [label.fr, label.en, ...(words?.fr ?? []), ...(words?.en ?? [])])
  return { sheets: [...(guides[0]?.sheets.values() ?? [])], offered: [...new Set(offered)].sort() }
}

import type { Read } from '../../bot/evaluation/readings.ts'

interface Mistake {
  readonly what: string
  /** How much it would hurt somebody. */
  readonly weight: number
}

/** What was wrong with one reading, the worst thing first. */
function wrongIn({ item: { labels, sheets }, reading }: Read): Mistake | undefined {
  const first = reading.found.hits[0]?.id
  if (labels?.urgent === 'yes' && reading.danger === 'none') {
    return { what: 'danger not seen', weight: labels.hard === 'must' ? 5 : 4 }
  }
  if (labels?.urgent === 'no' && reading.danger === 'hard') return { what: 'called an emergency', weight: 3 }
  if (reading.found.answered && first && !sheets.includes(first)) {
    return { what: `answered with ${first}`, weight: labels?.scope === 'elsewhere' ? 2.5 : 2 }
  }
  if (labels && labels.intent !== reading.intent)
    return { what: `${labels.intent} read as ${reading.intent}`, weight: 1 }
  return undefined
}

const SHOWN = 160

/** The worst mistakes, some of each kind; with their words only where they may be read. */
export function mistakes(reads: readonly Read[], most: number, inWords: boolean): string {
  const wrong = reads.flatMap((one) => {
    const mistake = wrongIn(one)
    return mistake ? [{ ...mistake, item: one.item }] : []
  })
  const weights = [...new Set(wrong.map(({ weight }) => weight))].sort((one, other) => other - one)
  return weights
    .flatMap((weight) => wrong.filter((one) => one.weight === weight).slice(0, most))
    .map(({ what, item }) => {
      const words = inWords ? ` ${item.text.replace(/\s+/g, ' ').slice(0, SHOWN)}` : ''
      return `- ${item.id} ${what}${words === '' ? '' : `:${words}`}`
    })
    .join('\n')
}

import type { Item } from '../read/item.ts'
import type { Station } from '../station/station.ts'

/** stored: it was new · known: it was there · own: ours, coming back */
export type Taken = 'stored' | 'known' | 'own'

/**
 * Hands one item to the inbox. What our account wrote comes back too: what we sent ourselves is dropped, what a colleague
 * wrote in X's own application is shown as ours, so that the bot holds its tongue. Throws what the sink throws.
 */
export async function take(station: Station, item: Item): Promise<Taken> {
  const { externalId, at, raw, content, own, wireId } = item
  if (own !== undefined) {
    if (own.to === '') return 'own'
    // The answer to our own request may come later than the event about it.
    await station.journal.settled()
    if (station.journal.recognises(wireId, own.text) || (await station.sink.knows(wireId))) return 'own'
  }
  const { duplicate } = await station.sink.receive({ externalId, at, raw, content })
  return duplicate ? 'known' : 'stored'
}

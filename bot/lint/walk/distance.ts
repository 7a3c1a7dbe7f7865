import type { Place, Way } from './walk.ts'

/**
 * Gestures from each place to the nearest one that gives what is looked for: 0 when it is said there already, 1 when one
 * press leads to it. Only what is offered counts: nobody has to know a word. Absent: never.
 */
export function distances(
  places: ReadonlyMap<string, Place>,
  here: (place: Place) => boolean,
  gives: (way: Way) => boolean,
): Map<string, number> {
  const known = new Map<string, number>()
  for (const place of places.values()) {
    if (here(place)) known.set(place.key, 0)
    else if (offeredWays(place).some(gives)) known.set(place.key, 1)
  }
  for (let grew = true; grew; ) {
    grew = false
    for (const place of places.values()) {
      const next = Math.min(...offeredWays(place).map(({ to }) => known.get(to) ?? Number.POSITIVE_INFINITY)) + 1
      if (next < (known.get(place.key) ?? Number.POSITIVE_INFINITY)) {
        known.set(place.key, next)
        grew = true
      }
    }
  }
  return known
}

const offeredWays = ({ ways }: Place): Way[] => ways.filter(({ gesture }) => gesture.offered)

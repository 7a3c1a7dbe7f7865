import { asId, asList, asObject, asText, type Json } from './json.ts'
import { wellFormed } from './text.ts'

/**
 * Names by user id, from wherever a payload keeps them: `includes.users`, a `users` map, each one bare or inside `data`
 * (https://docs.x.com/x-api/activity/event-payloads shows all four).
 */
export function peopleIn(...places: readonly unknown[]): ReadonlyMap<string, Json> {
  const people = new Map<string, Json>()
  for (const place of places) {
    const all = Array.isArray(place) ? asList(place) : Object.values(asObject(place))
    for (const one of all.map(asObject)) {
      const user = one['data'] === undefined ? one : asObject(one['data'])
      const id = asId(user['id'])
      if (id !== '') people.set(id, user)
    }
  }
  return people
}

export const handleOf = (people: ReadonlyMap<string, Json>, id: string): string =>
  asText(people.get(id)?.['username'] ?? people.get(id)?.['screen_name'])

/** "Display name @handle", as people know each other there. */
export function nameOf(people: ReadonlyMap<string, Json>, id: string): string | undefined {
  const handle = handleOf(people, id)
  const name = wellFormed(asText(people.get(id)?.['name']))
  return [name, handle === '' ? '' : `@${handle}`].filter((part) => part !== '').join(' ') || undefined
}

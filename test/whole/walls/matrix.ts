import Router from '@koa/router'
import { vi } from 'vitest'
import { type Answer, ask } from '../client.ts'
import { cases, nowhere, type Probe, type Target } from './cases.ts'
import { blind, outside, type World } from './world.ts'

/** Every router that the work mounts, as `METHOD /path`: what is there, not what somebody wrote down. */
export async function routesMounted(work: () => Promise<void>): Promise<string[]> {
  const mounted = vi.spyOn(Router.prototype, 'routes')
  try {
    await work()
    const routers = new Set(mounted.mock.contexts as Router[])
    const routes = [...routers].flatMap(({ stack }) =>
      stack.flatMap(({ methods, path }) => methods.filter((one) => one !== 'HEAD').map((one) => `${one} ${path}`)),
    )
    return [...new Set(routes)].sort()
  } finally {
    mounted.mockRestore()
  }
}

const send = (world: World, route: string, { path, body, raw }: Probe, headers: Readonly<Record<string, string>>) => {
  const method = route.split(' ')[0] ?? 'GET'
  const sent = raw === undefined ? (method === 'GET' || body === undefined ? {} : { body }) : { raw }
  return ask(world.origin, path, { method, headers, ...sent })
}

/** Wrong tries are counted by login and clock, whether it exists or not: which of two is the first too many is chance. */
const shown = ({ status, code }: Answer) => (code === 'slow-down' ? '401 sign-in' : `${status} ${code}`)

/** Which desks' secrets must not be seen by this person. */
function hidden(world: World, who: string): readonly string[] {
  const own = blind.has(who) || outside.has(who) ? world.nord.secrets : []
  return [...world.sud.secrets, ...own]
}

const leaked = (text: string, secrets: readonly string[]) => secrets.filter((secret) => text.includes(secret))

/** One request for what is behind the wall and one for what does not exist: 2xx, a secret or a difference is a leak. */
async function probe(world: World, who: string, route: string, target: Target, own: Target): Promise<string[]> {
  const make = cases[route]
  if (make === undefined) return [`${route}: nobody has written how it could be abused`]
  const headers = world.people.get(who) ?? {}
  const empty = nowhere()
  const found: string[] = []
  const [real, unreal] = [make(target, own), make(empty, own)]
  for (const [index, one] of real.entries()) {
    const answer = await send(world, route, one, headers)
    const other = one.once ? answer : await send(world, route, unreal[index] ?? one, headers)
    const told = `${who}: ${route} (${index})`
    // What was asked for comes back in no answer, so a secret in it was not in the question.
    const asked = JSON.stringify(one)
    const secrets = hidden(world, who).filter((secret) => !asked.includes(secret))
    for (const secret of leaked(answer.text, secrets)) found.push(`${told} shows ${secret}`)
    const allowed = one.open === true && !outside.has(who)
    if (answer.status < 300 && !allowed) found.push(`${told} answers ${answer.status}`)
    if (shown(answer) !== shown(other)) found.push(`${told} answers ${shown(answer)}, and ${shown(other)} for nothing`)
    if (allowed && route === 'GET /api/queue' && answer.status === 200) {
      if (index > 0 && index < 4 && answer.text !== other.text) found.push(`${told} tells the two apart`)
    }
  }
  return found
}

/** Every route × this person × everything behind the other desk's wall (and behind their own, for those who may see none). */
export async function reach(world: World, who: string, routes: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const { nord, sud } = world
  const last = 'DELETE /api/session'
  for (const route of [...routes.filter((one) => one !== last), ...routes.filter((one) => one === last)]) {
    found.push(...(await probe(world, who, route, sud, nord)))
    // An administrator connects the channels of their own desk, an editor writes its answers: neither sees a conversation.
    const writes = who === 'editor' && route.includes('/api/knowledge/') && !route.includes('/asked/')
    const theirs = (who === 'admin' && route.includes('/api/channels/')) || writes
    const none = (blind.has(who) && !theirs) || outside.has(who)
    if (none && route.includes(':id')) found.push(...(await probe(world, who, route, nord, sud)))
  }
  return found
}

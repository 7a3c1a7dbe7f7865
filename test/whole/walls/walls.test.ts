import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Conflict, type Inbox } from '../../../inbox/index.ts'
import { ask } from '../client.ts'
import { behind } from './behind.ts'
import { cases, forAll } from './cases.ts'
import { reach, routesMounted } from './matrix.ts'
import { everyone, openWorld, type World } from './world.ts'

let world: World
let routes: string[]
/** How both desks look to those who may look: unchanged at the end. */
let before: string

const reachable = (all: readonly string[]) => all.filter((route) => !forAll.some((open) => open.test(route)))
const withoutPages = (all: readonly string[]) =>
  reachable(all).filter((route) => !/parler|talk|chat\/:desk/.test(route))

async function look(of: World): Promise<string> {
  const seen = []
  for (const desk of ['nord', 'sud'] as const) {
    const headers = of.keepers[desk]
    const at = `/api/conversations/${of[desk].conversation}`
    for (const path of ['/api/queue?view=all', '/api/counts', at, `${at}/messages?after=0`]) {
      seen.push((await ask(of.origin, path, { headers })).text)
    }
  }
  return seen.join('\n')
}

beforeAll(async () => {
  routes = await routesMounted(async () => {
    world = await openWorld({ mongo: inject('mongo') })
  })
  before = await look(world)
})
afterAll(() => world.close())

describe('The wall around a desk', () => {
  it('has a case for every route of the product, found by walking the routers', () => {
    expect(routes.length).toBeGreaterThan(40)
    expect(withoutPages(routes).filter((route) => cases[route] === undefined)).toEqual([])
    expect(Object.keys(cases).filter((route) => !routes.includes(route))).toEqual([])
  })

  it('opens every route to those who belong there, so that a refusal means something', async () => {
    const { sud, keepers, origin } = world
    for (const path of [
      `/api/conversations/${sud.conversation}`,
      `/files/staff/${sud.conversation}/${sud.file}`,
      '/api/knowledge/sud',
    ]) {
      const { status, text } = await ask(origin, path, { headers: keepers.sud })
      expect(status).toBe(200)
      expect(sud.secrets.some((secret) => text.includes(secret))).toBe(true)
    }
  })

  it.each(everyone)('shows nothing of another desk to: %s', async (who) => {
    expect(await reach(world, who, withoutPages(routes))).toEqual([])
  })

  it('was not moved by all that knocking', async () => {
    const now = await look(world)
    // A desk's own agent may take, note and answer there; the other desk has nothing new at all.
    expect(now.split('\n').slice(4)).toEqual(before.split('\n').slice(4))
  })
})

type Staff = ReturnType<Inbox['as']>

/** Faults that somebody could write one day: the verbs are given the reader of every desk. */
const planted: Readonly<Record<string, (all: Staff) => Partial<Staff>>> = {
  'an opening that forgets the desks': ({ open, draft }) => ({ open, draft }),
  'a list that forgets the desks': ({ queue }) => ({ queue }),
  'a list of colleagues that forgets the desks': ({ colleagues }) => ({ colleagues }),
  'a shelf that forgets the desks': ({ shelf }) => ({ shelf }),
  'a refusal that says that it exists': ({ open }) => ({
    take: async (id) => {
      await open(id)
      throw new Conflict('taken')
    },
  }),
}

describe('The matrix', () => {
  let leaky: World
  let plant: (all: Staff) => Partial<Staff> = () => ({})
  beforeAll(async () => {
    const between = (inbox: Inbox) => behind(inbox, (all) => plant(all))
    leaky = await openWorld({ mongo: inject('mongo'), crowd: Object.keys(planted), between })
  })
  afterAll(() => leaky.close())

  it.each(Object.keys(planted))('finds %s', async (fault) => {
    plant = planted[fault] ?? plant
    expect(await reach(leaky, fault, withoutPages(routes))).not.toEqual([])
  })

  it('finds a route that nobody thought of', async () => {
    expect(await reach(world, 'agent', ['GET /api/new/:id'])).toEqual([
      'GET /api/new/:id: nobody has written how it could be abused',
    ])
  })
})

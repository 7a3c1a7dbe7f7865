import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Accounts, NewAgent } from '../../../inbox/index.ts'
import { agentsAtStart } from '../../../web/demo/agents.ts'
import { announcement } from '../../../web/demo/announce.ts'
import { demoMail } from '../../../web/demo/mailbox.ts'
import { demoNetworks } from '../../../web/demo/networks.ts'
import { double } from '../double.ts'

const { inbox } = double()
function book(given: NewAgent[] = []) {
  const people = [...given]
  const accounts = {
    list: async () =>
      people.map(({ login, name, secondFactor }) => ({
        login,
        name,
        desks: [],
        secondFactor: secondFactor !== false,
        disabled: false,
      })),
    add: async (agent: NewAgent) => {
      people.push(agent)
      return {}
    },
  } as unknown as Accounts
  return { people, accounts }
}
const own: NewAgent = { login: 'paul', name: 'Paul', password: 'x', roles: {}, secondFactor: true }

describe('who may sign in at the start', () => {
  test('a demonstration makes its own people once, and prints them at every start', async () => {
    const { people, accounts } = book()
    const settings = { production: false, demo: true }
    const first = await agentsAtStart(accounts, inbox.desks, settings)
    expect(await agentsAtStart(accounts, inbox.desks, settings)).toEqual(first)
    expect(people).toHaveLength(5)
    expect(Object.keys(people.find(({ login }) => login === 'claire')?.roles ?? {})).toEqual(['un'])
    const said = announcement({ publicUrl: 'http://localhost:3000', port: 3000, demo: true }, 3000, first, 'a@b')
    for (const { login, password } of first) expect(said).toContain(`${login.padEnd(8)} ${password}`)
    expect(said).toContain('http://localhost:3000/playground')
  })
  test('a house with agents of its own gets none', async () => {
    const { people, accounts } = book([own])
    expect(await agentsAtStart(accounts, inbox.desks, { production: false, demo: true })).toEqual([])
    expect(people).toHaveLength(1)
  })
  test('production makes nobody, and refuses demo agents and those without a second factor', async () => {
    const settings = { production: true, demo: false }
    expect(await agentsAtStart(book([own]).accounts, inbox.desks, settings)).toEqual([])
    const weak = book([{ ...own, secondFactor: false }])
    await expect(agentsAtStart(weak.accounts, inbox.desks, settings)).rejects.toThrow(/second factor/)
    const demo = book()
    await agentsAtStart(demo.accounts, inbox.desks, { production: false, demo: true })
    await expect(agentsAtStart(demo.accounts, inbox.desks, settings)).rejects.toThrow(/demo agent/)
  })
  test('production says nothing of a demonstration', () => {
    const said = announcement({ publicUrl: 'https://p.example', port: 443, demo: false }, 443, [], undefined)
    expect(said).not.toMatch(/playground|demo/i)
  })
})

describe('the demo mailbox', () => {
  const open = async () => ({ settings: () => ({}), letters: () => [], write: async () => '', close: async () => {} })
  const chat = { kind: 'chat', parse: () => ({}) }
  const hand = {
    kind: 'hand',
    parse: (settings: unknown) => {
      if (Object.keys(settings as object).length === 0) throw new Error('host is missing')
      return {}
    },
  }
  test('serves the first channel that cannot open by its own settings', async () => {
    expect(await demoMail(inbox.desks, {}, [chat, hand], open)).toMatchObject({
      channel: 'un/guichet',
      address: 'un.guichet@permanence.invalid',
    })
  })
  test('leaves alone what an operator has set', async () => {
    const given = { 'un/guichet': { host: 'a' }, 'deux/guichet': { host: 'b' } }
    expect(await demoMail(inbox.desks, given, [chat, hand], open)).toBeUndefined()
    expect(await demoMail(inbox.desks, {}, [chat, { ...hand, parse: () => ({}) }], open)).toBeUndefined()
  })
})

describe('the networks on this machine', () => {
  const simulators = new URL('../../simulators', import.meta.url).pathname
  const kinds = readdirSync(simulators).filter((kind) => existsSync(join(simulators, kind, 'stand.ts')))
  const desks = inbox.desks.map((desk, at) => ({
    ...desk,
    channels: at === 0 ? [...kinds, 'pigeon'].map((kind) => ({ id: kind, kind, name: kind, settings: {} })) : [],
  }))
  test('stand for the channels that nobody has set, and end with the product; a kind without one is left alone', async () => {
    const nets = await demoNetworks(desks, {}, {})
    expect(Object.keys(nets.channelSettings).sort()).toEqual(kinds.map((kind) => `un/${kind}`).sort())
    expect(nets.networks).toHaveLength(kinds.length)
    const all = Object.values(nets.reach).map((at) => `http://${at}/`)
    expect(all).toHaveLength(kinds.length)
    for (const at of all) expect((await fetch(at)).status).toBeGreaterThan(399)
    await nets.close()
    for (const at of all) await expect(fetch(at)).rejects.toThrow()
  })
  test('leave alone what an operator has set or led elsewhere', async () => {
    const [first = 'pigeon', ...others] = kinds
    const reach = Object.fromEntries(others.map((kind) => [kind, '127.0.0.1:9']))
    const nets = await demoNetworks(desks, { [`un/${first}`]: { account: {} } }, reach)
    expect(nets).toMatchObject({ networks: [], channelSettings: {}, reach })
    expect(nets.reach[first]).toBeUndefined()
    await nets.close()
  })
})

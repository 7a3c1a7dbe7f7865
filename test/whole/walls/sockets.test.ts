import { Socket } from 'socket.io'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import type { Inbox } from '../../../inbox/index.ts'
import { ask, type Ear, freshId, listenAt, ticketOf, write } from '../client.ts'
import { behind } from './behind.ts'
import { blind, everyone, openWorld, outside, type World } from './world.ts'

let world: World
const ears = new Map<string, Ear>()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const own = new Set(['disconnect', 'error'])

/** What clients may say on each namespace, as the product really listens. */
const heardEvents = new Set<string>()

beforeAll(async () => {
  const listening = vi.spyOn(Socket.prototype, 'on')
  world = await openWorld({ mongo: inject('mongo') })
  for (const who of everyone.filter((one) => !outside.has(one))) {
    ears.set(who, await listenAt(world.origin, '/console', { headers: { ...world.people.get(who) } }))
  }
  ears.set('keeper', await listenAt(world.origin, '/console', { headers: { ...world.keepers.sud } }))
  const visitor = await listenAt(world.origin, '/chat', { auth: { ticket: world.nord.ticket, after: 0 } })
  ears.set('visitor', visitor)
  for (const [index, [event]] of listening.mock.calls.entries()) {
    const socket = listening.mock.contexts[index] as Socket
    if (!own.has(String(event))) heardEvents.add(`${socket.nsp.name} ${String(event)}`)
  }
  listening.mockRestore()
})
afterAll(async () => {
  for (const { socket } of ears.values()) socket.close()
  await world.close()
})

/** How each event could reach behind the wall. */
const cases: Readonly<Record<string, (world: World) => readonly unknown[]>> = {
  '/console typing': ({ sud }) => [
    { conversation: sud.conversation, on: true },
    { conversation: { $gt: '' }, on: true },
    { conversation: [sud.conversation], on: true },
    null,
  ],
  '/chat say': ({ sud }) => [
    { clientId: freshId(), text: 'x', uploads: [sud.upload] },
    { clientId: freshId(), text: 'x', ticket: sud.ticket },
    { clientId: freshId(), text: 'x', conversation: sud.conversation },
    { clientId: { $gt: '' }, text: 'x' },
    { clientId: freshId(), text: { $where: '1' } },
  ],
  '/chat got': ({ sud }) => [{ seq: 1, conversation: sud.conversation }, { seq: { $gt: 0 } }, { seq: 1e12 }, null],
  '/chat read': ({ sud }) => [{ seq: 1, conversation: sud.conversation }, { seq: -1 }],
  '/chat typing': ({ sud }) => [{ on: true, conversation: sud.conversation }, { on: 'true' }],
}

/** Everything that makes events behind the wall: a message, typing, a note, an answer, a read mark. */
async function live(of: World): Promise<void> {
  const { origin, sud, keepers } = of
  const [secret] = sud.secrets
  const talk = await listenAt(origin, '/chat', { auth: { ticket: sud.ticket, after: 0 } })
  await write(origin, sud.ticket, `Encore ${secret}`)
  talk.socket.emit('typing', { on: true })
  talk.socket.emit('read', { seq: 1 })
  const at = `/api/conversations/${sud.conversation}`
  const post = (verb: string, body: object) =>
    ask(origin, `${at}/${verb}`, { method: 'POST', body, headers: keepers.sud })
  await post('take', {})
  await post('note', { text: `Note ${secret}`, clientId: freshId() })
  await post('reply', { text: `Réponse ${secret}`, seen: 99, clientId: freshId() })
  await pause(300)
  talk.socket.close()
}

function leaks(of: World, heard: ReadonlyMap<string, Ear>): string[] {
  return [...heard].flatMap(([who, { frames }]) => {
    const secrets = [...of.sud.secrets, ...(blind.has(who) ? of.nord.secrets : [])]
    return who === 'keeper'
      ? []
      : secrets.filter((one) => frames.join('\n').includes(one)).map((one) => `${who}: ${one}`)
  })
}

describe('The wall, on sockets', () => {
  it('has a case for every event that a client may send, found by watching what is listened to', () => {
    expect([...heardEvents].sort()).toEqual(Object.keys(cases).sort())
  })

  it('lets nobody in who is disabled, killed or signed out', async () => {
    for (const who of outside) {
      const knocking = listenAt(world.origin, '/console', { headers: { ...world.people.get(who) } })
      await expect(knocking).rejects.toMatchObject({ data: { code: 'signed-out' } })
    }
  })

  it('lets no visitor in with a ticket that was changed, made up or taken from another channel', async () => {
    const { ticket } = world.sud
    const other = world.nord.ticket
    // The conversation of one ticket under the signature of another.
    const grafted = ticket.slice(0, 20) + other.slice(20)
    const forged = [
      grafted,
      `${ticket}a`,
      `a${ticket.slice(1)}`,
      '',
      'null',
      { $gt: '' },
      ['a'],
      `${ticket.toUpperCase()}é`,
    ]
    for (const one of forged) {
      const knocking = listenAt(world.origin, '/chat', { auth: { ticket: one, after: 0 } })
      await expect(knocking).rejects.toMatchObject({ data: { code: 'ticket' } })
    }
  })

  it('brings an agent all of their own desk, and nobody a word, name or number of another', async () => {
    await live(world)
    const [secret = ''] = world.sud.secrets
    expect(ears.get('keeper')?.frames.join('\n')).toContain(secret)
    await write(world.origin, world.nord.ticket, `Ici ${world.nord.secrets[0]}`)
    await pause(200)
    expect(ears.get('agent')?.frames.join('\n')).toContain(world.nord.secrets[0])
    expect(leaks(world, ears)).toEqual([])
  })

  it('lets no event act on the other side of the wall', async () => {
    const keeper = ears.get('keeper')
    const before = keeper?.frames.length
    const at = `/api/conversations/${world.sud.conversation}/messages?after=0`
    const talk = (await ask(world.origin, at, { headers: world.keepers.sud })).text
    for (const [name, make] of Object.entries(cases)) {
      const [namespace = '', event = ''] = name.split(' ')
      for (const [who, ear] of ears) {
        if (who === 'keeper' || (namespace === '/chat') !== (who === 'visitor')) continue
        for (const said of make(world)) {
          if (event !== 'say') ear.socket.emit(event, said)
          else expect(await ear.socket.timeout(3000).emitWithAck('say', said)).toMatchObject({ ok: false })
        }
      }
    }
    await pause(300)
    expect(keeper?.frames.length).toBe(before)
    expect((await ask(world.origin, at, { headers: world.keepers.sud })).text).toBe(talk)
    expect(leaks(world, ears)).toEqual([])
  })

  it('would be seen to leak if events went to every desk', async () => {
    const between = (inbox: Inbox) => behind(inbox, ({ watch }) => ({ watch }))
    const leaky = await openWorld({ mongo: inject('mongo'), crowd: ['agent'], between })
    const ear = await listenAt(leaky.origin, '/console', { headers: { ...leaky.people.get('agent') } })
    await live(leaky)
    expect(leaks(leaky, new Map([['agent', ear]]))).not.toEqual([])
    ear.socket.close()
    await leaky.close()
  })
})

describe('A revoked agent', () => {
  it('is cut off at once, and does not come back with the old cookie', async () => {
    const headers = { ...world.people.get('listener') }
    const ear = await listenAt(world.origin, '/console', { headers })
    const gone = new Promise<string>((resolve) => ear.socket.once('disconnect', resolve))
    await world.inbox.accounts.disable('p-listener')
    expect(await gone).toBe('io server disconnect')
    await expect(listenAt(world.origin, '/console', { headers })).rejects.toMatchObject({
      data: { code: 'signed-out' },
    })
  })
})

describe('A visitor', () => {
  it('reaches nothing of another conversation: no message, file, upload, and no door of staff', async () => {
    const { origin, nord, sud } = world
    const ticket = await ticketOf(origin, 'nord/discussion')
    await write(origin, ticket, 'Bonjour')
    const bearer = { Authorization: `Bearer ${ticket}` }
    const talk = await ask(origin, '/chat/messages', { headers: bearer })
    expect(talk.status).toBe(200)
    for (const secret of [...nord.secrets, ...sud.secrets]) expect(talk.text).not.toContain(secret)
    const missing = '0'.repeat(24)
    for (const file of [nord.file, sud.file, missing]) {
      expect(await ask(origin, `/files/chat/${file}`, { headers: bearer })).toMatchObject({
        status: 404,
        code: 'not-found',
      })
    }
    for (const upload of [nord.upload, sud.upload, 'AAAAAAAAAAAAAAAAAAAAAA']) {
      const said = { method: 'POST', headers: bearer, body: { clientId: freshId(), text: 'x', uploads: [upload] } }
      expect(await ask(origin, '/chat/messages', said)).toMatchObject({ status: 422, code: 'upload-unknown' })
    }
    for (const path of [
      '/api/me',
      '/api/queue',
      `/api/conversations/${nord.conversation}`,
      `/files/staff/${nord.conversation}/${nord.file}`,
    ]) {
      for (const headers of [bearer, { Cookie: `permanence=${ticket}` }, { Cookie: `talk=${ticket}` }]) {
        expect((await ask(origin, path, { headers })).status).toBe(401)
      }
    }
  })

  it('opens their own file with their own ticket alone', async () => {
    const { origin, sud } = world
    const path = `/files/chat/${sud.file}`
    expect((await ask(origin, path, { headers: { Authorization: `Bearer ${sud.ticket}` } })).status).toBe(200)
    expect((await ask(origin, path)).status).toBe(401)
    expect((await ask(origin, path, { headers: world.keepers.sud })).status).toBe(401)
    expect((await ask(origin, `${path}?ticket=${sud.ticket}`)).status).toBe(401)
  })
})

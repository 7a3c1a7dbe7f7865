import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Inbox } from '../../inbox/index.ts'
import { openHouse } from './house.ts'

let inbox: Inbox
// From now on: the database removes by its own clock what expired long ago.
let clock = Date.now()
const minutes = (count: number) => count * 60_000
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const code = (at = clock) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
const claire = { login: 'claire', password: 'une phrase assez longue' }
const hugo = { login: 'hugo', password: 'une autre phrase longue' }

beforeAll(async () => {
  inbox = (await openHouse(inject('mongo'), { now: () => clock, sessionHours: 3 })).inbox
  await inbox.accounts.add({ ...claire, name: 'Claire', roles: { nord: ['agent'] }, secondFactor: false })
  await inbox.accounts.add({ ...hugo, name: 'Hugo', roles: { sud: ['supervisor'] }, secondFactor: secret })
})
afterAll(() => inbox.close())

it('an agent signs in and reads their own desks; a stored copy of the session opens nothing', async () => {
  const session = await inbox.accounts.signIn(claire)
  expect([...session.reader.roles.keys()]).toEqual(['nord'])
  expect((await inbox.accounts.session(session.token))?.reader.name).toBe('Claire')
  expect(await inbox.accounts.session(inbox.accounts.idOf(session.token))).toBeUndefined()
})

it('a wrong password and an unknown login are told apart by nobody', async () => {
  await expect(inbox.accounts.signIn({ ...claire, password: 'non' })).rejects.toMatchObject({ code: 'sign-in' })
  await expect(inbox.accounts.signIn({ login: 'personne', password: 'non' })).rejects.toMatchObject({ code: 'sign-in' })
})

it('wrong passwords make the next try wait, longer each time, and time heals it', async () => {
  for (let i = 0; i < 4; i += 1)
    await expect(inbox.accounts.signIn({ login: 'lent', password: 'non' })).rejects.toMatchObject({ code: 'sign-in' })
  await expect(inbox.accounts.signIn({ login: 'lent', password: 'non' })).rejects.toMatchObject({ code: 'slow-down' })
  clock += minutes(1)
  await expect(inbox.accounts.signIn({ login: 'lent', password: 'non' })).rejects.toMatchObject({ code: 'sign-in' })
})

it('a second factor is asked for, serves once, and may be one step early or late, not two', async () => {
  await expect(inbox.accounts.signIn(hugo)).rejects.toMatchObject({ code: 'second-factor' })
  const old = code(clock - 60_000)
  await expect(inbox.accounts.signIn({ ...hugo, code: old })).rejects.toMatchObject({ code: 'second-factor' })
  const late = code(clock - 30_000)
  expect((await inbox.accounts.signIn({ ...hugo, code: late })).login).toBe('hugo')
  await expect(inbox.accounts.signIn({ ...hugo, code: late })).rejects.toMatchObject({ code: 'second-factor' })
  expect((await inbox.accounts.signIn({ ...hugo, code: code() })).login).toBe('hugo')
})

it('a killed session ends at once and tells its sockets; a colleague cannot kill it', async () => {
  const one = await inbox.accounts.signIn(claire)
  const two = await inbox.accounts.signIn(claire)
  const ended: unknown[] = []
  const stop = inbox.accounts.onEnd((end) => ended.push(end))
  clock += minutes(1)
  const other = await inbox.accounts.signIn({ ...hugo, code: code() })
  await expect(inbox.accounts.kill(other.reader, inbox.accounts.idOf(one.token))).rejects.toMatchObject({
    code: 'not-found',
  })
  await inbox.accounts.kill(two.reader, inbox.accounts.idOf(one.token))
  expect(await inbox.accounts.session(one.token)).toBeUndefined()
  expect(await inbox.accounts.session(two.token)).toBeDefined()
  expect(ended).toEqual([{ agent: one.reader.agent, session: inbox.accounts.idOf(one.token) }])
  stop()
})

it('a session ends when nobody uses it, and after its hours however busy', async () => {
  const idle = await inbox.accounts.signIn(claire)
  clock += minutes(121)
  expect(await inbox.accounts.session(idle.token)).toBeUndefined()
  const busy = await inbox.accounts.signIn(claire)
  for (let i = 0; i < 2; i += 1) {
    clock += minutes(80)
    expect(await inbox.accounts.session(busy.token)).toBeDefined()
  }
  clock += minutes(30)
  expect(await inbox.accounts.session(busy.token)).toBeUndefined()
})

it('a disabled account loses every session and cannot come back until it is reset', async () => {
  const session = await inbox.accounts.signIn(claire)
  await inbox.accounts.disable('claire')
  expect(await inbox.accounts.session(session.token)).toBeUndefined()
  await expect(inbox.accounts.signIn(claire)).rejects.toMatchObject({ code: 'sign-in' })
  await inbox.accounts.reset('claire', 'encore une phrase longue')
  expect((await inbox.accounts.signIn({ login: 'claire', password: 'encore une phrase longue' })).login).toBe('claire')
  await expect(inbox.accounts.add({ ...claire, name: 'Double', roles: {}, secondFactor: false })).rejects.toMatchObject(
    {
      code: 'login-taken',
    },
  )
})

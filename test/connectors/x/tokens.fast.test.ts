import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { xClient } from '../../simulators/x/sign/oauth2.ts'
import { until } from '../memory-sink.ts'
import { ended, outbound, rig } from './rig.ts'

describe('an account that signs with OAuth 2', () => {
  let world: Awaited<ReturnType<typeof rig>>
  let refreshToken = ''
  const oauth2 = () => ({ clientId: xClient.id, clientSecret: xClient.secret, refreshToken })

  beforeEach(async () => {
    world = await rig()
    refreshToken = world.simulator.grants.authorise()
    const { user: _, ...settings } = world.config
    Object.assign(world.config, world.connector.parse({ ...settings, oauth2: oauth2() }), { user: undefined })
  })
  afterEach(() => world.end())
  const sending = () => {
    const person = world.simulator.world.user('citoyenne')
    world.simulator.world.addDm(person.id, world.simulator.account.id, 'bonjour')
    return outbound({ to: { address: person.id }, public: false })
  }

  test('reads, answers publicly and privately, and takes photos', async () => {
    const x = world.simulator
    const line = await world.open()
    x.userSendsDm('citoyenne', 'une photo', { type: 'image/png', bytes: Buffer.from('pixels') })
    await until(() => world.memory.texts().includes('une photo'))
    const kept = [...world.memory.kept.values()].find(({ said }) => said?.text === 'une photo')
    expect(kept?.said?.files?.[0]?.bytes.toString()).toBe('pixels')
    const mention = x.userMentions('citoyenne', 'et en public')
    expect(await ended(line.send(sending()))).toBe('sent')
    const photo = { name: 'a.png', type: 'image/png', bytes: Buffer.from('image') }
    const publicly = outbound({ to: { address: mention.author }, public: true, answers: mention.id, files: [photo] })
    expect(await ended(line.send(publicly))).toBe('sent')
    expect(x.posts().at(-1)?.media).toHaveLength(1)
  })

  test('each refresh token is used once; the next is kept, and a new process goes on with it', async () => {
    const { grants } = world.simulator
    await world.open()
    expect(grants.open.has(refreshToken)).toBe(false)
    expect(world.memory.secrets.get('oauth2')).toContain('refresh-2')
    world.shut()
    grants.seconds = 60
    grants.endAccess()
    const line = await world.open()
    expect(await ended(line.send(sending()))).toBe('sent')
    expect(await ended(line.send(sending()))).toBe('sent')
    expect(grants.spent).toEqual([])
    // An access of a minute is renewed before each call: it might end on the way.
    expect(grants.given).toBeGreaterThan(4)
  })

  test('an access that X ends early is renewed, and the call is made once', async () => {
    const line = await world.open()
    world.simulator.grants.endAccess()
    expect(await ended(line.send(sending()))).toBe('sent')
    expect(world.simulator.dms('citoyenne').filter(({ from }) => from === world.simulator.account.id)).toHaveLength(1)
  })

  test('many calls at once renew it once', async () => {
    const line = await world.open()
    const before = world.simulator.grants.given
    world.simulator.grants.endAccess()
    const all = [1, 2, 3].map((turn) => line.send({ ...sending(), text: `réponse ${turn}` }))
    expect(await Promise.all(all.map(ended))).toEqual(['sent', 'sent', 'sent'])
    expect(world.simulator.grants.spent).toEqual([])
    expect(world.simulator.grants.given - before).toBeLessThanOrEqual(2)
  })

  test('trying the settings does not cost the open channel its token', async () => {
    const line = await world.open()
    expect(await world.connector.check?.(world.config, world.memory.sink().secrets)).toBe('@PoliceLocale')
    world.simulator.grants.endAccess()
    expect(await world.connector.check?.(world.config, world.memory.sink().secrets)).toBe('@PoliceLocale')
    expect(await ended(line.send(sending()))).toBe('sent')
    expect(world.simulator.grants.spent).toEqual([])
  })

  test('what could not be stored is stored before the next call', async () => {
    const sink = world.memory.sink()
    let broken = true
    const secrets = {
      load: sink.secrets.load,
      save: async (name: string, value: string) => {
        if (broken) throw new Error('disk')
        await sink.secrets.save(name, value)
      },
    }
    const life = new AbortController()
    const channel = { id: 'canal', desk: 'bureau', name: 'Canal', config: world.config }
    const line = await world.connector.open(channel, { ...sink, secrets }, life.signal)
    expect(world.memory.secrets.size).toBe(0)
    broken = false
    expect(await ended(line.send(sending()))).toBe('sent')
    expect(world.memory.secrets.get('oauth2')).toContain('refresh-')
    life.abort()
  })

  test('when it is renewed is shown; a leave that lacks something, or is taken back, is a fault', async () => {
    await world.open()
    const hours = ((world.memory.gauge.renewedBy?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(1.9)
    expect(world.memory.states.at(-1)).toBe('up')
    world.shut()

    refreshToken = world.simulator.grants.authorise('tweet.read users.read tweet.write dm.read offline.access')
    Object.assign(world.config, { oauth2: oauth2() })
    const line = await world.open()
    expect(world.memory.states.at(-1)).toBe('down:permission')
    expect(await ended(line.send(sending()))).toBe('retry forbidden')
    const trying = world.connector.check?.(world.config, world.memory.sink().secrets)
    await expect(trying).rejects.toMatchObject({ outcome: 'never', code: 'permission' })
    world.shut()

    refreshToken = 'taken-back'
    Object.assign(world.config, { oauth2: oauth2() })
    await world.open()
    expect(world.memory.states.at(-1)).toBe('down:token')
  })

  test('X’s token door in trouble is a moment’s trouble', async () => {
    for (let i = 0; i < 4; i += 1) world.simulator.fail('token', { status: 503 })
    const line = await world.open()
    expect(world.memory.states.at(-1)).toBe('down:overloaded')
    expect(await ended(line.send(sending()))).toMatch(/^(sent|retry)/)
    expect(world.simulator.grants.spent).toEqual([])
  })

  test('the client’s name says which way of signing counts, and what is missing is named', () => {
    const { user: _, oauth2: __, ...none } = world.config
    const user = { token: 't', secret: 's' }
    const { clientSecret, clientId } = oauth2()
    const parse = (more: object) => world.connector.parse({ ...none, ...more })
    expect(() => parse({})).toThrow(/user\.token/)
    expect(() => parse({ oauth2: { clientId, clientSecret } })).toThrow(/oauth2\.refreshToken/)
    expect(parse({ user, oauth2: oauth2() }).oauth2).toEqual(oauth2())
    expect(parse({ user, oauth2: { clientSecret, refreshToken } }).oauth2).toBeUndefined()
  })
})

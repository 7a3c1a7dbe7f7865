import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, inject, it } from 'vitest'
import { openKeyring } from '../../../inbox/index.ts'
import { startProduct } from '../../product.ts'
import { freePort } from '../../setup/dovecot.ts'
import { ask } from '../client.ts'
import { box, courriel } from '../mailed.ts'
import { authenticator } from './authenticator.ts'
import { run } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'permanence-production-'))
const data = join(folder, 'data')
const keyring = join(folder, 'keys', 'keyring.json')
mkdirSync(data)
mkdirSync(join(folder, 'keys'))
openKeyring(keyring, true)

/** What a careful operator sets; each refusal spoils one of them. */
const careful = async (password = 'un vrai secret choisi'): Promise<Record<string, string>> => {
  const channels = join(folder, `channels-${password.length}.yaml`)
  const out = { host: '127.0.0.1', port: 1, tls: 'none', login: { user: 'u', password } }
  const way = { type: 'smtp', port: await freePort() }
  writeFileSync(channels, JSON.stringify({ [courriel]: { address: box, in: way, out } }))
  const port = String(await freePort())
  return {
    NODE_ENV: 'production',
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
    DATA_DIR: data,
    MONGODB_URI: inject('mongo'),
    MONGODB_DATABASE: `production_${process.pid}`,
    KEYRING_FILE: keyring,
    CHANNELS_FILE: channels,
  }
}

const refusals: readonly [string, () => Promise<Record<string, string>>, RegExp][] = [
  ['a demonstration', async () => ({ ...(await careful()), DEMO: 'true' }), /^DEMO is "true"; in production/],
  ['no keyring named', async () => ({ ...(await careful()), KEYRING_FILE: '' }), /^KEYRING_FILE is not set/],
  [
    'a keyring beside the data',
    async () => ({ ...(await careful()), KEYRING_FILE: join(data, 'keyring.json') }),
    /^KEYRING_FILE is ".*", inside DATA_DIR/,
  ],
  [
    'a keyring that is not there',
    async () => ({ ...(await careful()), KEYRING_FILE: join(folder, 'keys', 'autre.json') }),
    /keyring|KEYRING_FILE/i,
  ],
  ['a default secret of a channel', () => careful('changeme'), /^CHANNELS_FILE keeps a default secret \(.*password/],
  [
    'a default password of the database',
    async () => ({ ...(await careful()), MONGODB_URI: 'mongodb://root:password@127.0.0.1:1/?replicaSet=rs0' }),
    /^MONGODB_URI carries a default password/,
  ],
]

// What a build says is not what a start says.
beforeAll(async () => {
  expect(await run(['--build'], {})).toMatchObject({ code: 0 })
})

it.each(refusals)('In production the start refuses %s, in one sentence', async (_, settings, sentence) => {
  const { code, err } = await run([], await settings())
  expect(code).toBe(1)
  const lines = err.trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(sentence)
  expect(err).not.toContain('changeme')
})

it('In production nothing is for demonstration, and nobody signs in without a second factor', async () => {
  const env = await careful()
  const add = (...more: string[]) =>
    run(['--cli', 'agent', 'add', 'lea', '--name', 'Léa Test', '--desk', 'brigade-numerique=agent', ...more], env)
  expect(await add('--no-second-factor')).toMatchObject({ code: 0 })
  const refused = await run([], env)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('Agent "lea" has no second factor')
  expect(await run(['--cli', 'agent', 'disable', 'lea'], env)).toMatchObject({ code: 0 })
  const made = await run(
    ['--cli', 'agent', 'add', 'nina', '--name', 'Nina Test', '--desk', 'brigade-numerique=agent'],
    env,
  )
  const password = /password {2}(\S+)/.exec(made.out)?.[1] ?? ''
  const uri = /code {6}(\S+)/.exec(made.out)?.[1] ?? ''

  const { PORT: port = '', ...rest } = env
  const product = await startProduct({ mongo: inject('mongo'), folder: data, env: { ...rest, PORT: port } })
  try {
    const at = `http://127.0.0.1:${port}`
    for (const path of ['/playground', '/playground/letters', '/playground/script.js', '/playground/x', '/demo']) {
      expect((await ask(at, path)).status).toBe(404)
    }
    expect(product.output()).not.toMatch(/demo-|Playground|Demonstration|Simulated/)
    const own = { 'X-Requested-With': 'permanence' }
    const enter = (body: object) => ask(at, '/api/session', { method: 'POST', body, headers: own })
    expect(await enter({ login: 'claire', password: 'demo-claire-permanence' })).toMatchObject({ status: 401 })
    expect(await enter({ login: 'nina', password })).toMatchObject({ status: 401, code: 'second-factor' })
    expect(await enter({ login: 'nina', password, code: authenticator(uri) })).toMatchObject({ status: 200 })
  } finally {
    expect(await product.stop()).toBe(0)
  }
}, 120_000)

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readChannels, readSettings, SettingsError, settingsHelp } from '../../../web/boot/index.ts'
import { envExample } from '../../../web/boot/settings/help.ts'
import { names } from '../../../web/boot/settings/table.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (env: Record<string, string> = {}) => readSettings(env, folder)
function refusal(env: Record<string, string>): string {
  try {
    read(env)
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    return (error as SettingsError).message
  }
  return 'accepted'
}

describe('settings', () => {
  it('need nothing: every one has a default that runs the demonstration here', () => {
    const settings = read()
    expect(settings).toMatchObject({
      production: false,
      demo: true,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      database: 'permanence',
      reach: {},
      reachAllowed: false,
      sessionHours: 12,
      logLevel: 'info',
      mongodbUri: undefined,
      trustedProxies: [],
    })
    expect(settings.dataDir).toBe(join(folder, 'data'))
    expect(settings.keyringFile).toBe(join(folder, 'data', 'keyring.json'))
    expect(readFileSync(join(settings.desksDir, 'brigade-numerique', 'desk.yaml'), 'utf8')).toContain(
      'brigade-numerique',
    )
  })

  it('are read from .env too, and the environment wins', () => {
    writeFileSync(join(folder, '.env'), 'PORT=4000\nSESSION_HOURS=8\n')
    expect(read({ PORT: '5000' })).toMatchObject({ port: 5000, sessionHours: 8, publicUrl: 'http://localhost:5000' })
  })

  it('take an empty value for an absent one', () => {
    expect(read({ PORT: '', MONGODB_URI: ' ' })).toMatchObject({ port: 3000, mongodbUri: undefined })
  })

  it.each([
    ['PORT', '99999', 'PORT is "99999"; it must be a whole number from 1 to 65535'],
    ['PORT', '3e3', 'PORT is "3e3"'],
    ['PORT', '-1', 'PORT is "-1"'],
    ['HOST', 'a b', 'HOST is "a b"'],
    ['NODE_ENV', 'prod', 'NODE_ENV is "prod"; it must be development, test or production.'],
    ['DEMO', 'yes', 'DEMO is "yes"; it must be true or false'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; it must be info, warn, error or silent.'],
    ['SESSION_HOURS', '0', 'SESSION_HOURS is "0"'],
    ['PUBLIC_URL', 'http://police.example', 'PUBLIC_URL is "http://police.example"; it must be https://name'],
    ['PUBLIC_URL', 'https://police.example/accueil', 'PUBLIC_URL is'],
    ['TRUSTED_PROXIES', '10.0.0.4,10.1.0.0/40', 'TRUSTED_PROXIES is'],
    ['MONGODB_DATABASE', 'a.b', 'MONGODB_DATABASE is "a.b"'],
    ['MONGOD_PATH', '/nowhere/mongod', 'MONGOD_PATH is "/nowhere/mongod", which does not exist'],
    ['DESKS_DIR', '/nowhere', 'DESKS_DIR is "/nowhere", which does not exist'],
  ])('refuse %s=%s with one sentence', (name, value, sentence) => {
    const said = refusal({ [name]: value })
    expect(said).toContain(sentence)
    expect(said.split('\n')).toHaveLength(1)
  })

  it('never repeat a secret, even a wrong one', () => {
    const said = refusal({ MONGODB_URI: 'postgres://root:tres-secret@db' })
    expect(said).toContain('MONGODB_URI has a wrong value (not shown)')
    expect(said).not.toContain('tres-secret')
  })

  it('are all in --help and in .env.example, which is generated', () => {
    for (const name of names) expect(settingsHelp()).toContain(`  ${name}\n`)
    expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(envExample())
  })
})

describe('in production', () => {
  const production = (env: Record<string, string> = {}) => ({
    NODE_ENV: 'production',
    KEYRING_FILE: join(folder, 'keys', 'keyring.json'),
    ...env,
  })

  it('nothing is for demonstration', () => {
    expect(read(production())).toMatchObject({ production: true, demo: false })
    expect(refusal(production({ DEMO: 'true' }))).toBe('DEMO is "true"; in production it must be false.')
    expect(refusal(production({ PORT: '0' }))).toContain('PORT is "0"')
  })

  it('the keyring has to be named', () => {
    expect(refusal({ NODE_ENV: 'production' })).toContain('KEYRING_FILE is not set')
  })

  it.each(['data/keyring.json', 'data/deep/er/keyring.json', 'keys/../data/keyring.json'])(
    'the keyring may not lie in DATA_DIR (%s)',
    (path) => {
      expect(refusal(production({ KEYRING_FILE: join(folder, path) }))).toContain('inside DATA_DIR')
    },
  )

  it('a link does not hide that the keyring lies in DATA_DIR', () => {
    mkdirSync(join(folder, 'data', 'keys'), { recursive: true })
    symlinkSync(join(folder, 'data', 'keys'), join(folder, 'elsewhere'))
    symlinkSync(join(folder, 'data', 'made-later.json'), join(folder, 'link.json'))
    symlinkSync(join(folder, 'data'), join(folder, 'store'))
    expect(refusal(production({ KEYRING_FILE: join(folder, 'elsewhere', 'k.json') }))).toContain('inside DATA_DIR')
    expect(refusal(production({ KEYRING_FILE: join(folder, 'link.json') }))).toContain('inside DATA_DIR')
    const linked = { DATA_DIR: join(folder, 'store'), KEYRING_FILE: join(folder, 'data', 'k.json') }
    expect(refusal(production(linked))).toContain('inside DATA_DIR')
  })

  it('a folder whose name merely starts like DATA_DIR is elsewhere', () => {
    expect(read(production({ KEYRING_FILE: join(folder, 'data-keys', 'k.json') })).production).toBe(true)
  })

  it('default secrets are refused wherever they are, and not repeated', () => {
    const file = join(folder, 'channels.yaml')
    writeFileSync(file, 'commissariat-numerique/mail:\n  imap: { host: mail.example, password: ChangeMe }\n')
    const said = refusal(production({ CHANNELS_FILE: file }))
    expect(said).toContain('imap.password of commissariat-numerique/mail')
    expect(said).not.toContain('ChangeMe')
    expect(refusal(production({ MONGODB_URI: 'mongodb://app:secret@db/?replicaSet=rs0' }))).toContain(
      'default password',
    )
    expect(refusal(production({ MONGODB_URI: 'mongodb://app:k3Vd0q@db/?replicaSet=rs0' }))).toBe('accepted')
  })
})

describe('the file of channel settings', () => {
  it('is keyed desk/channel', () => {
    const file = join(folder, 'channels.yaml')
    writeFileSync(file, 'a-desk/mail:\n  imap: { port: 993 }\n')
    expect(readChannels(file)).toEqual({ 'a-desk/mail': { imap: { port: 993 } } })
    expect(readChannels(undefined)).toEqual({})
  })

  it('is refused with its place, without what it holds', () => {
    const file = join(folder, 'channels.yaml')
    for (const text of ['mail:\n  password: tres-secret\n', 'a/b: "tres-secret\n', 'a/b: { password: tres-secret\n']) {
      writeFileSync(file, text)
      expect(() => readChannels(file)).toThrow(/^CHANNELS_FILE is "/)
      expect(() => readChannels(file)).not.toThrow(/tres-secret/)
    }
    expect(() => readChannels('/nowhere.yaml')).toThrow(/cannot be read/)
  })
})

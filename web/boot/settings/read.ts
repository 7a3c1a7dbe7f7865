import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { checkProduction } from './production.ts'
import { SettingsError } from './refused.ts'
import type { Settings } from './shape.ts'
import { type Name, names, type Setting, table, type Values } from './table.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Reads every setting once. `folder` is where .env and relative paths are looked for. */
export function readSettings(env: Env, folder: string = process.cwd()): Settings {
  const values = readValues({ ...readEnvFile(folder), ...env })
  const production = values.NODE_ENV === 'production'
  const at = (path: string) => resolve(folder, path)
  const maybe = (path: string | undefined) => (path === undefined ? undefined : at(path))
  const dataDir = at(values.DATA_DIR)
  const settings: Settings = {
    production,
    demo: values.DEMO ?? !production,
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, ''),
    exitUrl: values.EXIT_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    dataDir,
    mongodbUri: values.MONGODB_URI,
    database: values.MONGODB_DATABASE,
    mongodPath: maybe(values.MONGOD_PATH),
    mongodArgs: values.MONGOD_ARGS,
    keyringFile: at(values.KEYRING_FILE ?? join(dataDir, 'keyring.json')),
    desksDir: at(values.DESKS_DIR ?? join(installedAt(), 'inbox', 'desks')),
    channelsFile: maybe(values.CHANNELS_FILE),
    reach: {
      ...(values.X_API_CONNECT !== undefined && { x: values.X_API_CONNECT }),
      ...(values.FACEBOOK_API_CONNECT !== undefined && { facebook: values.FACEBOOK_API_CONNECT }),
    },
    reachAllowed: values.API_CONNECT_ALLOWED ?? false,
    sessionHours: values.SESSION_HOURS,
    logLevel: values.LOG_LEVEL,
  }
  checkPaths(settings)
  if (production) checkProduction(settings, { keyringGiven: values.KEYRING_FILE !== undefined })
  return settings
}

function readEnvFile(folder: string): Env {
  const file = join(folder, '.env')
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

function readValues(env: Env): Values {
  const read = Object.fromEntries(names.map((name) => [name, readOne(name, env[name])]))
  return read as unknown as Values
}

/** An empty value counts as absent: `PORT= npm start` and a bare line in .env mean "the default". */
function readOne(name: Name, raw: string | undefined): unknown {
  const { rule, accepts, secret }: Setting = table[name]
  const value = raw?.trim() === '' ? undefined : raw?.trim()
  const result = rule.safeParse(value)
  if (result.success) return result.data
  const seen = secret ? 'has a wrong value (not shown)' : `is ${JSON.stringify(value)}`
  throw new SettingsError(name, `${name} ${seen}; it must be ${accepts}.`)
}

function checkPaths(settings: Settings): void {
  const wanted: [Name, string | undefined][] = [
    ['DESKS_DIR', settings.desksDir],
    ['CHANNELS_FILE', settings.channelsFile],
    ['MONGOD_PATH', settings.mongodPath],
  ]
  for (const [name, path] of wanted) {
    if (path === undefined || existsSync(path)) continue
    throw new SettingsError(name, `${name} is "${path}", which does not exist; it must be ${table[name].accepts}.`)
  }
}

/** The folder that holds package.json: sources run from it, compiled files from dist/ inside it. */
function installedAt(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

import { readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { readChannels } from './channels.ts'
import { SettingsError } from './refused.ts'
import type { Settings } from './shape.ts'

/** What anyone would try first. Compared without case; longer secrets are the operator's affair. */
const defaults = new Set(
  'admin changeme change-me change_me default demo example mot-de-passe motdepasse pass password permanence secret test'.split(
    ' ',
  ),
)
const secretName = /pass|secret|token|key/i

/** Refuses what is fine for a demonstration and dangerous with real citizens. */
export function checkProduction(settings: Settings, given: { keyringGiven: boolean }): void {
  if (settings.demo) throw new SettingsError('DEMO', 'DEMO is "true"; in production it must be false.')
  if (settings.port === 0) {
    throw new SettingsError('PORT', 'PORT is "0"; in production it must be a whole number from 1 to 65535.')
  }
  if (!settings.reachAllowed && Object.keys(settings.reach).length > 0) {
    throw new SettingsError(
      'API_CONNECT_ALLOWED',
      'X_API_CONNECT or FACEBOOK_API_CONNECT is set; in production say API_CONNECT_ALLOWED=true if that proxy is yours, or remove them.',
    )
  }
  if (!given.keyringGiven) {
    throw new SettingsError(
      'KEYRING_FILE',
      'KEYRING_FILE is not set; in production it must be the path of a file outside DATA_DIR.',
    )
  }
  if (isInside(settings.keyringFile, settings.dataDir)) {
    throw new SettingsError(
      'KEYRING_FILE',
      `KEYRING_FILE is "${settings.keyringFile}", inside DATA_DIR; in production it must be elsewhere, so that a copy of the data does not carry its keys.`,
    )
  }
  const uri = settings.mongodbUri
  if (uri !== undefined && isDefault(passwordOf(uri))) {
    throw new SettingsError('MONGODB_URI', 'MONGODB_URI carries a default password; in production choose another one.')
  }
  const weak = Object.entries(readChannels(settings.channelsFile)).flatMap(([channel, value]) =>
    defaultSecrets(value).map((field) => `${field} of ${channel}`),
  )
  if (weak.length > 0) {
    throw new SettingsError(
      'CHANNELS_FILE',
      `CHANNELS_FILE keeps a default secret (${weak.join(', ')}); in production choose another one.`,
    )
  }
}

const isDefault = (value: string) => value !== '' && defaults.has(value.toLowerCase())

function passwordOf(uri: string): string {
  const password = /^[^/]+\/\/[^:@/]*:([^@/]*)@/.exec(uri)?.[1] ?? ''
  try {
    return decodeURIComponent(password)
  } catch {
    return password
  }
}

/** Names of the fields, at any depth, that hold a secret anyone would guess. */
function defaultSecrets(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return secretName.test(path.split('.').at(-1) ?? '') && isDefault(value) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => defaultSecrets(inner, path === '' ? key : `${path}.${key}`))
}

function isInside(file: string, folder: string): boolean {
  const path = relative(real(folder), real(file))
  return path === '' || !(path === '..' || path.startsWith('../') || path.startsWith('..\\') || /^[A-Za-z]:/.test(path))
}

/** Links resolved as far as the path exists: the file may be made later, its folders decide where it will lie. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const target = linkTarget(path)
    if (target !== undefined) return real(resolve(dirname(path), target))
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path))
  }
}

/** Where a link to something that does not exist yet points. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a secret is 32 bytes in base64url')
const KeyringFile = z.strictObject({
  version: z.literal(1),
  /** Newest last: it wraps new data keys; older ones still open what they wrapped. */
  wrap: z.array(z.strictObject({ id: z.string().min(1), secret: Secret })).min(1),
  /** Keyed hashes for look-ups by equality. Changing it means hashing every row again. */
  lookup: Secret,
  /** Signs reply tokens and chat tickets. */
  token: Secret,
})

/** The keyring cannot be read; the sentence says what to do. */
export class KeyringError extends Error {
  readonly code = 'keyring'
}

const derive = (secret: Buffer, info: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 32))
const decode = (secret: string) => Buffer.from(secret, 'base64url')

/** Keys of the whole installation: kept in one file, outside the database, never in its backup. */
export class Keyring {
  readonly active: string
  readonly #wrap: ReadonlyMap<string, Buffer>
  readonly #lookup: Buffer
  readonly #token: Buffer
  readonly #derived = new Map<string, Buffer>()

  constructor(file: z.infer<typeof KeyringFile>) {
    this.#wrap = new Map(file.wrap.map(({ id, secret }) => [id, decode(secret)]))
    this.active = file.wrap.at(-1)?.id ?? ''
    this.#lookup = decode(file.lookup)
    this.#token = decode(file.token)
  }

  /** The desk's wrapping key, 32 bytes. `generation` names the keyring entry that it comes from. */
  deskKey(desk: string, generation = this.active): Buffer {
    const secret = this.#wrap.get(generation)
    if (secret === undefined)
      throw new KeyringError(`The keyring has no entry "${generation}": bring back the file that wrote this data.`)
    return this.#once(`wrap:${generation}:${desk}`, () => derive(secret, `desk:${desk}`))
  }

  /** 128-bit keyed hash of a value that must be found again by equality, under the desk's own look-up key. */
  lookup(desk: string, value: string): string {
    const key = this.#once(`lookup:${desk}`, () => derive(this.#lookup, `lookup:${desk}`))
    return createHmac('sha256', key).update(value).digest().subarray(0, 16).toString('base64url')
  }

  /** 128-bit signature of a conversation's name on one channel. */
  sign(channel: string, id: Uint8Array): Buffer {
    const key = this.#once('token', () => derive(this.#token, 'token'))
    return createHmac('sha256', key).update(channel).update('\0').update(id).digest().subarray(0, 16)
  }

  #once(name: string, make: () => Buffer): Buffer {
    const known = this.#derived.get(name)
    if (known !== undefined) return known
    const made = make()
    this.#derived.set(name, made)
    return made
  }
}

/** Opens the keyring; with `make`, writes a new one (0600, whole or not at all) where there is none. Tells whether it did. */
export function openKeyring(path: string, make: boolean): { keyring: Keyring; made: boolean } {
  const made = make && !existsSync(path)
  if (made) {
    const secret = () => randomBytes(32).toString('base64url')
    const fresh = {
      version: 1,
      wrap: [{ id: `k-${Date.now().toString(36)}`, secret: secret() }],
      lookup: secret(),
      token: secret(),
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.new`, `${JSON.stringify(fresh, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    })
    renameSync(`${path}.new`, path)
  }
  return { keyring: new Keyring(readKeyring(path)), made }
}

function readKeyring(path: string) {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new KeyringError(
      `KEYRING_FILE "${path}" cannot be read (${(error as Error).message}): without it nothing stored can be opened.`,
    )
  }
  const checked = KeyringFile.safeParse(content)
  if (!checked.success)
    throw new KeyringError(`KEYRING_FILE "${path}" is not a keyring: ${z.prettifyError(checked.error)}`)
  return checked.data
}

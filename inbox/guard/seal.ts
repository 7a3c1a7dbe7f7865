import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

const VERSION = 1
const IV = 12
const TAG = 16

/** What was sealed cannot be opened: wrong key, wrong place, or changed bytes. */
class SealBroken extends Error {
  readonly code = 'seal'
  constructor() {
    super('Sealed bytes cannot be opened.')
    this.name = 'SealBroken'
  }
}

/** Random bytes are asked for in blocks: one call for each of many small writes costs more than the cipher. Each is used once. */
const block = Buffer.alloc(IV * 512)
let used = block.length

function freshIv(): Buffer {
  if (used === block.length) {
    randomFillSync(block)
    used = 0
  }
  used += IV
  return Buffer.from(block.subarray(used - IV, used))
}

/**
 * AES-256-GCM (NIST SP 800-38D): version · iv (12) · tag (16) · ciphertext.
 * `place` is authenticated and not stored: bytes moved to another row or field do not open.
 */
export function seal(key: Uint8Array, place: string, plain: Uint8Array): Buffer {
  const iv = freshIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body])
}

/** The plain bytes again; throws SealBroken. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + IV + TAG) throw new SealBroken()
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV)).setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV + TAG)), decipher.final()])
  } catch {
    throw new SealBroken()
  }
}

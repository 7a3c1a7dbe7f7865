import { timingSafeEqual } from 'node:crypto'
import type { Keyring } from './keyring.ts'

/** RFC 4648 base32 in lower case: survives mail systems that fold the case of a local part. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const ID = 12
const MAC = 16
const LENGTH = Math.ceil(((ID + MAC) * 8) / 5)

function encode(bytes: Uint8Array): string {
  let out = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += ALPHABET[(value >>> bits) & 31]
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? out + ALPHABET[(value << (5 - bits)) & 31] : out
}

function decode(text: string): Buffer | undefined {
  const out: number[] = []
  let bits = 0
  let value = 0
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter)
    if (digit < 0) return undefined
    value = (value << 5) | digit
    bits += 5
    if (bits >= 8) {
      bits -= 8
      out.push((value >>> bits) & 255)
      value &= (1 << bits) - 1
    }
  }
  return Buffer.from(out)
}

/** The signed, unguessable name of a conversation on one channel: chat ticket and reply token alike. 45 characters. */
export function makeToken(keyring: Keyring, channel: string, conversation: string): string {
  const id = Buffer.from(conversation, 'hex')
  return encode(Buffer.concat([id, keyring.sign(channel, id)]))
}

/** The conversation that a token names, as 24 hex digits; undefined unless we signed it for this channel. */
export function readToken(keyring: Keyring, channel: string, token: string): string | undefined {
  if (token.length !== LENGTH) return undefined
  const bytes = decode(token.toLowerCase())
  if (bytes === undefined || bytes.length < ID + MAC) return undefined
  const id = bytes.subarray(0, ID)
  return timingSafeEqual(bytes.subarray(ID, ID + MAC), keyring.sign(channel, id)) ? id.toString('hex') : undefined
}

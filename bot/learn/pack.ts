import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Learnt } from './softmax.ts'

/** One question that the model answers: which of these classes? Weights are small whole numbers times `scale`. */
export interface Head {
  readonly names: readonly string[]
  readonly classes: number
  readonly weights: Int8Array
  readonly bias: readonly number[]
  readonly scale: number
}

interface Facts {
  /** What it was learnt from and for: another stamp means that it must be learnt again. */
  readonly stamp: string
  readonly places: number
  /** Under each sheet, by its place among the sheet head's names, how often each intent was meant, by its place among the intents. */
  readonly intentsBySheet: readonly (readonly number[])[]
}

interface Header extends Facts {
  readonly heads: Readonly<Record<string, Pick<Head, 'names' | 'bias' | 'scale'>>>
}

export interface Packed extends Facts {
  readonly heads: Readonly<Record<string, Head>>
}

const MOST = 127
const LENGTH_BYTES = 4

/** Whole numbers from -127 to 127. The few largest weights are cut, so that the many small ones keep their difference. */
export function quantise(names: readonly string[], { weights, bias, classes }: Learnt): Head {
  const sizes = weights.filter((weight) => weight !== 0).map(Math.abs)
  sizes.sort()
  const largest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1
  const scale = largest / MOST
  const small = Int8Array.from(weights, (weight) => Math.max(-MOST, Math.min(MOST, Math.round(weight / scale))))
  return { names, classes, weights: small, bias: [...bias].map((one) => Math.round(one * 1e5) / 1e5), scale }
}

/** Length of the header (4 bytes, big end first), the header as JSON, then each head's weights in its order; all brotli. */
export function pack({ heads, ...facts }: Packed): Buffer {
  const described = Object.entries(heads).map(([name, { names, bias, scale }]) => [name, { names, bias, scale }])
  const header = Buffer.from(JSON.stringify({ ...facts, heads: Object.fromEntries(described) }))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(header.length)
  const weights = Object.values(heads).map((head) => Buffer.from(head.weights.buffer))
  return brotliCompressSync(Buffer.concat([length, header, ...weights]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
}

/** Throws where the bytes are not what `pack` wrote. */
export function unpack(bytes: Uint8Array): Packed {
  const whole = brotliDecompressSync(bytes)
  const start = LENGTH_BYTES + whole.readUInt32BE(0)
  const { heads: described, ...facts } = JSON.parse(whole.toString('utf8', LENGTH_BYTES, start)) as Header
  const heads: Record<string, Head> = {}
  let at = whole.byteOffset + start
  for (const [name, { names, bias, scale }] of Object.entries(described)) {
    const length = facts.places * names.length
    heads[name] = { names, bias, scale, classes: names.length, weights: new Int8Array(whole.buffer, at, length) }
    at += length
  }
  return { ...facts, heads }
}

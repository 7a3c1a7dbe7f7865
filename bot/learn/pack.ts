import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Learnt } from './softmax.ts'

/** One question that the model answers: which of these classes? */
interface Head {
  readonly names: readonly string[]
  readonly bias: readonly number[]
  /** Its weights are small whole numbers times this. */
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
  readonly heads: Readonly<Record<string, Head>>
}

export interface Packed extends Header {
  /** Of all heads together. */
  readonly classes: number
  /** Place by place, the classes of all heads side by side in their order: a message is read once for every question. */
  readonly weights: Int8Array
}

const MOST = 127
const LENGTH_BYTES = 4

interface Small extends Head {
  readonly weights: Int8Array
}

/** Whole numbers from -127 to 127. The few largest weights are cut, so that the many small ones keep their difference. */
function small(names: readonly string[], { weights, bias }: Learnt): Small {
  const sizes = weights.filter((weight) => weight !== 0).map(Math.abs)
  sizes.sort()
  const largest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1
  const scale = largest / MOST
  const whole = Int8Array.from(weights, (weight) => Math.max(-MOST, Math.min(MOST, Math.round(weight / scale))))
  return { names, weights: whole, bias: [...bias].map((one) => Math.round(one * 1e5) / 1e5), scale }
}

/** The heads side by side in one table, with what was learnt in small numbers. */
export function together(
  facts: Facts,
  learnt: Readonly<Record<string, { readonly names: readonly string[]; readonly learnt: Learnt }>>,
): Packed {
  const heads = Object.entries(learnt).map(([name, one]) => [name, small(one.names, one.learnt)] as const)
  const classes = heads.reduce((sum, [, { names }]) => sum + names.length, 0)
  const table = new Int8Array(facts.places * classes)
  let first = 0
  for (const [, { names, weights }] of heads) {
    for (let place = 0; place < facts.places; place += 1)
      table.set(weights.subarray(place * names.length, (place + 1) * names.length), place * classes + first)
    first += names.length
  }
  const described = heads.map(([name, { names, bias, scale }]) => [name, { names, bias, scale }])
  return { ...facts, heads: Object.fromEntries(described), classes, weights: table }
}

/** Length of the header (4 bytes, big end first), the header as JSON, then the weights; all brotli. */
export function pack({ weights, classes: _classes, ...header }: Packed): Buffer {
  const facts = Buffer.from(JSON.stringify(header satisfies Header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(facts.length)
  return brotliCompressSync(Buffer.concat([length, facts, Buffer.from(weights.buffer)]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
}

/** Throws where the bytes are not what `pack` wrote. */
export function unpack(bytes: Uint8Array): Packed {
  const whole = brotliDecompressSync(bytes)
  const start = LENGTH_BYTES + whole.readUInt32BE(0)
  const header = JSON.parse(whole.toString('utf8', LENGTH_BYTES, start)) as Header
  const classes = Object.values(header.heads).reduce((sum, { names }) => sum + names.length, 0)
  const weights = new Int8Array(whole.buffer, whole.byteOffset + start, header.places * classes)
  return { ...header, classes, weights }
}

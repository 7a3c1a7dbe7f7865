import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

const LENGTH_BYTES = 4

/** A table of small whole numbers as it lies in a file, with what is said of it. */
export interface Table<Header> {
  readonly header: Header
  readonly numbers: Int8Array
}

/** Length of the header (4 bytes, big end first), the header as JSON, then the numbers; all brotli. */
export function writeTable<Header>({ header, numbers }: Table<Header>): Buffer {
  const facts = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(facts.length)
  return brotliCompressSync(Buffer.concat([length, facts, Buffer.from(numbers.buffer)]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
}

/** Throws where the bytes are not what `writeTable` wrote. */
export function readTable<Header>(bytes: Uint8Array): Table<Header> {
  const whole = brotliDecompressSync(bytes)
  const start = LENGTH_BYTES + whole.readUInt32BE(0)
  const header = JSON.parse(whole.toString('utf8', LENGTH_BYTES, start)) as Header
  return { header, numbers: new Int8Array(whole.buffer, whole.byteOffset + start, whole.length - start) }
}

/** The few largest are cut, so that the many small ones keep their difference: `share` of them are not cut. */
export function small(weights: Float32Array, most: number, share: number): { scale: number; numbers: Int8Array } {
  const sizes = weights.filter((weight) => weight !== 0).map(Math.abs)
  sizes.sort()
  const scale = (sizes[Math.floor(sizes.length * share)] ?? 1) / most
  return {
    scale,
    numbers: Int8Array.from(weights, (weight) => Math.max(-most, Math.min(most, Math.round(weight / scale)))),
  }
}

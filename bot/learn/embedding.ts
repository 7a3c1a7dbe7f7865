import { readFileSync } from 'node:fs'
import type { Features } from './features.ts'
import { sumsOf } from './softmax.ts'
import { readTable, small, writeTable } from './table.ts'

interface Header {
  /** What it was learnt from: another stamp means that it must be learnt again. */
  readonly stamp: string
  /** How many numbers a text becomes. */
  readonly width: number
}

/** Where each feature of a text pulls it: place by place, `width` numbers side by side. */
export interface Embedding extends Header {
  readonly weights: Int8Array
}

const FILE = new URL('./embedding.bin', import.meta.url)
/** Three bits and a sign are enough: a text is the sum of a hundred features, whose roundings cancel out. */
const MOST = 7
const UNCUT = 0.98

let read: Embedding | undefined

/** Learnt from the topics of test/bot/evaluation by `npm run learn`; read once, when first asked. */
export function embedding(): Embedding {
  read ??= unpackEmbedding(readFileSync(FILE))
  return read
}

/** What was learnt, in small numbers: their size does not matter, only their direction is used. */
export function embeddingOf(stamp: string, width: number, learnt: Float32Array): Embedding {
  return { stamp, width, weights: small(learnt, MOST, UNCUT).numbers }
}

export const packEmbedding = ({ weights, ...header }: Embedding): Buffer =>
  writeTable({ header: header satisfies Header, numbers: weights })

/** Throws where the bytes are not what `packEmbedding` wrote. */
function unpackEmbedding(bytes: Uint8Array): Embedding {
  const { header, numbers } = readTable<Header>(bytes)
  return { ...header, weights: numbers }
}

/** A text as a point at distance 1: what means the same stands near, so that the dot product of two says how near they mean. */
export const embed = (features: Features, { width, weights } = embedding()): Float64Array =>
  unit(sumsOf(features, { classes: width, weights }))

/** The middle of some points, at distance 1 again. */
export function middleOf(points: readonly Float64Array[]): Float64Array {
  const middle = new Float64Array(points[0]?.length ?? 0)
  for (const point of points)
    for (let at = 0; at < middle.length; at += 1) middle[at] = (middle[at] ?? 0) + (point[at] ?? 0)
  return unit(middle)
}

/** At distance 1, in the same list; nothing stays nothing. */
function unit(point: Float64Array): Float64Array {
  let square = 0
  for (const one of point) square += one * one
  const length = Math.sqrt(square) || 1
  for (let at = 0; at < point.length; at += 1) point[at] = (point[at] ?? 0) / length
  return point
}

import type { Learnt } from './softmax.ts'
import { readTable, small, writeTable } from './table.ts'

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
const UNCUT = 0.9995

/** The heads side by side in one table, with what was learnt in small numbers. */
export function together(
  facts: Facts,
  learnt: Readonly<Record<string, { readonly names: readonly string[]; readonly learnt: Learnt }>>,
): Packed {
  const heads = Object.entries(learnt).map(
    ([name, one]) => [name, { ...one, ...small(one.learnt.weights, MOST, UNCUT) }] as const,
  )
  const classes = heads.reduce((sum, [, { names }]) => sum + names.length, 0)
  const table = new Int8Array(facts.places * classes)
  let first = 0
  for (const [, { names, numbers }] of heads) {
    for (let place = 0; place < facts.places; place += 1)
      table.set(numbers.subarray(place * names.length, (place + 1) * names.length), place * classes + first)
    first += names.length
  }
  const described = heads.map(([name, { names, learnt, scale }]) => {
    const bias = [...learnt.bias].map((one) => Math.round(one * 1e5) / 1e5)
    return [name, { names, bias, scale }]
  })
  return { ...facts, heads: Object.fromEntries(described), classes, weights: table }
}

export const pack = ({ weights, classes: _classes, ...header }: Packed): Buffer =>
  writeTable({ header: header satisfies Header, numbers: weights })

/** Throws where the bytes are not what `pack` wrote. */
export function unpack(bytes: Uint8Array): Packed {
  const { header, numbers } = readTable<Header>(bytes)
  const classes = Object.values(header.heads).reduce((sum, { names }) => sum + names.length, 0)
  return { ...header, classes, weights: numbers }
}

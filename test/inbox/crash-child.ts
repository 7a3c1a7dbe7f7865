/** A life that ends by kill -9 just before its Nth database write; with 0 it ends by itself, and says how many it made. */
import { appendFileSync } from 'node:fs'
import mongoose from 'mongoose'
import { type Life, live } from './crash-life.ts'

const order = JSON.parse(process.argv[2] ?? '{}') as Life & { killAt: number }
const inserting = ['insertOne', 'insertMany']
const changing = [
  'updateOne',
  'updateMany',
  'findOneAndUpdate',
  'findOneAndDelete',
  'bulkWrite',
  'replaceOne',
  'deleteOne',
]
const driver = mongoose.mongo.Collection.prototype as unknown as Record<string, (...given: unknown[]) => unknown>
let writes = 0
for (const name of [...inserting, ...changing]) {
  const real = driver[name]
  if (real === undefined) throw new Error(`The driver has no ${name}.`)
  driver[name] = function (this: unknown, ...given: unknown[]) {
    writes += 1
    if (writes === order.killAt) process.kill(process.pid, 'SIGKILL')
    return real.apply(this, given)
  }
}
await live(order)
appendFileSync(order.journal, `${JSON.stringify({ writes })}\n`)
process.exit(0)

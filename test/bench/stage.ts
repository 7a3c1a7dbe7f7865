import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { database, silent } from '../../web/boot/index.ts'
import { type Product, type ProductOptions, startProduct } from '../product.ts'

/** Where a bench runs: a mongod of its own, products as children beside it, all on the loopback. */
export interface Stage {
  readonly uri: string
  readonly quick: boolean
  readonly client: mongoose.mongo.MongoClient
  /** A folder that goes with the stage. */
  folder(): string
  start(options?: Omit<ProductOptions, 'mongo'>): Promise<Product>
  say(line: string): void
  end(): Promise<void>
}

export async function openStage(quick: boolean): Promise<Stage> {
  const folders: string[] = []
  const products = new Set<Product>()
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'permanence-bench-'))
    folders.push(made)
    return made
  }
  // Whatever ends the bench ends the products too.
  process.on('exit', () => {
    for (const product of products) product.process.kill('SIGKILL')
  })
  const mongod = await database(
    {
      mongodbUri: undefined,
      mongodPath: process.env['MONGOD_PATH'],
      mongodArgs: ['--wiredTigerCacheSizeGB', '1'],
      dataDir: folder(),
    },
    silent,
  )
  const client = await mongoose.mongo.MongoClient.connect(mongod.uri)
  return {
    uri: mongod.uri,
    quick,
    client,
    folder,
    async start(options = {}) {
      const product = await startProduct({ mongo: mongod.uri, folder: folder(), ...options })
      products.add(product)
      return product
    },
    say: (line) => process.stderr.write(`${line}\n`),
    async end() {
      for (const product of products) product.process.kill('SIGKILL')
      await client.close()
      await mongod.stop()
      for (const one of folders) rmSync(one, { recursive: true, force: true })
    },
  }
}

/** Resident memory of a process in MB of 1,000,000 bytes, as the kernel counts it. */
export function residentMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6
}

/** The product's own rounds are short when quick. */
export const rounds = 3

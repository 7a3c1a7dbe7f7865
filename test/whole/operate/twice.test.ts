import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { startProduct } from '../../product.ts'
import { ask, ticketOf, write } from '../client.ts'
import { run } from './command.ts'

it.each([
  ['its own mongod', { MONGODB_URI: '', MONGOD_ARGS: '--wiredTigerCacheSizeGB 0.25' }],
  ['a MongoDB of the operator', {}],
])(
  'Started twice on one DATA_DIR, with %s: the second says who holds it and what to do, and leaves the first alone',
  async (_, env) => {
    const folder = mkdtempSync(join(tmpdir(), 'permanence-twice-'))
    const first = await startProduct({ mongo: inject('mongo'), folder, env })
    const ticket = await ticketOf(first.origin, 'brigade-numerique/discussion')
    await write(first.origin, ticket, 'Avant le second.')

    const base = { NODE_ENV: 'development', PORT: '0', DATA_DIR: folder, MONGODB_URI: inject('mongo') }
    const second = await run([], { ...base, ...env })
    expect(second.code).toBe(1)
    // One sentence, nothing before it and no trace after it.
    expect(second.err.trim()).toBe(
      `${folder} is already used by process ${first.process.pid}; stop it first, or give this one another DATA_DIR and PORT.`,
    )
    expect(second.out).toBe('')

    expect(await write(first.origin, ticket, 'Après le second.')).toBeGreaterThan(1)
    expect((await ask(first.origin, '/')).status).toBe(200)
    expect(first.output()).not.toMatch(/ended unexpectedly|stop\./)
    expect(await first.stop()).toBe(0)

    // Once the first is gone, the folder is free again.
    const third = await startProduct({ mongo: inject('mongo'), folder, env })
    expect(await third.stop()).toBe(0)
  },
)

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Product, startProduct } from '../../product.ts'
import { ask, ticketOf, write } from '../client.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ mongo: inject('mongo') })
})
afterAll(() => product.kill())

test('a product whose output nobody reads any more goes on serving, and ends when it is asked to', async () => {
  product.process.stdout?.destroy()
  product.process.stderr?.destroy()
  // Asked to read its guides again, it has something to print.
  product.process.kill('SIGHUP')
  const ticket = await ticketOf(product.origin, 'brigade-numerique/discussion')
  expect(await write(product.origin, ticket, 'Bonjour')).toBe(1)
  product.process.kill('SIGHUP')
  expect((await ask(product.origin, '/healthz')).status).toBe(200)
  expect(await product.stop()).toBe(0)
}, 30_000)

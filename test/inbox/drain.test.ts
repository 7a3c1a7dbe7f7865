import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openStore, type Store } from '../../inbox/store/connect.ts'

/** A way to the suite's mongod that can end its connections. */
const through = new Set<Socket>()
let proxy: Server
let store: Store
let endedOnce: (socket: Socket) => void = () => undefined
const watch = (message: unknown) => {
  const { socket } = message as { socket: Socket }
  socket.once('end', () => endedOnce(socket))
}

beforeAll(async () => {
  const there = inject('mongo')
  const port = Number(/@127\.0\.0\.1:(\d+)\//.exec(there)?.[1])
  proxy = createServer((ours) => {
    const theirs = connect(port, '127.0.0.1')
    ours.pipe(theirs).pipe(ours)
    for (const one of [ours, theirs]) one.on('error', () => undefined)
    through.add(ours)
    ours.on('close', () => through.delete(ours))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const ours = (proxy.address() as AddressInfo).port
  const uri = there.replace(`:${port}/`, `:${ours}/`).replace(/replicaSet=\w+/, 'directConnection=true')
  subscribe('net.client.socket', watch)
  store = await openStore({ uri, database: `drain_${process.pid}` })
})
afterAll(async () => {
  unsubscribe('net.client.socket', watch)
  await store.close()
  await new Promise((resolve) => proxy.close(resolve))
})

it('a question asked at the very moment a connection closes is answered or fails, and the next one is answered', async () => {
  const ask = () => store.counters.findOneAndUpdate({ _id: 'd' }, { $inc: { last: 1 } }, { upsert: true })
  await ask()
  const asked = new Promise<string>((resolve) => {
    endedOnce = (socket) => {
      endedOnce = () => undefined
      // What Node does a few moments later by itself: no error, and 'close' only after this turn of the loop.
      socket.destroy()
      ask().then(
        () => resolve('answered'),
        () => resolve('failed'),
      )
    }
  })
  for (const one of through) one.end()
  expect(['answered', 'failed']).toContain(await asked)
  await ask()
}, 20_000)

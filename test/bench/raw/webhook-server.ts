import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bareCommit } from './group-commit.ts'

/** The bare group commit behind node:http: one signed event a body, stored durably and acknowledged. Nothing else. */
const { MONGO = '', SECRET = '', TALKS = '1' } = process.env
const talks = Number(TALKS)
const commit = await bareCommit(MONGO, talks)

const isSigned = (request: IncomingMessage, body: Buffer): boolean => {
  const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice('sha256='.length), 'hex')
  const right = createHmac('sha256', SECRET).update(body).digest()
  return given.length === right.length && timingSafeEqual(given, right)
}

interface Said {
  readonly entry: readonly { readonly messaging: readonly { readonly sender: { readonly id: string } }[] }[]
}

const http = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.once('end', () => {
    const body = Buffer.concat(parts)
    if (!isSigned(request, body)) return response.writeHead(401).end()
    const { entry } = JSON.parse(body.toString()) as Said
    return commit.append(Number(entry[0]?.messaging[0]?.sender.id) % talks).then(
      () => response.writeHead(200, { 'content-type': 'text/plain' }).end('EVENT_RECEIVED'),
      () => process.exit(1),
    )
  })
})
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(http.address() as AddressInfo).port}\n`)
})
process.stdin.once('end', () => process.exit(0)).resume()

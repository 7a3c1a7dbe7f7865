import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Authority } from './certificate.ts'

interface Submitted {
  readonly to: readonly string[]
  /** The dialogue was under TLS. */
  readonly secure: boolean
  readonly user: unknown
  readonly raw: string
}

export interface Submission {
  readonly port: number
  readonly taken: readonly Submitted[]
  /** Sign-ins that were refused. */
  readonly refused: () => number
  close(): Promise<void>
}

/** A submission server as providers run them (RFC 6409): STARTTLS, then a password, then mail. */
export async function startSubmission(
  { certificate, key }: Pick<Authority, 'certificate' | 'key'>,
  login: { readonly user: string; readonly password: string },
): Promise<Submission> {
  const taken: Submitted[] = []
  let refused = 0
  const server = new SMTPServer({
    secure: false,
    cert: readFileSync(certificate),
    key: readFileSync(key),
    disableReverseLookup: true,
    closeTimeout: 500,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login.user && password === login.password) return done(null, { user: username })
      refused += 1
      done(new Error('Wrong user or password'))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        taken.push({ to, secure: session.secure, user: session.user, raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  // Who refuses our certificate breaks off: that is what is tested.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    refused: () => refused,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

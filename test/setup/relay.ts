import SMTPConnection from 'nodemailer/lib/smtp-connection'

export interface Delivery {
  readonly port: number
  readonly from: string
  readonly to: readonly string[]
  readonly bytes: Uint8Array
  readonly patience: number
}

/** One attempt of a relay to hand over a mail. Resolves with the reply that ended it, '4xx …' when there was none. */
export function deliver({ port, from, to, bytes, patience }: Delivery): Promise<string> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      ...{ host: '127.0.0.1', port, ignoreTLS: true, name: 'relais.example', logger: false },
      ...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience },
    })
    const end = (reply: string): void => {
      connection.close()
      resolve(reply)
    }
    connection.on('error', () => end('421 no answer'))
    connection.connect((failure) => {
      if (failure) return end('421 no answer')
      connection.send({ from, to: [...to] }, Buffer.from(bytes), (error, info) =>
        end(error ? (error.response ?? '421') : info.response),
      )
    })
  })
}

import { readFile } from 'node:fs/promises'
import { type Command, UsageError } from './command.ts'

/** Prints mails through the very parser of the connector. */
export function mailShow(
  showMail: (bytes: Uint8Array, file: string) => Promise<object>,
  stdin: AsyncIterable<Uint8Array>,
): Command {
  return {
    name: 'mail show',
    takes: 'FILE…|-',
    about: 'print each mail as one line of JSON; - reads one from stdin',
    async run(files, out) {
      if (files.length === 0) throw new UsageError('mail show needs at least one FILE, or - for stdin.')
      let failed = false
      for (const file of files) {
        const bytes = file === '-' ? await all(stdin) : await readFile(file).catch(() => undefined)
        failed ||= bytes === undefined
        out.line(JSON.stringify(bytes === undefined ? { file, error: 'unreadable' } : await showMail(bytes, file)))
      }
      return failed ? 1 : 0
    },
  }
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

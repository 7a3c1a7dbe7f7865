/** How the start tells what it does. */
export interface Progress {
  step(line: string): void
  /** `total` 0 when it is not known. */
  bar(label: string, done: number, total: number): void
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`

/** One bar that redraws itself on a terminal; plain lines, one each tenth, anywhere else. */
export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  let drawn = false
  let last = ''
  const clear = () => {
    if (drawn) out.write('\r\x1b[K')
    drawn = false
  }
  return {
    step(line) {
      clear()
      last = ''
      out.write(`${line}\n`)
    },
    bar(label, done, total) {
      const share = total > 0 ? Math.min(1, done / total) : 0
      const amount = total > 0 ? `${Math.floor(share * 100)} % of ${megabytes(total)}` : megabytes(done)
      if (out.isTTY) {
        const filled = Math.round(share * 24)
        const bar = total > 0 ? `[${'='.repeat(filled)}${' '.repeat(24 - filled)}] ` : ''
        out.write(`\r\x1b[K${label} ${bar}${amount}`)
        drawn = true
        return
      }
      const mark = total > 0 ? `${label}${Math.floor(share * 10)}` : `${label}${Math.floor(done / 10_485_760)}`
      if (mark === last) return
      last = mark
      out.write(`${label} ${amount}\n`)
    },
  }
}

export const silent: Progress = { step: () => undefined, bar: () => undefined }

export interface FormPart {
  readonly name: string
  readonly filename?: string
  readonly type?: string
  readonly bytes: Buffer
}

/** Parts of a multipart/form-data body (RFC 7578), read strictly: what we send must be right. */
export function readForm(body: Buffer, contentType: string): readonly FormPart[] {
  const boundary = /boundary=([\w'()+,./:=?-]+)$/.exec(contentType)?.[1]
  if (boundary === undefined) throw new Error('no boundary')
  const line = Buffer.from(`--${boundary}`)
  const parts: FormPart[] = []
  let at = body.indexOf(line)
  if (at !== 0) throw new Error('does not begin with its boundary')
  for (;;) {
    const start = at + line.length
    if (body.subarray(start, start + 2).toString() === '--') return parts
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), line]), start)
    const head = body.indexOf('\r\n\r\n', start)
    if (next === -1 || head === -1 || head > next) throw new Error('a part does not end')
    const headers = body.subarray(start, head).toString()
    const name = /name="([^"]*)"/.exec(headers)?.[1]
    if (name === undefined) throw new Error('a part has no name')
    const filename = /filename="([^"]*)"/.exec(headers)?.[1]
    const type = /content-type: ([^\r\n]+)/i.exec(headers)?.[1]
    parts.push({
      name,
      ...(filename !== undefined && { filename }),
      ...(type !== undefined && { type }),
      bytes: body.subarray(head + 4, next),
    })
    at = next + 2
  }
}

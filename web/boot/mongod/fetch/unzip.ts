import { createWriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { PassThrough, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { PassedOver } from '../refused.ts'

interface Member {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly header: number
}

/**
 * Takes the one member whose name ends with `ending` out of a zip (a wheel is one), without a dependency.
 * Offsets are those of PKWARE's APPNOTE.TXT 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
 */
export async function unzipOne(
  archive: string,
  ending: string,
  to: string,
  watch: (done: number, total: number) => void,
): Promise<void> {
  const file = await open(archive, 'r')
  try {
    const member = (await members(file)).find(({ name }) => name.endsWith(ending))
    if (member === undefined) throw new PassedOver(`${archive} holds no ${ending}.`)
    const local = await bytes(file, member.header, 30)
    const start = member.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const counter = new PassThrough()
    let done = 0
    counter.on('data', (chunk: Buffer) => {
      done += chunk.length
      watch(done, member.size)
    })
    const packed = file.createReadStream({ start, end: start + member.packed - 1, autoClose: false })
    await pipeline(packed, unpacker(member.method, archive), counter, createWriteStream(to, { mode: 0o755 }))
    if (done !== member.size) throw new PassedOver(`${archive} is damaged: ${done} bytes instead of ${member.size}.`)
  } finally {
    await file.close()
  }
}

function unpacker(method: number, archive: string): Transform {
  if (method === 8) return createInflateRaw()
  if (method === 0) return new PassThrough()
  throw new PassedOver(`${archive} is packed in a way that is not read here (method ${method}).`)
}

async function members(file: FileHandle): Promise<Member[]> {
  const { size } = await file.stat()
  const tail = await bytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new PassedOver('What was fetched is not a zip archive.')
  const directory = await bytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const found: Member[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    found.push({
      name: directory.toString('utf8', at + 46, nameEnd),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      header: directory.readUInt32LE(at + 42),
    })
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return found
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer
}

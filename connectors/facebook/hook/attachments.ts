import type { InboundFile } from '../../../inbox/contract.ts'
import { download } from '../graph/files.ts'
import type { Http } from '../graph/http.ts'
import { isRecord, numberIn, recordIn, textIn } from '../shape.ts'

export interface Attached {
  /** What is not a file but says something: a place, a shared page. */
  readonly lines: readonly string[]
  readonly files: readonly InboundFile[]
  readonly defects: readonly string[]
}

const most = 20
const files = new Set(['image', 'video', 'audio', 'file', 'sticker', 'reel', 'ig_reel'])

interface Piece {
  readonly line?: string
  readonly file?: InboundFile
  readonly missing?: boolean
}

/** A place or a shared page as a line of text. */
function lineOf(attachment: Readonly<Record<string, unknown>>): Piece {
  const payload = recordIn(attachment, 'payload') ?? {}
  const place = recordIn(payload, 'coordinates')
  if (place) return { line: `📍 ${numberIn(place, 'lat')}, ${numberIn(place, 'long')}` }
  const words = [
    textIn(attachment, 'title') ?? textIn(payload, 'title'),
    textIn(attachment, 'url') ?? textIn(payload, 'url'),
  ]
  const line = words.filter((word) => word !== undefined).join(' ')
  return line === '' ? { missing: true } : { line }
}

/** Meta's addresses of files end after a while: they are fetched at once, and what cannot be had is said. */
export async function readAttachments(list: readonly unknown[], http: Http, patience: number): Promise<Attached> {
  const pieces = await Promise.all(
    list.slice(0, most).map(async (attachment): Promise<Piece> => {
      if (!isRecord(attachment)) return { missing: true }
      const url = textIn(recordIn(attachment, 'payload') ?? {}, 'url')
      if (!files.has(textIn(attachment, 'type') ?? '')) return lineOf(attachment)
      const file = url === undefined ? undefined : await download(http, url, patience)
      return file === undefined ? { missing: true } : { file }
    }),
  )
  const missing = list.length > most || pieces.some((piece) => piece.missing)
  return {
    lines: pieces.flatMap(({ line }) => (line === undefined ? [] : [line])),
    files: pieces.flatMap(({ file }) => (file === undefined ? [] : [file])),
    defects: missing ? ['attachment-missing'] : [],
  }
}

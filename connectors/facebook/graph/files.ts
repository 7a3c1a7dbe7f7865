import { randomBytes } from 'node:crypto'
import { type InboundFile, SendError } from '../../../inbox/contract.ts'
import { type Fields, idIn } from '../shape.ts'
import type { Graph } from './client.ts'
import type { Http } from './http.ts'

/** What a citizen may send us in one file, and what Messenger takes from us: https://developers.facebook.com/docs/messenger-platform/reference/attachment-upload-api */
const largestIn = 10 * 1024 * 1024
const largestOut = 25 * 1024 * 1024
/** Where Meta keeps what people send. Anything else in a signed event would make us knock at a door of somebody's choosing. */
const keepers = /(^|\.)(fbcdn\.net|fbsbx\.com|facebook\.com)$/

function nameOf(url: URL, type: string): string {
  const last = decodeURIComponent(url.pathname.split('/').at(-1) ?? '').replace(/[^\p{L}\p{N}._ -]/gu, '_')
  const end = type.split('/')[1]?.replace(/[^a-z0-9]/g, '') ?? 'bin'
  if (last === '') return `fichier.${end}`
  return last.includes('.') ? last.slice(-100) : `${last.slice(-90)}.${end}`
}

/** Fetches what a person attached; undefined when it cannot be had. Redirections are not followed. */
export async function download(http: Http, address: string, timeout: number): Promise<InboundFile | undefined> {
  try {
    const url = new URL(address)
    if (url.protocol !== 'https:' || url.port !== '' || !keepers.test(url.hostname)) return undefined
    const path = `${url.pathname}${url.search}`
    const { status, headers, body } = await http({
      method: 'GET',
      host: url.hostname,
      path,
      largest: largestIn,
      timeout,
    })
    if (status !== 200 || body.length === 0) return undefined
    const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0] ?? 'application/octet-stream'
    return { name: nameOf(url, type), type, bytes: body }
  } catch {
    return undefined
  }
}

export const attachmentType = (file: InboundFile): string => /^(image|video|audio)\//.exec(file.type)?.[1] ?? 'file'

/** Leaves a file with Meta and resolves with its name there; nobody sees it until a message shows it. */
export async function upload(graph: Graph, pageId: string, file: InboundFile): Promise<string> {
  if (file.bytes.length > largestOut) throw new SendError('never', 'file-too-large')
  const message = { attachment: { type: attachmentType(file), payload: { is_reusable: true } } }
  const { body, type } = form([['message', JSON.stringify(message)]], 'filedata', file)
  const said = await graph.upload(`${pageId}/message_attachments`, body, type)
  const id = idIn(said, 'attachment_id')
  if (id === undefined) throw new SendError('retry', 'no-attachment-id')
  return id
}

/** One comment with its photo, in one call: either both are there, or neither. */
export function withPhoto(graph: Graph, place: string, text: string | undefined, file: InboundFile): Promise<Fields> {
  const { body, type } = form(text === undefined ? [] : [['message', text]], 'source', file)
  return graph.upload(place, body, type)
}

/** RFC 7578: fields, and one file under a name. */
function form(fields: readonly (readonly [string, string])[], name: string, file: InboundFile) {
  const boundary = `permanence-${randomBytes(16).toString('hex')}`
  const filename = file.name.replace(/["\r\n\\]/g, '_')
  const media = file.type.replace(/[^\w.+/-]/g, '')
  const head = [
    ...fields.map(
      ([key, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
    ),
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: ${media}\r\n\r\n`,
  ].join('')
  const body = Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, type: `multipart/form-data; boundary=${boundary}` }
}

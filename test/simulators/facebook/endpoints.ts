import type { z } from 'zod'
import { Refusal } from './faults.ts'
import { readForm } from './multipart.ts'
import { CommentBody, ControlBody, recipientOf, SendBody, UploadForm } from './rules.ts'
import { checkFields, commentView, limitIn, messageView, paged, talkView } from './views.ts'
import type { Attachment, Comment, Message, World } from './world.ts'

export interface GraphCall {
  readonly method: string
  /** Without the version. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly type: string
  readonly asApp: boolean
}

/** What the endpoints need of the whole: the world, and to say what the page did. */
export interface Ground {
  readonly world: World
  readonly page: { readonly id: string; readonly name: string }
  readonly tokenEnds: number
  /** Is our app allowed to take threads from others? */
  readonly primary: boolean
  /** Has our app the permission for people's names? */
  readonly mayName: boolean
  /** Of how many messages of a conversation the details are shown. */
  readonly details: number
  now(): number
  pageSaid(message: Message): void
  pageCommented(id: string, parent: string, text: string, photo?: Comment['photo']): void
  /** A file that lies with Meta from now on, and its address. */
  keep(name: string, type: string, bytes: Buffer): string
}

function parsed<T>(schema: z.ZodType<T>, { body, type }: GraphCall): T {
  if (!type.startsWith('application/json')) throw new Refusal(100, undefined, 'content-type')
  const read = schema.safeParse(JSON.parse(body.toString()))
  if (!read.success)
    throw new Refusal(
      100,
      undefined,
      read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', '),
    )
  return read.data
}

function send(ground: Ground, call: GraphCall): object {
  const asked = parsed(SendBody, call)
  const { world } = ground
  const person = recipientOf(world, asked, ground.now())
  const { text = '', attachment, quick_replies: quickReplies = [], metadata } = asked.message
  const attachments: Attachment[] = []
  if (attachment) {
    const upload = world.uploads.get(attachment.payload.attachment_id)
    if (!upload) throw new Refusal(100, 2_018_074, 'Invalid attachment')
    const url = ground.keep(upload.name, upload.type, upload.bytes)
    attachments.push({ type: attachment.type, name: upload.name, url })
  }
  const leave = asked.tag ?? asked.messaging_type
  const message = {
    id: world.name('m_'),
    person,
    at: ground.now(),
    fromPage: true,
    text,
    attachments,
    quickReplies,
    leave,
  }
  const comment = 'comment_id' in asked.recipient ? world.comment(asked.recipient.comment_id) : undefined
  const post = 'post_id' in asked.recipient ? world.comment(asked.recipient.post_id) : undefined
  const opened = comment ?? post
  if (opened) opened.privateReply = message.id
  ground.pageSaid({ ...message, ...(metadata !== undefined && { metadata }) })
  return { recipient_id: person, message_id: message.id }
}

function upload({ world }: Ground, { body, type }: GraphCall): object {
  const form = readForm(body, type)
  const message = form.find(({ name }) => name === 'message')
  const file = form.find(({ name }) => name === 'filedata')
  if (!message || !file?.filename || !UploadForm.safeParse(JSON.parse(message.bytes.toString())).success)
    throw new Refusal(100)
  const id = world.number()
  world.uploads.set(id, { type: file.type ?? '', name: file.filename, bytes: file.bytes })
  return { attachment_id: id }
}

const plainComment = (call: GraphCall): { message: string; photo?: Comment['photo'] } => parsed(CommentBody, call)

const photos = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])

/** One photo, with or without words. */
function photoComment(ground: Ground, { body, type }: GraphCall): { message: string; photo: Comment['photo'] } {
  const form = readForm(body, type)
  const file = form.find(({ name }) => name === 'source')
  const message = form.find(({ name }) => name === 'message')?.bytes.toString() ?? ''
  if (!file?.filename || !photos.has(file.type ?? '') || form.length > 2 || message.length > 8_000)
    throw new Refusal(100, undefined, 'source')
  const url = ground.keep(file.filename, file.type ?? '', file.bytes)
  return { message, photo: { url, name: file.filename } }
}

function comment(ground: Ground, call: GraphCall, on: string): object {
  const { world } = ground
  const { message, photo } = call.type.startsWith('multipart/') ? photoComment(ground, call) : plainComment(call)
  const target = world.comment(on)
  if (!target || target.removed) throw new Refusal(100, 33, 'Object does not exist')
  const id = `${target.post.split('_')[1]}_${world.number()}`
  // Two levels and no more: an answer to an answer stands beside it.
  ground.pageCommented(
    id,
    target.id === target.post || target.parent === target.post ? target.id : target.parent,
    message,
    photo,
  )
  return { id }
}

function control({ world, primary }: Ground, call: GraphCall): object {
  const { recipient } = parsed(ControlBody, call)
  if (!primary) throw new Refusal(10, 2_018_108, 'Not the primary receiver')
  world.owners.delete(recipient.id)
  return { success: true }
}

function conversations({ world, page, details }: Ground, { query }: GraphCall): object {
  if (query['platform'] !== 'messenger') throw new Refusal(100, undefined, 'platform')
  const limit = limitIn(query['fields'] ?? '', 'messages')
  const people = [...new Set(world.messages.map(({ person }) => person))]
  const wanted = people.filter((person) => query['user_id'] === undefined || query['user_id'] === person)
  const newest = (person: string): number => world.talk(person).at(-1)?.at ?? 0
  const talks = wanted.toSorted((a, b) => newest(b) - newest(a))
  return paged(
    talks.map((person) => talkView(world, person, page, {}, limit, details)),
    query,
    Number(query['limit'] ?? 25),
  )
}

function feed({ world }: Ground, { query }: GraphCall): object {
  const limit = limitIn(query['fields'] ?? '', 'comments')
  const posts = [...new Set(world.comments.map(({ post }) => post))].toReversed()
  const views = posts.map((post) => {
    const all = world.comments.filter((one) => one.post === post && one.id !== post && !one.removed)
    return { id: post, comments: paged(all.toReversed().map(commentView), {}, limit) }
  })
  return paged(views, query, Number(query['limit'] ?? 25))
}

/** A person who wrote to the page. Wants a permission that many apps do not have. */
function profile({ world, mayName }: Ground, id: string): object {
  if (!mayName) throw new Refusal(10, undefined, 'Business Asset User Profile Access')
  const known = world.profiles.get(id)
  if (known === undefined) throw new Refusal(100, 33, 'Unsupported get request')
  return { ...known, id }
}

function node(ground: Ground, { query }: GraphCall, id: string): object {
  const { world, page } = ground
  if (world.talk(id).length > 0 || world.profiles.has(id)) return profile(ground, id)
  const one = world.comment(id)
  if (!one || one.removed) throw new Refusal(100, 33, 'Object does not exist')
  const fields = query['fields'] ?? ''
  if (!fields.startsWith('private_reply_conversation')) return commentView(one)
  if (one.privateReply === undefined || !one.from) return { id }
  return { id, private_reply_conversation: talkView(world, one.from.id, page, {}, 50) }
}

/** The endpoints that the product calls, and not one more. undefined: nobody lives here. */
export function answer(ground: Ground, call: GraphCall): object | undefined {
  const { method, path, query } = call
  const { world, page, details } = ground
  const [first = '', second, ...more] = path.split('/')
  if (more.length > 0) return undefined
  if (method === 'GET' && path !== 'debug_token') checkFields(query['fields'])
  const limit = Number(query['limit'] ?? 25)
  switch (`${method} ${first === page.id ? 'PAGE' : 'ID'}/${second ?? ''}`) {
    case 'GET ID/':
      if (first === 'me') return page
      if (first === 'debug_token') return debugToken(ground, call)
      return node(ground, call, first)
    case 'POST PAGE/messages':
      return send(ground, call)
    case 'POST PAGE/message_attachments':
      return upload(ground, call)
    case 'POST PAGE/take_thread_control':
      return control(ground, call)
    case 'POST ID/comments':
      return comment(ground, call, first)
    case 'GET PAGE/conversations':
      return conversations(ground, call)
    case 'GET PAGE/feed':
      return feed(ground, call)
    case 'GET ID/messages':
      return paged(
        world
          .talk(first.slice(2))
          .toReversed()
          .map((message, age) => (age < details ? messageView(message, page) : { id: message.id })),
        query,
        limit,
      )
    case 'GET ID/comments': {
      const all =
        query['filter'] === 'stream'
          ? world.comments.filter(({ post, id }) => post === first && id !== post)
          : world.under(first)
      return paged(all.toReversed().map(commentView), query, limit)
    }
    default:
      return undefined
  }
}

function debugToken({ tokenEnds }: Ground, { asApp, query }: GraphCall): object {
  if (!asApp || query['input_token'] === undefined) throw new Refusal(100, undefined, 'debug_token')
  return { data: { is_valid: true, expires_at: 0, data_access_expires_at: Math.floor(tokenEnds / 1_000) } }
}

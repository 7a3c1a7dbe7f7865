import { randomBytes } from 'node:crypto'
import type { Desk } from './world.ts'

/** The names a request may point at. */
export type Target = Pick<Desk, 'id' | 'conversation' | 'file' | 'upload' | 'colleague' | 'session'>

export interface Probe {
  readonly path: string
  readonly body?: object
  readonly raw?: string
  /** Answers 2xx to everyone who signed in: then only what it says counts. */
  readonly open?: true
  /** Works once: there is nothing to compare it with. */
  readonly once?: true
}

/** The same shapes, and nothing behind them. */
export function nowhere(): Target {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex')
  return {
    // Always the same, because wrong tries are counted by login.
    id: 'ouest',
    conversation: hex(12),
    file: hex(12),
    upload: randomBytes(16).toString('base64url'),
    colleague: hex(12),
    session: hex(32),
  }
}

/** The list ends just before the target's newest conversation. */
const cursor = ({ conversation }: Target) =>
  Buffer.from(JSON.stringify({ d: 3, t: 0, i: conversation })).toString('base64url')

const sheetOf = (target: Target) => `/api/knowledge/${target.id}/sheet/fiche`
const words = { fr: 'x', en: 'x' }
const day = '2026-11-22'
const lists = { questions: { fr: [], en: [] }, topics: [], redirect: 'none' }
const sheet = { id: 'fiche', title: words, body: words, ...lists, source: 'x', verified: day, review: day }

let ids = 0
const clientId = () => `probe-${++ids}`
const at = (target: Target) => `/api/conversations/${target.conversation}`
const bare =
  (verb: string) =>
  (target: Target): Probe[] => [{ path: `${at(target)}/${verb}`, body: {} }]

/**
 * For each route, how someone would reach for what is not theirs: `target` is behind the wall, `own` is theirs.
 * A route that stands in the product and not here fails the test: write how it could be abused.
 */
export const cases: Readonly<Record<string, (target: Target, own: Target) => readonly Probe[]>> = {
  'POST /api/session': (target) => [{ path: '/api/session', body: { login: `keeper-${target.id}`, password: 'faux' } }],
  'GET /api/me': () => [{ path: '/api/me', open: true }],
  'GET /api/sessions': () => [{ path: '/api/sessions', open: true }],
  'DELETE /api/sessions/:id': ({ session }) => [{ path: `/api/sessions/${session}` }],
  'GET /api/queue': (target, own) => [
    { path: '/api/queue?view=all', open: true },
    { path: `/api/queue?view=all&desk=${target.id}`, open: true },
    { path: `/api/queue?view=done&desk=${target.id}&channel=discussion`, open: true },
    { path: `/api/queue?view=all&channel=${own.id}`, open: true },
    { path: `/api/queue?view=all&after=${cursor(target)}`, open: true },
  ],
  'GET /api/counts': () => [{ path: '/api/counts', open: true }],
  'GET /api/conversations/:id': (target) => [{ path: at(target) }],
  'GET /api/conversations/:id/messages': (target) => [
    { path: `${at(target)}/messages` },
    { path: `${at(target)}/messages?after=0` },
    { path: `${at(target)}/messages?before=9&limit=1` },
    { path: `${at(target)}/messages?after=99999` },
  ],
  'PUT /api/conversations/:id/draft': (target) => [{ path: `${at(target)}/draft`, body: { answer: 'x', note: '' } }],
  'POST /api/conversations/:id/read': (target) => [{ path: `${at(target)}/read`, body: { seq: 1 } }],
  'POST /api/conversations/:id/take': bare('take'),
  'POST /api/conversations/:id/release': bare('release'),
  'POST /api/conversations/:id/resolve': bare('resolve'),
  'POST /api/conversations/:id/reopen': bare('reopen'),
  'POST /api/conversations/:id/transfer': (target, own) => [
    { path: `${at(target)}/transfer`, body: { to: own.colleague } },
    { path: `${at(own)}/transfer`, body: { to: target.colleague } },
  ],
  'POST /api/conversations/:id/apart': (target) => [
    { path: `${at(target)}/apart`, body: { reason: 'x' } },
    { path: `${at(target)}/apart`, body: { reason: null } },
  ],
  'GET /api/channels': () => [{ path: '/api/channels', open: true }],
  'PUT /api/channels/:desk/:id': (target) => [
    { path: `/api/channels/${target.id}/discussion`, body: { settings: {} } },
    { path: `/api/channels/${target.id}/discussion`, body: { settings: { pageId: '1' } } },
  ],
  'POST /api/channels/:desk/:id/pause': (target) => [
    { path: `/api/channels/${target.id}/discussion/pause`, body: { paused: true } },
  ],
  'POST /api/channels/:desk/:id/check': (target) => [{ path: `/api/channels/${target.id}/discussion/check`, body: {} }],
  'POST /api/conversations/:id/danger': (target) => [{ path: `${at(target)}/danger`, body: { level: 'hard' } }],
  'POST /api/conversations/:id/reply': (target, own) => [
    { path: `${at(target)}/reply`, body: { text: 'x', seen: 99, clientId: clientId() } },
    { path: `${at(target)}/reply`, body: { text: 'x', seen: 0, clientId: clientId() } },
    { path: `${at(own)}/reply`, body: { text: 'x', seen: 99, clientId: clientId(), files: [target.upload] } },
  ],
  'POST /api/conversations/:id/private': (target) => [
    { path: `${at(target)}/private`, body: { text: 'x', seen: 99, clientId: clientId() } },
  ],
  'POST /api/conversations/:id/note': (target) => [
    { path: `${at(target)}/note`, body: { text: 'x', clientId: clientId() } },
  ],
  'POST /api/conversations/:id/messages/:seq/retry': (target) => [{ path: `${at(target)}/messages/1/retry`, body: {} }],
  'POST /api/conversations/:id/messages/:seq/done': (target) => [
    { path: `${at(target)}/messages/1/done`, body: { at: '2026-11-22T10:00:00Z', text: 'x' } },
  ],
  'POST /api/uploads': () => [{ path: '/api/uploads?name=a.txt', raw: 'x', open: true }],
  'GET /api/desks/:desk/colleagues': (target) => [{ path: `/api/desks/${target.id}/colleagues` }],
  'POST /api/counter': (target, own) => [
    { path: '/api/counter', body: { desk: target.id, channel: 'guichet', text: 'x' } },
    { path: '/api/counter', body: { desk: own.id, channel: target.id, text: 'x' } },
    { path: '/api/counter', body: { desk: own.id, channel: 'guichet', text: 'x', uploads: [target.upload] } },
  ],
  'GET /api/knowledge/:desk': (target) => [{ path: `/api/knowledge/${target.id}` }],
  'GET /api/knowledge/:desk/asked': (target) => [{ path: `/api/knowledge/${target.id}/asked` }],
  'GET /api/knowledge/:desk/asked/:id/:seq': (target, own) => [
    { path: `/api/knowledge/${target.id}/asked/${target.conversation}/1` },
    { path: `/api/knowledge/${own.id}/asked/${target.conversation}/1` },
  ],
  'GET /api/knowledge/:desk/:kind/:id/history': (target) => [
    { path: `${sheetOf(target)}/history` },
    { path: `/api/knowledge/${target.id}/fact/17/history` },
  ],
  'POST /api/knowledge/:desk/:kind/:id/check': (target) => [
    { path: `${sheetOf(target)}/check`, body: { body: sheet } },
  ],
  'PUT /api/knowledge/:desk/:kind/:id/draft': (target) => [
    { path: `${sheetOf(target)}/draft`, body: { body: sheet, after: 0 } },
  ],
  'POST /api/knowledge/:desk/:kind/:id/publish': (target) => [
    { path: `${sheetOf(target)}/publish`, body: { body: sheet, after: 0 } },
    { path: `${sheetOf(target)}/publish`, body: { body: sheet, after: 7 } },
  ],
  'POST /api/knowledge/:desk/:kind/:id/withdraw': (target) => [
    { path: `${sheetOf(target)}/withdraw`, body: { after: 0 } },
  ],
  'GET /files/staff/:conversation/:file': (target, own) => [
    { path: `/files/staff/${target.conversation}/${target.file}` },
    { path: `/files/staff/${own.conversation}/${target.file}` },
  ],
  'GET /files/chat/:file': (target) => [{ path: `/files/chat/${target.file}` }],
  'GET /chat/messages': () => [{ path: '/chat/messages' }],
  'POST /chat/uploads': () => [{ path: '/chat/uploads?name=a.txt', raw: 'x' }],
  'GET /hooks/:desk/:channel': (target) => [{ path: `/hooks/${target.id}/discussion?hub.mode=subscribe&crc_token=x` }],
  'POST /hooks/:desk/:channel': (target) => [{ path: `/hooks/${target.id}/discussion`, body: { object: 'page' } }],
  // Last: it ends the session that all the others use.
  'DELETE /api/session': () => [{ path: '/api/session', open: true, once: true }],
}

/** Anyone on the street may ask for these, and they hold nothing of anyone. */
export const forAll: readonly RegExp[] = [
  /^GET \/(en)?$/,
  /^GET (\/en)?\/(accessibilite|donnees|traces|urgence|plan|infos|infos\/:id|legal|privacy|emergency|info|info\/:id)$/,
  /^(GET|POST) \/sortie$/,
]

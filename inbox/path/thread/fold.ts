import type { Desk } from '../../desk/rules.ts'
import type { Danger } from '../../door/door.ts'
import type { ConversationRow } from '../../store/talk/conversations.ts'
import type { MessageRow } from '../../store/talk/messages.ts'
import type { Body, Face } from './body.ts'

/** A head in memory: the row with its sealed part open. */
export interface HeadState extends Omit<ConversationRow, 'face'> {
  face: Face
}

export const levels: readonly Danger[] = ['none', 'soft', 'hard']
const PREVIEW = 160

/** What a head holds before its first message, and keeps. */
export type Facts = '_id' | 'desk' | 'channel' | 'contact' | 'number' | 'public'

/** The head of a conversation that has no message yet. */
export function emptyHead(
  facts: Pick<HeadState, Facts> & Pick<Partial<HeadState>, 'standing'>,
  at: Date,
  face: Face,
): HeadState {
  return {
    ...facts,
    status: 'empty',
    assignee: null,
    assigneeName: null,
    danger: 0,
    junk: false,
    apartUntil: null,
    trouble: 0,
    waiting: false,
    since: at,
    lastAt: at,
    seq: 0,
    lastIn: 0,
    heardAt: null,
    unread: 0,
    turn: false,
    botSeq: 0,
    automatic: 0,
    noticed: null,
    readByContact: 0,
    readByAgents: 0,
    face,
  }
}

/** Makes the preview one line of plain text. */
const line = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, PREVIEW)

/**
 * One message folded into the head. Pure but for the head it changes: live writes, repair after a crash and
 * `heads rebuild` all go through here, so a head can always be had again from its messages.
 */
export function fold(head: HeadState, row: MessageRow, body: Body, desk: Pick<Desk, 'bot'>): void {
  if (row.dir === 'in') heard(head, row, body, desk)
  else if (row.dir === 'out') spoke(head, row, body)
  if (row.event) happened(head, row, body)
  head.seq = row.seq
  if (row.aside) return
  if (row.audience === 'contact') head.lastAt = row.at
  if (!head.waiting) head.since = head.lastAt
  head.turn = head.status === 'pending' && head.lastIn > head.botSeq
}

function heard(head: HeadState, row: MessageRow, body: Body, desk: Pick<Desk, 'bot'>): void {
  if (row.aside) {
    // What somebody took back is worth a look; a reaction is not.
    if (row.replaces === undefined) return
    head.unread += 1
    if (row.replaces === head.lastIn) head.waiting = false
    return
  }
  const first = head.lastIn === 0
  const machine = row.neverAnswer === true
  if (first) head.junk = row.junk === true
  if (head.status === 'resolved' || head.status === 'snoozed' || head.status === 'empty') {
    head.status = desk.bot === 'none' || machine || head.junk ? 'open' : 'pending'
    head.assignee = null
    head.assigneeName = null
  }
  // A person waits, and a wire's window runs, from when they wrote; what came late was written earlier.
  const told = row.written ?? row.at
  if (!machine && !head.waiting) {
    head.waiting = true
    head.since = told
  }
  if (body.subject !== undefined && head.face.subject === undefined) head.face.subject = line(body.subject)
  if (first || (row.token === true && body.sender === undefined)) redirect(head.face, body)
  head.danger = Math.max(head.danger, levels.indexOf(row.danger ?? 'none'))
  head.face.preview = line(body.text) || line(body.files?.[0]?.name ?? '')
  head.unread += 1
  head.lastIn = row.seq
  head.heardAt = head.heardAt && head.heardAt > told ? head.heardAt : told
}

/**
 * Whoever begins a conversation, or writes as that person with our token, may say where answers go. A mail that
 * only names earlier ones may not: whoever forges a sender and guesses an id would have the answers sent to themselves.
 */
function redirect(face: Face, { answersTo }: Body): void {
  if (answersTo === undefined) delete face.answersTo
  else face.answersTo = answersTo
}

function spoke(head: HeadState, row: MessageRow, body: Body): void {
  // A machine opens a private talk for somebody who wrote in public: it holds it until a human takes it.
  if (head.status === 'empty' && row.author.type !== 'agent') head.status = 'pending'
  if (row.notice) {
    head.noticed = { level: levels.indexOf(row.notice), at: row.at }
    if (row.delivery?.by === 'lease') head.automatic += 1
    return
  }
  if (row.author.type === 'bot') head.botSeq = row.seq
  if (row.author.type === 'bot' && row.delivery?.automatic) head.automatic += 1
  if (row.author.type === 'agent') head.unread = 0
  // One of ours wrote in another tool: the bot holds its tongue.
  if (row.author.type === 'agent' && (head.status === 'pending' || head.status === 'empty')) head.status = 'open'
  // What a machine said tells nobody what the matter is: the list goes on showing what the person wrote.
  if (row.author.type === 'agent' && body.text !== '') head.face.preview = line(body.text)
  if (row.event?.type !== 'handover') head.waiting = false
}

function happened(head: HeadState, row: MessageRow, body: Body): void {
  const event = row.event ?? { type: '' }
  const wait = () => {
    if (head.waiting || head.lastIn === 0) return
    head.waiting = true
    head.since = row.at
  }
  const give = (id: string | null, name: string | null) => {
    head.status = 'open'
    head.assignee = id
    head.assigneeName = name
  }
  switch (event.type) {
    case 'handover':
      head.botSeq = row.seq
      give(null, null)
      wait()
      break
    case 'taken':
    case 'reopened':
      give(row.author.id ?? null, row.author.name ?? null)
      break
    case 'released':
      give(null, null)
      wait()
      break
    case 'transferred':
      give(String(event['to']), String(event['toName']))
      break
    case 'resolved':
      head.status = 'resolved'
      head.waiting = false
      head.unread = 0
      break
    case 'apart':
      head.junk = event['on'] === true
      head.apartUntil = head.junk ? new Date(String(event['until'])) : null
      if (head.junk) head.face.apart = { reason: body.text, by: row.author.name ?? '', until: String(event['until']) }
      else delete head.face.apart
      break
    case 'moved':
      if (row.author.type === 'bot') head.botSeq = row.seq
      if (head.status === 'pending') give(null, null)
      head.waiting = false
      head.unread = 0
      break
    case 'danger':
      head.danger = Math.max(0, levels.indexOf(event['level'] as Danger))
      break
  }
}

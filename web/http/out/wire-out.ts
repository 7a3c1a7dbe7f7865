import type {
  Capabilities,
  ConversationEvent,
  Draft,
  FileInfo,
  Head,
  Message,
  Opened,
  VisitorEvent,
} from '../../../inbox/index.ts'
import type {
  WireCapabilities,
  WireDraft,
  WireEvent,
  WireFile,
  WireHead,
  WireMessage,
  WireOpened,
  WireVisitorState,
} from '../../wire.ts'
import type { Directory } from './directory.ts'

/** The same fields, where the optional ones may be undefined. */
type Loose<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] }

/** Leaves out what is undefined: on the wire an absent field is absent. */
function chosen<T extends object>(fields: Loose<T>): T {
  for (const key of Object.keys(fields) as (keyof T)[]) if (fields[key] === undefined) delete fields[key]
  return fields as T
}

export function wireHead(directory: Directory, head: Head): WireHead {
  const channel = directory.channel(head.desk, head.channel)
  return chosen<WireHead>({
    id: head.id,
    number: head.number,
    desk: head.desk,
    deskName: directory.desk(head.desk)?.name.fr ?? head.desk,
    channel: head.channel,
    channelName: channel?.name ?? head.channel,
    icon: channel?.icon ?? 'chat',
    contact: chosen<WireHead['contact']>({
      name: head.contact.name,
      address: head.contact.address,
      answersTo: head.contact.answersTo,
    }),
    public: head.public,
    apart: head.apart && { ...head.apart, until: head.apart.until.toISOString() },
    heardAt: head.heardAt?.toISOString(),
    status: head.status,
    assignee: head.assignee && { id: head.assignee.id, name: head.assignee.name },
    danger: head.danger,
    junk: head.junk,
    trouble: head.trouble,
    waitingSince: head.waitingSince?.toISOString(),
    lastAt: head.lastAt.toISOString(),
    lastSeq: head.lastSeq,
    subject: head.subject,
    preview: head.preview,
    unread: head.unread,
  })
}

/** A message as staff see it. */
export function wireMessage(conversation: string, message: Message): WireMessage {
  const { author, delivery, flags, card, sheet } = message
  return chosen<WireMessage>({
    ...forBoth(message),
    written: message.written?.toISOString(),
    audience: message.audience,
    author: chosen<WireMessage['author']>({ type: author.type, id: author.id, name: author.name }),
    html: message.html,
    quoted: message.quoted,
    subject: message.subject,
    card: card && { type: card.type, level: card.level, numbers: [...card.numbers] },
    event: message.event && wireEvent(message.event),
    danger: message.danger,
    public: message.public,
    aside: message.aside,
    replaces: message.replaces && { ...message.replaces },
    link: message.link,
    sheet: sheet && wireSheet(sheet),
    summary: message.summary?.map(([label, value]): [string, string] => [label, value]),
    files: message.files.map((file) => wireFile(`/files/staff/${conversation}`, file)),
    sender: message.sender,
    flags:
      flags &&
      chosen<NonNullable<WireMessage['flags']>>({
        neverAnswer: flags.neverAnswer,
        defects: flags.defects && [...flags.defects],
        verdicts: flags.verdicts && { ...flags.verdicts },
      }),
    delivery:
      delivery &&
      chosen<NonNullable<WireMessage['delivery']>>({
        state: delivery.state,
        tries: delivery.tries,
        turn: delivery.turn,
        code: delivery.code,
        at: delivery.at?.toISOString(),
        outcome: delivery.outcome,
      }),
  })
}

/** A message as the person sees it: no colleague's id, no summary, no verdict, no delivery state. */
export function wireForVisitor(message: Message): WireMessage {
  const { author, card, sheet, event } = message
  return chosen<WireMessage>({
    ...forBoth(message),
    audience: 'contact',
    author: chosen<WireMessage['author']>({ type: author.type, name: author.name }),
    card: card && { type: card.type, level: card.level, numbers: [...card.numbers] },
    event: event && { type: event.type },
    sheet: sheet && wireSheet(sheet),
    files: message.files.map((file) => wireFile('/files/chat', file)),
  })
}

function forBoth(message: Message) {
  return {
    seq: message.seq,
    at: message.at.toISOString(),
    text: message.text,
    choices: message.choices?.map(({ id, label }) => ({ id, label })),
    clientId: message.clientId,
  }
}

function wireEvent(event: ConversationEvent): WireEvent {
  if (event.type === 'handover') return { type: event.type, reason: event.reason }
  if (event.type === 'transferred') return { type: event.type, to: event.to, toName: event.toName }
  if (event.type === 'danger') return { type: event.type, level: event.level }
  if (event.type === 'moved') return { type: event.type, to: event.to }
  if (event.type === 'apart') return { type: event.type, on: event.on, ...(event.again && { again: true }) }
  return { type: event.type }
}

function wireSheet({ id, title, url, verified }: NonNullable<Message['sheet']>): NonNullable<WireMessage['sheet']> {
  return chosen<NonNullable<WireMessage['sheet']>>({ id, title, url, verified })
}

function wireFile(path: string, file: FileInfo): WireFile {
  return { id: file.id, name: file.name, type: file.type, size: file.size, url: `${path}/${file.id}` }
}

function wireCapabilities(capabilities: Capabilities): WireCapabilities {
  const { delivery, maxLength, media, files, typing, subject, public: open, window: spell } = capabilities
  return chosen<WireCapabilities>({
    delivery,
    maxLength,
    media,
    files: files && { ...files },
    typing,
    subject,
    public: open && { ...open },
    window: spell && { ...spell },
  })
}

export function wireDraft(draft: Draft): WireDraft {
  return { answer: draft.answer, note: draft.note, savedAt: draft.savedAt.toISOString() }
}

export function wireOpened(directory: Directory, opened: Opened, draft: Draft | undefined): WireOpened {
  return chosen<WireOpened>({
    head: wireHead(directory, opened.head),
    messages: opened.messages.map((message) => wireMessage(opened.head.id, message)),
    more: opened.more,
    capabilities: wireCapabilities(opened.capabilities),
    readByContact: opened.readByContact,
    draft: draft && wireDraft(draft),
  })
}

export function wireVisitorState(
  state: Pick<Extract<VisitorEvent, { type: 'state' }>, 'status' | 'agent'>,
  readByAgent: number,
): WireVisitorState {
  return chosen<WireVisitorState>({ status: state.status, agent: state.agent, readByAgent })
}

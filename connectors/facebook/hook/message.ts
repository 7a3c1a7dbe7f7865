import type { Inbound, Utterance } from '../../../inbox/contract.ts'
import { type Fields, idIn, listIn, recordIn, textIn } from '../shape.ts'
import { readAttachments } from './attachments.ts'
import { type Intake, isOurs, keepAside, type Parcel, personOf, receive } from './intake.ts'

/** The app that Meta's own Page inbox sends by: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing */
const pageInbox = '263902037430900'
/** Travels with everything that we send and comes back in its echo. */
export const ourMark = 'permanence:'

/** What all our readings of private talk have in common; standby: recorded, and another app answers. */
export function privately(
  person: string,
  { standby, name }: Parcel,
  defects: readonly string[] = [],
): Omit<Utterance, 'text' | 'thread'> {
  const all = standby ? ['standby', ...defects] : defects
  const flags = { ...(standby && { neverAnswer: true }), ...(all.length > 0 && { defects: all }) }
  return { from: personOf(person, name), ...(Object.keys(flags).length > 0 && { flags }) }
}

/** The words of a message now, its files when they are fetched. */
function contentOf(
  intake: Intake,
  parcel: Parcel,
  message: Fields,
  person: string,
  more: Partial<Utterance>,
): Inbound['content'] {
  const reply = recordIn(message, 'reply_to')
  const answered = reply && idIn(reply, 'mid')
  const pressed = recordIn(message, 'quick_reply')
  const choice = pressed && textIn(pressed, 'payload')
  const messageId = idIn(message, 'mid')
  const text = textIn(message, 'text') ?? ''
  const list = listIn(message, 'attachments')
  const unreadable = message['is_unsupported'] === true ? ['unsupported'] : []
  const rest = {
    thread: { standing: 'private', ...(messageId && { messageId }), ...(answered && { references: [answered] }) },
    ...(choice !== undefined && { choice }),
    ...more,
  }
  if (list.length === 0) return { ...privately(person, parcel, unreadable), text, ...rest }
  return async () => {
    const { lines, files, defects } = await readAttachments(list, intake.http, intake.filePatience)
    return {
      ...privately(person, parcel, [...unreadable, ...defects]),
      // A link in the text is attached to it once more.
      text: [text, ...lines.filter((line) => !text.includes(line))].filter((line) => line !== '').join('\n'),
      ...rest,
      ...(files.length > 0 && { files }),
    }
  }
}

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/message-echoes */
async function takeEcho(intake: Intake, parcel: Parcel, message: Fields, mid: string, at: Date): Promise<void> {
  const recipient = recordIn(parcel.event, 'recipient')
  const person = recipient && idIn(recipient, 'id')
  const app = idIn(message, 'app_id')
  const ours = app === intake.config.appId || textIn(message, 'metadata')?.startsWith(ourMark) === true
  if (ours || (await isOurs(intake, mid))) return intake.tally.add('own-echo')
  if (person === undefined) return keepAside(intake, parcel, 'unknown-event')
  const name =
    app === undefined || app === pageInbox ? 'Boîte de réception Facebook' : `Autre outil (application ${app})`
  const content = contentOf(intake, parcel, message, person, { ours: { name } })
  await receive(intake, parcel, `m:${mid}`, at, content)
}

/** A message of a person, or the echo of one that the page sent. */
export async function takeMessage(
  intake: Intake,
  parcel: Parcel,
  message: Fields,
  person: string,
  at: Date,
): Promise<void> {
  const mid = idIn(message, 'mid')
  if (mid === undefined) return keepAside(intake, parcel, 'unknown-event')
  if (message['is_deleted'] === true) {
    return receive(intake, parcel, `m:${mid}:deleted`, at, {
      ...privately(person, parcel),
      text: '',
      thread: { standing: 'private' },
      replaces: { externalId: `m:${mid}`, removed: true },
    })
  }
  const fromPage = message['is_echo'] === true || person === intake.config.pageId
  if (fromPage) return takeEcho(intake, parcel, message, mid, at)
  const empty = textIn(message, 'text') === undefined && listIn(message, 'attachments').length === 0
  // A kind of message that Meta invented after us: it has come, and says nothing that we can read.
  const more = empty && message['is_unsupported'] !== true ? { flags: unread(parcel) } : {}
  await receive(intake, parcel, `m:${mid}`, at, contentOf(intake, parcel, message, person, more))
}

const unread = ({ standby }: Parcel) => ({
  ...(standby && { neverAnswer: true }),
  defects: [...(standby ? ['standby'] : []), 'unsupported'],
})

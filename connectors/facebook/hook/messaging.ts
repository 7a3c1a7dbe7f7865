import { type Fields, idIn, listIn, numberIn, recordIn, textIn, timeIn } from '../shape.ts'
import { hashOf, type Intake, keepAside, type Parcel, receive } from './intake.ts'
import { privately, takeMessage } from './message.ts'

interface Case {
  readonly intake: Intake
  readonly parcel: Parcel
  readonly person: string
  readonly at: Date
}

/** A button of a template or of the page's menu. */
async function takePostback({ intake, parcel, person, at }: Case, postback: Fields): Promise<void> {
  const mid = idIn(postback, 'mid')
  const choice = textIn(postback, 'payload')
  await receive(intake, parcel, mid ? `m:${mid}` : `p:${hashOf(parcel.event)}`, at, {
    ...privately(person, parcel),
    text: textIn(postback, 'title') ?? '',
    thread: { standing: 'private', ...(mid && { messageId: mid }) },
    ...(choice !== undefined && { choice }),
  })
}

async function takeEdit({ intake, parcel, person, at }: Case, edit: Fields): Promise<void> {
  const mid = idIn(edit, 'mid')
  if (mid === undefined) return keepAside(intake, parcel, 'unknown-event')
  const number = numberIn(edit, 'num_edit')
  await receive(intake, parcel, `m:${mid}:edit:${number ?? hashOf(parcel.event)}`, at, {
    ...privately(person, parcel),
    text: textIn(edit, 'text') ?? '',
    thread: { standing: 'private', messageId: mid },
    replaces: { externalId: `m:${mid}` },
  })
}

async function takeReaction({ intake, parcel, person, at }: Case, reaction: Fields): Promise<void> {
  const mid = idIn(reaction, 'mid')
  const undone = textIn(reaction, 'action') === 'unreact'
  await receive(intake, parcel, `r:${hashOf(parcel.event)}`, at, {
    ...privately(person, parcel),
    text: undone ? 'Réaction retirée' : (textIn(reaction, 'emoji') ?? textIn(reaction, 'reaction') ?? ''),
    thread: { standing: 'private', ...(mid && { references: [mid] }) },
    aside: true,
  })
}

async function takeDelivery({ intake }: Case, delivery: Fields): Promise<void> {
  for (const mid of listIn(delivery, 'mids')) {
    if (typeof mid !== 'string') continue
    const known = await intake.sink.report({ messageId: mid, state: 'delivered', code: 'delivered' })
    if (!known) intake.tally.add('delivered-unknown')
  }
}

async function takeRead({ intake, person }: Case, read: Fields): Promise<void> {
  const upTo = timeIn(read, 'watermark')
  if (upTo) await intake.sink.read({ address: person, upTo })
}

const aside =
  (code: string) =>
  ({ intake, parcel }: Case): Promise<void> =>
    keepAside(intake, parcel, code)

type Taker = (given: Case, fields: Fields) => Promise<void>

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events */
const takers: readonly (readonly [string, Taker])[] = [
  ['message', ({ intake, parcel, person, at }, fields) => takeMessage(intake, parcel, fields, person, at)],
  ['postback', takePostback],
  ['message_edit', takeEdit],
  ['reaction', takeReaction],
  ['delivery', takeDelivery],
  ['read', takeRead],
  ['pass_thread_control', aside('thread-passed')],
  ['take_thread_control', aside('thread-taken')],
  ['request_thread_control', aside('thread-requested')],
  ['referral', aside('referral')],
  ['optin', aside('optin')],
  ['app_roles', aside('app-roles')],
]

/** What is said in a talk. All of it waits for the name, and not only what begins one: a correction must not overtake its message. */
const talks = new Set(['message', 'postback', 'message_edit', 'reaction'])

/** The same parcel, with what Meta calls the person: whoever wrote, or to whom the page did. */
async function named(intake: Intake, parcel: Parcel, fields: Fields): Promise<Parcel> {
  const other = recordIn(parcel.event, fields['is_echo'] === true ? 'recipient' : 'sender')
  const name = await intake.names.of((other && idIn(other, 'id')) ?? '')
  return name === undefined ? parcel : { ...parcel, name }
}

/** One event of Messenger. What we do not know is kept whole and counted: it must not make Meta send everything again. */
export async function takeMessaging(intake: Intake, parcel: Parcel): Promise<void> {
  const { event } = parcel
  const sender = recordIn(event, 'sender')
  const person = sender && idIn(sender, 'id')
  for (const [name, take] of takers) {
    const fields = recordIn(event, name)
    if (fields === undefined) continue
    if (person === undefined) break
    const known = talks.has(name) ? await named(intake, parcel, fields) : parcel
    return take({ intake, parcel: known, person, at: timeIn(event, 'timestamp') ?? new Date() }, fields)
  }
  await keepAside(intake, parcel, 'unknown-event')
}

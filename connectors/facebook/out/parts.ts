import type { InboundFile, Outbound } from '../../../inbox/contract.ts'
import { split } from './split.ts'

/** One message on the wire. An answer may take several. */
export interface Part {
  readonly text?: string
  readonly file?: InboundFile
  readonly quickReplies?: readonly QuickReply[]
}

interface QuickReply {
  readonly content_type: 'text'
  readonly title: string
  readonly payload: string
}

/** https://developers.facebook.com/docs/messenger-platform/send-messages#sending_text */
export const longestPrivate = 2_000
export const longestPublic = 8_000
/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/quick-replies */
export const mostQuick = 13
export const longestTitle = 20

type Choices = NonNullable<Outbound['choices']>

const quick = (choices: Choices, titleOf: (index: number) => string): readonly QuickReply[] =>
  choices.slice(0, mostQuick).map(({ id }, index) => ({ content_type: 'text', title: titleOf(index), payload: id }))

const numbered = (text: string, choices: Choices): string =>
  [text, '', ...choices.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n')

/** Buttons where they fit; else every choice in full as a numbered line, and buttons that bear the numbers. */
function withChoices(text: string, choices: Choices): { text: string; quickReplies?: readonly QuickReply[] } {
  if (choices.length === 0) return { text }
  const fit = choices.length <= mostQuick && choices.every(({ label }) => label !== '' && label.length <= longestTitle)
  if (fit) return { text, quickReplies: quick(choices, (index) => choices[index]?.label ?? '') }
  return { text: numbered(text, choices), quickReplies: quick(choices, (index) => String(index + 1)) }
}

/** Buttons hang on the last message: the next one would take them away. */
export function privateParts({ text, choices = [], files = [] }: Outbound): readonly Part[] {
  const said = withChoices(text, choices)
  const texts = said.text.trim() === '' ? [] : split(said.text, longestPrivate).map((part): Part => ({ text: part }))
  const shown = files.map((file): Part => ({ file }))
  const { quickReplies } = said
  if (quickReplies === undefined) return [...texts, ...shown]
  const last = texts.at(-1)
  return [...shown, ...texts.slice(0, -1), ...(last ? [{ ...last, quickReplies }] : [])]
}

export function publicParts({ text, choices = [] }: Outbound): readonly Part[] {
  const said = choices.length === 0 ? text : numbered(text, choices)
  return split(said, longestPublic).map((part) => ({ text: part }))
}

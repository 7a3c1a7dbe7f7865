import type { Capabilities, Desk, Message } from '../../inbox/index.ts'
import type { Sheet } from '../sheets/schema.ts'
import { hoursPhrase } from '../words/hours.ts'
import type { Language } from '../words/language.ts'
import type { Choice, Lines } from './schema.ts'

export interface Line {
  readonly text: string
  readonly choices?: readonly { readonly id: string; readonly label: string }[]
  readonly sheet?: NonNullable<Message['sheet']>
}

/** What the wire and the desk add to every line. */
export interface Voice {
  readonly lines: Lines
  readonly language: Language
  readonly desk: Desk
  readonly capabilities: Capabilities
  readonly reference: string
  /** The bot has not spoken yet in this conversation. */
  readonly first: boolean
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function deskValues(desk: Desk, language: Language): Record<string, string> {
  return { desk: desk.name[language], hours: hoursPhrase(desk.hours, language), delay: desk.delay[language] }
}

/**
 * What opens a line. Our own faces said before the first message that nobody is behind it, and label every line; on any
 * other wire each line says so itself. Where answers are slow the first line is an acknowledgement.
 */
function opening({ lines, language, desk, capabilities, reference, first }: Voice): string[] {
  if (capabilities.cards) return []
  if (!first) return [lines.again[language]]
  const parts = [lines.automatic[language]]
  if (!capabilities.automatic) return parts
  const values = { ...deskValues(desk, language), reference }
  return [...parts, fill(lines.acknowledge[language], values), lines.emergency[language]]
}

/** One line of the bot: buttons where the wire has them, numbers in the text where it has not. */
export function speak(voice: Voice, body: readonly string[], choices: readonly Choice[], sheet?: Sheet): Line {
  const { language, capabilities, lines } = voice
  const labels = choices.map(({ id, label }) => ({ id, label: label[language] }))
  const numbered = labels.map(({ label }, index) => `${index + 1}. ${label}`).join('\n')
  const pick = capabilities.buttons || labels.length === 0 ? [] : [numbered, lines.pick[language]]
  const text = within([...opening(voice), ...body], pick, capabilities.maxLength)
  return {
    text,
    ...(capabilities.buttons && labels.length > 0 ? { choices: labels } : {}),
    ...(sheet ? { sheet: sheetMark(sheet, language) } : {}),
  }
}

/** What the person reads as they are passed to a human. From then on they can only wait: what to do in danger stands there. */
export function passOn(voice: Voice, body: readonly string[]): string {
  const values = deskValues(voice.desk, voice.language)
  const said = [...opening(voice), ...body.map((part) => fill(part, values))]
  const numbers = namesNumbers(said.join('\n')) ? [] : [voice.lines.emergency[voice.language]]
  return within(said, numbers, voice.capabilities.maxLength)
}

const EMERGENCY = ['17', '112', '114'].map((number) => new RegExp(`(?<!\\d)${number}(?!\\d)`))

/** Does it name every emergency number that anyone can use: by voice, from abroad, in silence? */
export const namesNumbers = (text: string): boolean => EMERGENCY.every((number) => number.test(text))

/** A sheet in words. Our own faces show its address and date beside it, as a link: there the words stay short. */
export function sheetBody(sheet: Sheet, { lines, language, capabilities }: Voice): string[] {
  const words = `${sheet.title[language]}\n${sheet.body[language]}`
  if (capabilities.cards && sheet.url) return [words]
  const verified = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${sheet.verified}T00:00:00Z`))
  const link = sheet.url ? `${fill(lines.link[language], { url: sheet.url })}\n` : ''
  return [words, `${link}${fill(lines.source[language], { source: sheet.source, verified })}`]
}

const sheetMark = (sheet: Sheet, language: Language): NonNullable<Message['sheet']> => ({
  id: sheet.id,
  title: sheet.title[language],
  ...(sheet.url ? { url: sheet.url } : {}),
  verified: sheet.verified,
})

/** Paragraphs within the wire's length. What gets cut is the middle: how to answer and how to be safe stay. */
function within(body: readonly string[], tail: readonly string[], maxLength: number): string {
  const end = tail.length > 0 ? `\n\n${tail.join('\n\n')}` : ''
  const whole = body.join('\n\n')
  if (whole.length + end.length <= maxLength) return whole + end
  const room = maxLength - end.length - 1
  if (room < 40) return `${whole.slice(0, Math.max(0, maxLength - 1))}…`
  const cut = whole.slice(0, room)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), room - 40)).trimEnd()}…${end}`
}

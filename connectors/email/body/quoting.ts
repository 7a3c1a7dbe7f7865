import EmailReplyParser from 'email-reply-parser'
import { historyMark } from './html.ts'

export interface Split {
  readonly text: string
  readonly reply: string
  readonly quoted: string | undefined
}

const attribution = [
  /^(le|on|am|el|il|em|op|den|dne|w dniu|dnia)\s.{4,300}\s?(a écrit|écrit|wrote|schrieb|escribió|ha scritto|scritto|escreveu|schreef|skrev|napisał(\(a\))?)\b.{0,120}$/i,
  /^.{2,200}<[^<>\s]{3,200}@[^<>\s]{1,200}>\s*(a écrit|wrote|schrieb|escribió|ha scritto|escreveu)\s*:?$/i,
  /^.{2,160}\s(a écrit|wrote)\s?:$/i,
]
const divider =
  /^[-_*]{2,40}\s*(message d.origine|message original|message initial|courriel original|original message|original appointment|ursprüngliche nachricht|mensaje original|messaggio originale)\s*[-_*]{0,40}:?$/i
const headFrom = /^[>*\s]*(de|from|von|da|van|expéditeur)\s?\*?\s?:\*?\s.{1,300}$/i
const headOther =
  /^[>*\s]*(envoyé( le)?|date|sent|à|a|to|pour|destinataire|objet|subject|sujet|cc|gesendet|an|betreff)\s?\*?\s?:/i
const rule = /^[_-]{5,}$/

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)
const isBlank = (line: string): boolean => line.trim() === ''

/** An attribution may be wrapped over up to three lines; tells how many it takes, 0 when it is none. */
function attributionAt(lines: readonly string[], at: number): number {
  for (let count = 1; count <= 3; count += 1) {
    const joined = lines
      .slice(at, at + count)
      .join(' ')
      .trim()
    if (joined.length > 400) return 0
    const added = (lines[at + count - 1] ?? '').trim()
    if (added === '' || added === historyMark) return 0
    // Only the form that opens with its own word ('Le', 'On') can be told from a sentence when it is wrapped.
    if (attribution.slice(0, count > 1 ? 1 : undefined).some((form) => form.test(joined))) return count
  }
  return 0
}

/** "De : … Envoyé : … À : … Objet : …", the way Outlook and many others begin history. */
function headBlockAt(lines: readonly string[], at: number): boolean {
  if (!headFrom.test(lines[at] ?? '')) return false
  return lines.slice(at + 1, at + 6).filter((line) => headOther.test(line)).length >= 2
}

function markHistory(lines: readonly string[], quoted: boolean[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim()
    if (line === '' || line.length > 400) continue
    const begins =
      line === historyMark ||
      divider.test(line) ||
      headBlockAt(lines, at) ||
      (rule.test(line) && headBlockAt(lines, at + 1))
    if (begins) {
      quoted.fill(true, at)
      return
    }
    const wrapped = attributionAt(lines, at)
    if (wrapped === 0) continue
    const next = lines.findIndex((candidate, index) => index >= at + wrapped && !isBlank(candidate))
    if (next < 0) return
    // With marks, only the marked lines are history; without, all that follows is.
    quoted.fill(true, at, isQuoted(lines[next] ?? '') ? next : undefined)
    if (!isQuoted(lines[next] ?? '')) return
  }
}

/** The first line that email-reply-parser, which knows more languages, calls history. */
function historyByLibrary(text: string, lines: readonly string[]): number {
  if (text.length > 50_000 || lines.some((line) => line.length > 2_000)) return -1
  const fragments = new EmailReplyParser().read(text).getFragments()
  const first = fragments.find((fragment) => fragment.isQuoted())
  const start = first
    ?.getContent()
    .split('\n')
    .find((line) => !isBlank(line))
    ?.trim()
  return start
    ? lines.findIndex((line) => line.trim() === start || (line.trim() !== '' && start.startsWith(`${line.trim()} `)))
    : -1
}

/** Blank lines between two quoted ones belong to them. */
function closeGaps(lines: readonly string[], quoted: boolean[]): void {
  let last = -1
  for (let at = 0; at < lines.length; at += 1) {
    if (quoted[at]) {
      if (last >= 0) quoted.fill(true, last, at)
      last = at
    } else if (!isBlank(lines[at] ?? '')) last = -1
  }
}

/** Splits what the person wrote from what it repeats. Nothing is deleted: quoted is a slice of text. */
export function splitHistory(source: string): Split {
  const lines = source.split('\n')
  const quoted = lines.map(isQuoted)
  markHistory(lines, quoted)
  if (!quoted.includes(true)) {
    const at = historyByLibrary(source, lines)
    if (at >= 0) quoted.fill(true, at)
  }
  closeGaps(lines, quoted)
  const clean = lines.filter((line) => line.trim() !== historyMark)
  const text = clean.join('\n')
  const marks = quoted.filter((_, at) => (lines[at] ?? '').trim() !== historyMark)
  const reply = clean
    .filter((_, at) => !marks[at])
    .join('\n')
    .trim()
  // A mail that is nothing but "history" is a forward: it is the message itself.
  if (reply === '' || !marks.includes(true)) return { text, reply: text.trim(), quoted: undefined }
  const first = marks.indexOf(true)
  const last = marks.lastIndexOf(true)
  const whole = !marks.slice(first, last + 1).includes(false)
  return { text, reply, quoted: whole ? clean.slice(first, last + 1).join('\n') : undefined }
}

/** A text part whose history has no mark, beside an HTML part that has one: cut where the HTML says. */
export function splitByHtml(text: string, marked: string): Split {
  const split = splitHistory(text)
  const mark = marked.indexOf(historyMark)
  if (split.quoted !== undefined || mark < 0) return split
  const wanted = marked.slice(0, mark).replace(/\s/g, '')
  let seen = 0
  let at = 0
  for (; at < text.length && seen < wanted.length; at += 1) {
    const char = text[at] ?? ''
    if (/\s/.test(char)) continue
    if (char !== wanted[seen]) return split
    seen += 1
  }
  if (seen === 0 || seen < wanted.length) return split
  const quoted = text.slice(at).trim()
  return quoted === '' ? split : { text, reply: text.slice(0, at).trim(), quoted }
}

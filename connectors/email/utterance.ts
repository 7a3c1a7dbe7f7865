import type { Flags, Thread, Utterance } from '../../inbox/contract.ts'
import { type EmailConfig, idDomain, plainAddress, tokenOf } from './config.ts'
import { headerValue, headerValues, longestId } from './parse/headers.ts'
import type { Letter } from './parse/letter.ts'

/** Where nobody can be: RFC 2606 keeps .invalid free. */
const nobody = 'sans-expediteur@mail.invalid'
const mostReferences = 100
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to']

function addressed(letter: Letter): readonly string[] {
  const trace = recipientHeaders.flatMap((key) => headerValues(letter.headers, key))
  const bare = trace.map((value) => value.slice(0, 1_000).replace(/[<>]/g, '').trim())
  return [...letter.to, ...letter.cc].map(({ address }) => address).concat(bare)
}

/** Our ids are given back in both forms: as the wire writes them, and as the inbox gave them to us. */
export function idForms(config: EmailConfig, wireId: string): readonly string[] {
  const end = `@${idDomain(config)}>`
  return wireId.endsWith(end) ? [wireId, wireId.slice(1, -end.length)] : [wireId]
}

function threadOf(letter: Letter, config: EmailConfig): Thread {
  const token = addressed(letter)
    .map((address) => tokenOf(config, address))
    .find((found) => found !== undefined && found !== '')
  const newestFirst = [...letter.references].reverse().slice(0, mostReferences)
  const ids = [...newestFirst, ...(letter.inReplyTo ? [letter.inReplyTo] : [])].filter((id) => id.length <= longestId)
  const references = [...new Set(ids)].flatMap((id) => idForms(config, id))
  const messageId =
    letter.messageId !== undefined && letter.messageId.length <= longestId ? letter.messageId : undefined
  return {
    ...(token ? { token } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(messageId ? { messageId } : {}),
  }
}

/** RFC 8601: only the newest header with the trusted relay's name counts; others may be forged. */
function verdictsOf(letter: Letter, relay: string | undefined): Readonly<Record<string, string>> | undefined {
  if (relay === undefined) return undefined
  const results = headerValues(letter.headers, 'authentication-results').map((value) => value.slice(0, 10_000))
  const ours = results.find((value) => value.split(/[\s;]/, 1)[0]?.toLowerCase() === relay.toLowerCase())
  const found = ours?.replace(/\([^()]*\)/g, ' ').matchAll(/\b(spf|dkim|dmarc)\s*=\s*([a-z]+)/gi) ?? []
  const verdicts: Record<string, string> = {}
  for (const [, method = '', result = ''] of found) {
    const key = method.toLowerCase()
    // Several signatures may be judged: one that passes is enough (RFC 6376 §6.1).
    if (verdicts[key] !== 'pass') verdicts[key] = result.toLowerCase()
  }
  return Object.keys(verdicts).length > 0 ? verdicts : undefined
}

function isJunk(letter: Letter, config: EmailConfig): boolean {
  if (config.in.type === 'imap' && config.in.junk) return true
  if (config.trustedRelay === undefined) return false
  const says = (key: string, form: RegExp): boolean => form.test(headerValue(letter.headers, key) ?? '')
  return says('x-spam-flag', /^\s*yes/i) || says('x-spam-status', /^\s*yes/i) || says('x-spam', /^\s*(yes|true)/i)
}

function flagsOf(letter: Letter, config: EmailConfig): Flags {
  const verdicts = verdictsOf(letter, config.trustedRelay)
  const own = letter.from !== undefined && tokenOf(config, letter.from.address) !== undefined
  return {
    ...(letter.automatic ? { automatic: true } : {}),
    ...(letter.automatic || own || letter.from === undefined ? { neverAnswer: true } : {}),
    ...(isJunk(letter, config) ? { junk: true } : {}),
    ...(letter.defects.length > 0 ? { defects: letter.defects } : {}),
    ...(verdicts ? { verdicts } : {}),
  }
}

/** Reply-To (RFC 5322 §3.6.2), where it is another plain mailbox and not one of ours, which would write to itself. */
function answersTo({ from, replyTo }: Letter, config: EmailConfig): { readonly answersTo?: string } {
  const address = replyTo?.address ?? ''
  const same = address.toLowerCase() === from?.address.toLowerCase()
  if (same || address.length > 254 || !plainAddress.test(address)) return {}
  return tokenOf(config, address) === undefined ? { answersTo: address } : {}
}

/** What a letter says, in the inbox's words. */
export function utteranceOf(letter: Letter, config: EmailConfig): Utterance {
  const { from } = letter
  return {
    from: {
      address: from?.address ?? nobody,
      ...(from?.name ? { name: from.name } : {}),
      ...answersTo(letter, config),
    },
    text: letter.text,
    ...(letter.html ? { html: letter.html } : {}),
    ...(letter.quoted ? { quoted: letter.quoted } : {}),
    ...(letter.subject ? { subject: letter.subject } : {}),
    thread: threadOf(letter, config),
    ...(letter.files.length > 0 ? { files: letter.files } : {}),
    flags: flagsOf(letter, config),
  }
}

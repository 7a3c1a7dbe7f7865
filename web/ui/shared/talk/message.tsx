import type { WireFile, WireMessage } from '../../../wire.ts'
import { check } from '../icons.ts'
import { call } from '../words/numbers.ts'
import { authorName, bubbleText, cardWords, eventLine, sourceName } from '../words/says.ts'
import { type Language, t } from '../words/t.ts'
import { day, hour, size } from '../words/when.ts'
import { Icon } from './icon.tsx'
import type { Save } from './save.ts'

export interface Shown {
  readonly language: Language
  readonly save: Save
}

const face = { contact: 'me', bot: 'bot', agent: 'agent', system: 'service' } as const

/** Messages of one author in a row, under one name. */
export function Group({
  messages,
  mark,
  ...shown
}: Shown & { messages: readonly WireMessage[]; mark?: string | undefined }) {
  const say = t(shown.language)
  const [first] = messages
  if (!first) return null
  return (
    <li class={`msg ${face[first.author.type]}`}>
      <p class="who">
        <b>{authorName(first, say)}</b>
        <time dateTime={first.at}>{hour(first.at, shown.language)}</time>
      </p>
      {messages.map((message) => (
        <Bubble key={message.seq} message={message} {...shown} />
      ))}
      {mark && <Mark>{mark}</Mark>}
    </li>
  )
}

function Mark({ children }: { children: string }) {
  return (
    <p class="sent">
      <Icon path={check} />
      {children}
    </p>
  )
}

function Bubble({ message, language, save }: Shown & { message: WireMessage }) {
  const text = bubbleText(message)
  return (
    <>
      {(text || message.sheet) && (
        <div class="bubble">
          {text}
          {message.sheet && <Source sheet={message.sheet} language={language} />}
        </div>
      )}
      {message.files.map((file) => (
        <File key={file.id} file={file} language={language} save={save} />
      ))}
    </>
  )
}

function Source({ sheet, language }: { sheet: NonNullable<WireMessage['sheet']>; language: Language }) {
  const say = t(language)
  const { url, verified } = sheet
  const name = sourceName(url)
  // Without an address the words themselves name the source.
  if (!name || !url) return null
  return (
    <span class="source">
      <a href={url} target="_blank" rel="noreferrer noopener">
        {say('source', { name })}
        <span class="vh"> ({say('newWindow')})</span>
      </a>
      {verified && `, ${say('verified', { date: day(verified, language) })}`}
    </span>
  )
}

function File({ file, language, save }: Shown & { file: WireFile }) {
  return (
    <p class="bubble">
      <button type="button" class="link" onClick={() => save(file)}>
        {t(language)('download', { name: file.name, size: size(file.size, language) })}
      </button>
    </p>
  )
}

/** The numbers at once, large; the talk goes on. */
export function DangerCard({ message, language }: { message: WireMessage; language: Language }) {
  const { title, more } = cardWords(message, t(language))
  const hard = message.card?.level !== 'soft'
  return (
    <li class={hard ? 'urgent' : 'urgent soft'}>
      <p>
        <b>{title}</b>
      </p>
      <Calls numbers={message.card?.numbers ?? []} language={language} />
      <p class="small">{more}</p>
    </li>
  )
}

function Calls({ numbers, language }: { numbers: readonly string[]; language: Language }) {
  return (
    <p class="calls">
      {numbers.map((number) => {
        const { href, label } = call(number, language)
        return (
          <a key={number} href={href}>
            <b class="call-number">{number}</b>
            {label && <span> {label}</span>}
          </a>
        )
      })}
    </p>
  )
}

export function EventLine({ message, language }: { message: WireMessage; language: Language }) {
  const line = eventLine(message, t(language))
  return line ? <li class="event">{line}</li> : null
}

import { useState } from 'preact/hooks'
import type { WireFile, WireMessage } from '../../../../wire.ts'
import { date, size } from '../../rules/phrases.ts'
import { lineCount, withoutQuoted } from '../../rules/thread.ts'
import { now } from '../../state/look.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { Formatted } from './formatted.tsx'

/** The words themselves: text first; its formatting, its history and its files on request. */
export function Body({ message }: { message: WireMessage }) {
  const { message: say } = words.value
  const [formatted, setFormatted] = useState(false)
  const { html, quoted, subject } = message
  return (
    <>
      {subject && (
        <p class="subject">
          <span class="vh">{say.subject} </span>
          <b dir="auto">{subject}</b>
        </p>
      )}
      {formatted && html ? (
        <Formatted html={html} />
      ) : (
        <p class="said" dir="auto">
          {withoutQuoted(message.text, quoted)}
        </p>
      )}
      {message.card && <Numbers numbers={message.card.numbers} />}
      {message.choices && message.choices.length > 0 && (
        <p class="muted small">
          {say.choices}
          {lang.value === 'fr' ? ' : ' : ': '}
          {message.choices.map((choice) => choice.label).join(' · ')}
        </p>
      )}
      {message.sheet && !named(message) && <Sheet sheet={message.sheet} />}
      {quoted && !formatted && <Quoted text={quoted} />}
      {message.files.length > 0 && <Files files={message.files} />}
      {html && (
        <button type="button" class="btn quiet formatting" onClick={() => setFormatted(!formatted)}>
          {formatted ? say.noFormatting : say.formatting}
        </button>
      )}
    </>
  )
}

function Numbers({ numbers }: { numbers: readonly string[] }) {
  return (
    <p class="numbers">
      <span class="vh">{words.value.message.numbers} </span>
      {numbers.map((number) => (
        <b key={number}>{number}</b>
      ))}
    </p>
  )
}

/** On wires without our own faces the words already carry the sheet's address and date. */
const named = ({ sheet, text }: WireMessage): boolean => sheet?.url !== undefined && text.includes(sheet.url)

function Sheet({ sheet }: { sheet: NonNullable<WireMessage['sheet']> }) {
  const { message: say } = words.value
  const url = sheet.url && /^https?:\/\//.test(sheet.url) ? sheet.url : undefined
  return (
    <p class="source small">
      {say.sheet}
      {lang.value === 'fr' ? ' : ' : ': '}
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {sheet.title}
        </a>
      ) : (
        sheet.title
      )}
      {sheet.verified && `, ${say.verified(date(sheet.verified, now.value, lang.value))}`}
    </p>
  )
}

function Quoted({ text }: { text: string }) {
  return (
    <details class="fold">
      <summary>
        <Icon name="down" />
        {words.value.message.quoted(lineCount(text))}
      </summary>
      <blockquote dir="auto">{text}</blockquote>
    </details>
  )
}

export function Files({ files }: { files: readonly WireFile[] }) {
  return (
    <ul class="attachments">
      {files.map((file) => (
        <li key={file.id}>
          <a class="file" href={file.url} download={file.name} target="_blank" rel="noopener noreferrer">
            <Icon name="clip" />
            <span>
              <bdi>{file.name}</bdi>, {size(file.size, lang.value)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

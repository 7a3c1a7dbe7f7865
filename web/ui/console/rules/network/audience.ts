import type { WireCapabilities, WireHead } from '../../../../wire.ts'

/** Who will read what is being written: everybody or the person, the person alone, or the service alone. */
export type Kind = 'answer' | 'private' | 'note'

export interface Texts {
  readonly answer: string
  readonly private: string
  readonly note: string
}

/** An answer in private to somebody who wrote in public is possible here. */
export const offersPrivate = (
  head: Pick<WireHead, 'public'>,
  capabilities: Pick<WireCapabilities, 'public'>,
): boolean => head.public && capabilities.public?.privateFirst === true

/** The chosen kind, where it exists; elsewhere the answer. Its text is another one, so nothing is said to others by it. */
export const kindHere = (chosen: Kind, offered: boolean): Kind => (chosen === 'private' && !offered ? 'answer' : chosen)

/** INFORMATION SEPARATOR TWO: nobody types it, and what is pasted loses it. */
const mark = '\u001e'

/** The server keeps two texts a conversation; the private answer travels behind the public one. */
export const packed = ({ answer, private: aside, note }: Texts): { answer: string; note: string } => ({
  answer: aside === '' ? answer : `${answer}${mark}${aside}`,
  note,
})

export function unpacked({ answer, note }: { readonly answer: string; readonly note: string }): Texts {
  const at = answer.indexOf(mark)
  if (at < 0) return { answer, private: '', note }
  return { answer: answer.slice(0, at), private: answer.slice(at + 1), note }
}

export const withoutMark = (text: string): string => text.replaceAll(mark, '')

import type { WireEntry, WireFact, WireSheet } from '../../../../wire.ts'
import type { Lang } from '../phrases.ts'

/** What stands in the list: what is being written, else what is said. */
export const bodyOf = ({ draft, running, gone }: WireEntry): WireSheet | WireFact | undefined =>
  draft?.body ?? running?.body ?? gone

export const isSheet = (body: WireSheet | WireFact | undefined): body is WireSheet =>
  body !== undefined && 'questions' in body

export type State = 'draft' | 'withdrawn' | 'published' | 'file'

export function stateOf({ draft, withdrawn, running }: WireEntry): State {
  if (draft) return 'draft'
  if (withdrawn) return 'withdrawn'
  return running && running.version > 0 ? 'published' : 'file'
}

/** Its review date has come. What is not said needs no review. */
export const isOverdue = ({ running }: WireEntry, today: string): boolean =>
  running?.body !== undefined && running.body.review <= today

export const titleOf = (entry: WireEntry, lang: Lang): string => {
  const body = bodyOf(entry)
  return (isSheet(body) ? body.title[lang] : body?.label[lang]) || entry.id
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The entries whose words hold every word asked for; overdue ones first, then those reviewed soonest. */
export function listed(entries: readonly WireEntry[], asked: string, today: string, lang: Lang): readonly WireEntry[] {
  const words = plain(asked).split(/\s+/).filter(Boolean)
  const matches = (entry: WireEntry): boolean => {
    const text = plain(`${entry.id} ${JSON.stringify(bodyOf(entry) ?? '')}`)
    return words.every((word) => text.includes(word))
  }
  const dueOf = (entry: WireEntry): string => entry.running?.body?.review ?? '9999'
  return entries
    .filter(matches)
    .sort(
      (one, other) =>
        Number(isOverdue(other, today)) - Number(isOverdue(one, today)) ||
        dueOf(one).localeCompare(dueOf(other)) ||
        titleOf(one, lang).localeCompare(titleOf(other, lang), lang),
    )
}

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Half a year: what was checked today is looked at again then. */
const TRUST_DAYS = 182

/** The same words, checked today. */
export const checkedToday = <T extends WireSheet | WireFact>(body: T, now: number): T => ({
  ...body,
  verified: dayOf(now),
  review: dayOf(now + TRUST_DAYS * 86_400_000),
})

const both = { fr: '', en: '' }
const dated = (now: number) => checkedToday({ verified: '', review: '' } as WireFact, now)

/** As it is sent: without the empty lines that typing leaves. */
export function tidy<T extends WireSheet | WireFact>(body: T): T {
  const { owner, ...rest } = body
  const named = { ...rest, ...(owner?.trim() ? { owner: owner.trim() } : {}) } as T
  if (!isSheet(named)) return named
  const filled = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter(Boolean)
  const { fr, en } = named.questions
  return { ...named, questions: { fr: filled(fr), en: filled(en) }, topics: filled(named.topics) }
}

/** Something new, to be filled in. */
export function blank(kind: WireEntry['kind'], id: string, now: number): WireSheet | WireFact {
  const { verified, review } = dated(now)
  const dates = { source: '', verified, review }
  if (kind === 'fact') return { id, label: { ...both }, ...dates }
  return {
    id,
    title: { ...both },
    body: { ...both },
    questions: { fr: [], en: [] },
    topics: [id],
    redirect: 'faq',
    ...dates,
  }
}

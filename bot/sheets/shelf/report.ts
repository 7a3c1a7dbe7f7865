import type { BotContent, Desk, Log } from '../../../inbox/index.ts'
import type { Sheet } from '../schema.ts'
import { type Library, openLibrary, type Written } from './library.ts'
import type { Shelf } from './shelf.ts'
import { filesOf, type ShelfFile } from './write.ts'

/** Something that should have been looked at again. */
interface Overdue {
  readonly kind: 'sheet' | 'fact'
  readonly id: string
  readonly title: string
  /** YYYY-MM-DD */
  readonly review: string
  readonly owner?: string
}

/** One shelf as an operator asks about it. */
export interface ShelfReport {
  readonly shelf: string
  readonly desks: readonly string[]
  /** What is due on this day or before, the oldest first. */
  overdue(today: string): readonly Overdue[]
  /** What is said now, as files. */
  files(): Promise<readonly ShelfFile[]>
}

export async function reportShelves(
  desks: readonly Desk[],
  written: Written,
  content: Pick<BotContent, 'current'>,
  log: Log,
): Promise<ShelfReport[]> {
  const library = await openLibrary(desks, written, content, log, () => {})
  const { shelves } = library.curator
  return [...new Set(shelves.values())].flatMap((shelf) => {
    const on = [...shelves].flatMap(([desk, name]) => (name === shelf ? [desk] : []))
    return on[0] === undefined ? [] : reportOf(shelf, on, on[0], written, library)
  })
}

function reportOf(
  shelf: string,
  desks: readonly string[],
  first: string,
  written: Written,
  library: Library,
): ShelfReport[] {
  const running = library.shelfOf(first)
  const files = written.get(first)
  if (!running || !files) return []
  return [{ shelf, desks, overdue: (today) => overdueOn(running, today), files: () => filesOf(running, files) }]
}

function overdueOn({ sheets, facts }: Shelf, today: string): Overdue[] {
  const told = (
    kind: Overdue['kind'],
    title: string,
    { id, review, owner }: Pick<Sheet, 'id' | 'review' | 'owner'>,
  ) => ({
    kind,
    id,
    title,
    review,
    ...(owner !== undefined && { owner }),
  })
  return [
    ...[...sheets.values()].map((sheet) => told('sheet', sheet.title.fr, sheet)),
    ...[...facts.values()].map((fact) => told('fact', fact.label.fr, fact)),
  ]
    .filter(({ review }) => review <= today)
    .sort((one, other) => one.review.localeCompare(other.review) || one.id.localeCompare(other.id))
}

import { createRank } from '../../../bot/index.ts'
import type { Share } from './figures.ts'
import { FOREIGN, foreignBase } from './items.ts'

/** The search on sheets that no model ever learnt from. */
export const foreignFigures = (): Share[] => FOREIGN.flatMap(figuresOf)

function figuresOf(base: (typeof FOREIGN)[number]): Share[] {
  const { sheets, questions } = foreignBase(base)
  const rank = createRank(sheets)
  const ranked = questions.map((question) => ({ question, ...rank(question.text) }))
  const asked = ranked.filter(({ question }) => question.sheets.length > 0)
  const beside = ranked.filter(({ question }) => question.sheets.length === 0)
  const share = (
    name: string,
    list: typeof ranked,
    right: (one: (typeof ranked)[number]) => boolean,
    least?: number,
  ) => ({
    name: `${base}: ${name}`,
    right: list.filter(right).length,
    of: list.length,
    ...(least === undefined ? {} : { goal: { least } }),
  })
  return [
    share('right sheet first', asked, ({ question, ranked: [id = ''] }) => question.sheets.includes(id), 0.9),
    share('right sheet in three', asked, ({ question, ranked: ids }) =>
      ids.slice(0, 3).some((id) => question.sheets.includes(id)),
    ),
    share('answered', asked, ({ answered }) => answered),
    share('answered although nothing answers', beside, ({ answered }) => answered),
  ]
}

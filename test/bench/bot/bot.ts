import { figuresOf, type Share } from '../../bot/evaluation/figures.ts'
import { foreignFigures } from '../../bot/evaluation/foreign.ts'
import { itemsOf } from '../../bot/evaluation/items.ts'
import { readAcross, readAll } from '../../bot/evaluation/readings.ts'
import { readTaught } from '../../bot/evaluation/taught.ts'
import { mistakes } from './mistakes.ts'
import { roomOf } from './room.ts'
import { sharesTable, timesTable } from './show.ts'
import { timesAt } from './times.ts'

const PARTS = 5
const MISTAKES = 12

export interface BotBench {
  readonly text: string
  readonly facts: Readonly<Record<string, unknown>>
}

/**
 * What the bot makes of labelled messages. `score` was never tuned to and counts; `tune` is read by models that did not learn
 * the part they read. Mistakes of the tune half are printed; of the score half only ids, unless asked: an item that was read
 * to mend something belongs to the tune half from then on.
 */
export async function benchBot(say: (line: string) => void, readScore: boolean): Promise<BotBench> {
  const taught = await readTaught()
  const { sheets } = taught
  const room = roomOf(sheets)
  say('— bot: the score half')
  const score = readAll(itemsOf('score'), sheets)
  say(`— bot: the tune half, learnt ${PARTS} times without a part`)
  const tune = readAcross(itemsOf('tune'), taught, PARTS)
  say('— bot: another administration, and 600 sheets')
  const foreign = foreignFigures()
  const times = { ...timesAt(sheets), ...room }
  const [ofScore, ofTune] = [figuresOf(score), figuresOf(tune)]
  const parts = [
    sharesTable(`Score half: ${score.length} items that nobody tuned to`, ofScore),
    sharesTable(`Tune half, cross-validated: ${tune.length} items (one in ten of them taught the embedding)`, ofTune),
    sharesTable(
      'Bases of other administrations, of which nothing was learnt (oblique: read while the search was made)',
      foreign,
    ),
    timesTable(times),
    `Worst of the tune half\n${mistakes(tune, MISTAKES, true)}`,
    `Worst of the score half\n${mistakes(score, MISTAKES, readScore)}`,
  ]
  return {
    text: parts.join('\n\n'),
    facts: { score: told(ofScore), tune: told(ofTune), foreign: told(foreign), times },
  }
}

const told = (shares: readonly Share[]) =>
  Object.fromEntries(shares.map(({ name, right, of }) => [name, { right, of }]))

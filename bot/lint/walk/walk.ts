import { assess } from '../../danger/assess.ts'
import type { LoadedGuide } from '../../guide/load.ts'
import { freshState, type State } from '../../guide/state.ts'
import { type Outcome, step } from '../../guide/step.ts'
import { type Gesture, offered, suggested, typed, urgent } from './gestures.ts'
import type { World } from './worlds.ts'

/** One state of a talk that can be come to. */
export interface Place {
  readonly key: string
  readonly state: State
  /** The line that led here; absent before anything was said. */
  readonly line?: Extract<Outcome, { kind: 'line' }>['line']
  readonly ways: Way[]
}

/** A gesture and what came of it: the key of a place, or a human. */
export interface Way {
  readonly gesture: Gesture
  readonly outcome: Outcome
  readonly to: string | 'human'
}

/** More places than any real guide has: beyond it the guide makes new ones for ever. */
const MOST = 2_000
const NOW = new Date('2026-11-23T10:00:00Z')

/** Two states are one place when the same gestures lead to the same: what was learnt on the way changes only the summary. */
const keyOf = ({ step: name, options, failed }: State): string => JSON.stringify([name, options, failed])

/** Every place that any gesture leads to, found with the interpreter that answers people. */
export function walk(loaded: LoadedGuide, world: World): Map<string, Place> {
  const { capabilities, language, desk } = world
  const fresh = { ...freshState(loaded.guide), language }
  const start: Place = { key: 'start', state: fresh, ways: [] }
  const places = new Map([[start.key, start]])
  const open = [start]
  const said = [...typed(loaded, language), ...urgent(language)]
  for (let place = open.pop(); place !== undefined && places.size < MOST; place = open.pop()) {
    const first = place === start
    const gestures = [...offered(place.state, capabilities), ...said, ...(first ? suggested(loaded) : [])]
    for (const gesture of gestures) {
      const { maySpeak = true, moved = false } = gesture.turn ?? {}
      const turn = { capabilities, first, maySpeak, public: false, reference: 'R-1' }
      const outcome = step(place.state, gesture.said, { desk, loaded, assess, turn, moved, now: NOW })
      const to = outcome.kind === 'human' ? 'human' : keyOf(outcome.state)
      place.ways.push({ gesture, outcome, to })
      if (outcome.kind === 'human' || places.has(to)) continue
      const next = { key: to, state: { ...outcome.state, language }, line: outcome.line, ways: [] }
      places.set(to, next)
      open.push(next)
    }
  }
  return places
}

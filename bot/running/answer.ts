import type { Desk, Turn } from '../../inbox/index.ts'
import { assess } from '../danger/assess.ts'
import type { LoadedGuide } from '../guide/load.ts'
import { readState, State } from '../guide/state.ts'
import { type Outcome, step } from '../guide/step.ts'
import type { Library } from '../sheets/shelf/library.ts'
import type { GuideVersions } from './versions.ts'

interface Parts {
  readonly desks: readonly Desk[]
  readonly library: Library
  readonly versions: GuideVersions
  readonly now: () => number
}

/** Answers a turn with the guide that its talk began with. */
export function createAnswer({ desks, library, versions, now }: Parts): (turn: Turn) => Promise<Outcome> {
  const byId = new Map(desks.map((desk) => [desk.id, desk]))
  return async (turn) => {
    const desk = byId.get(turn.desk)
    const loaded = library.guideOf(turn.desk)
    const shelf = library.shelfOf(turn.desk)
    if (!desk || !loaded || !shelf) throw new NoGuide()
    const began = State.safeParse(turn.state)
    const older = began.success && began.data.guide !== loaded.guide.version
    const guide = older ? await versions.of(turn.desk, began.data.guide, { loaded, shelf }) : undefined
    return answerTurn(turn, desk, guide ?? loaded, new Date(now()))
  }
}

function answerTurn(turn: Turn, desk: Desk, loaded: LoadedGuide, now: Date): Outcome {
  const { state, moved } = readState(turn.state, loaded.guide)
  return step(state, turn.said, { desk, loaded, assess, turn, moved, now })
}

/** A desk without a guide gets no turns; should one come, a human has it. */
class NoGuide extends Error {
  readonly code = 'no-guide'
}

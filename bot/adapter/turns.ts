import type { Log, Turn, TurnDoor } from '../../inbox/index.ts'
import type { Outcome } from '../guide/step.ts'
import type { DeskAdapter, Reply } from './desk-adapter.ts'

/** Loaded at the first turn: the SDK costs half a second and 25 MB that a quiet node need not pay. */
type LoadAdapter = () => Promise<DeskAdapter>

const loadDeskAdapter: LoadAdapter = async () => new (await import('./desk-adapter.ts')).DeskAdapter()

interface Parts {
  readonly door: TurnDoor
  readonly log: Log
  readonly answer: (turn: Turn) => Outcome | Promise<Outcome>
  readonly load?: LoadAdapter
}

/** Runs turns one at a time per conversation. Whatever breaks on our side, a human gets the conversation. */
export function createTurns({ door, log, answer, load = loadDeskAdapter }: Parts) {
  const running = new Map<string, Promise<void>>()
  let loading: Promise<DeskAdapter> | undefined

  const adapter = (): Promise<DeskAdapter> => {
    loading ??= load().then((made) => {
      made.onTurnError = async (_context, error) => Promise.reject(error)
      return made
    })
    return loading
  }

  const run = async (turn: Turn): Promise<void> => {
    const door_ = replyOf(door, turn, log)
    try {
      await (await adapter()).take(turn, door_, answer)
    } catch (error) {
      if (door_.failed()) throw error
      log.error('bot-turn-failed', { desk: turn.desk, after: turn.after, code: codeOf(error) })
      await door_.handOver({ reason: 'bot-error', summary: [['Motif', 'Panne de l’assistant']], state: turn.state })
    }
  }

  return {
    /** Never rejects: what was not stored stays unheard, and the inbox calls again. */
    hear(turn: Turn): Promise<void> {
      const before = running.get(turn.conversation) ?? Promise.resolve()
      const mine = before
        .then(() => run(turn))
        .catch((error) => log.error('bot-door-failed', { desk: turn.desk, after: turn.after, code: codeOf(error) }))
        .finally(() => {
          if (running.get(turn.conversation) === mine) running.delete(turn.conversation)
        })
      running.set(turn.conversation, mine)
      return mine
    },
    async idle(): Promise<void> {
      await Promise.all(running.values())
    },
  }
}

/** The door for one turn. Remembers whether the inbox itself failed: then nothing can be handed over either. */
function replyOf(door: TurnDoor, { conversation, after, desk }: Turn, log: Log): Reply & { failed(): boolean } {
  let failed = false
  const through = async (call: Promise<boolean>): Promise<boolean> => {
    try {
      const stored = await call
      if (!stored) log.info('bot-line-refused', { desk, after })
      return stored
    } catch (error) {
      failed = true
      throw error
    }
  }
  return {
    failed: () => failed,
    say: (line) => through(door.say(conversation, { after, ...line })),
    handOver: (over) => through(door.handOver(conversation, { after, ...over })),
  }
}

/** The code of an error, never its message: a message may quote what a person wrote. */
const codeOf = (error: unknown): string => {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return 'unknown'
}

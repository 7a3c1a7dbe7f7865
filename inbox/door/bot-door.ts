/** What passes between the inbox and the bot. */
import type { Capabilities } from '../contract.ts'
import type { BotContent, ContentUse } from './content-door.ts'
import type { Danger, Message } from './door.ts'

/** One turn of the bot: what the person said since the bot last spoke, and what it may do about it. */
export interface Turn {
  readonly conversation: string
  readonly desk: string
  readonly channel: string
  readonly capabilities: Capabilities
  /** Others can read what is answered here. */
  readonly public: boolean
  /** The number a bot line must follow. */
  readonly after: number
  /** What the person wrote since the bot's last line, oldest first. */
  readonly said: readonly {
    readonly text: string
    readonly choice?: string
    readonly danger?: 'hard' | 'soft'
    readonly language?: string
  }[]
  /** First turn of this conversation. */
  readonly first: boolean
  /** What the bot kept after its last line; undefined at first. */
  readonly state: unknown
  /** May a text be sent at all (automatic-answer limits, machine mail). When false only a silent hand-over is possible. */
  readonly maySpeak: boolean
  /** For the first answer on slow wires. */
  readonly reference: string
}

export interface BotLine {
  readonly after: number
  readonly text: string
  readonly choices?: readonly { readonly id: string; readonly label: string }[]
  readonly sheet?: Message['sheet']
  readonly state: unknown
  /** What became of a free text. */
  readonly use?: ContentUse
}

/** What one conversation needs of the bot's door. */
export interface TurnDoor {
  /** Calls back for every conversation with something the bot has not heard; one turn at a time per conversation. */
  listen(turn: (turn: Turn) => Promise<void>): () => void
  /** False when something else took the number (a human, a newer message): nothing was stored. */
  say(conversation: string, line: BotLine): Promise<boolean>
  /** Gives the conversation to humans, with what was learnt. text is what the person reads, if they may be written to. */
  handOver(
    conversation: string,
    over: {
      after: number
      text?: string
      reason: string
      summary: readonly (readonly [string, string])[]
      state: unknown
      use?: ContentUse
    },
  ): Promise<boolean>
}

export interface BotDoor extends TurnDoor {
  /** Sheets, facts and guides as editors keep them. */
  readonly content: BotContent
}

/** The danger check, given to the inbox when it is built: runs on every message before it is stored. */
export type Assess = (
  text: string,
  language?: string,
) => {
  readonly level: Danger
  /** The notice to show, per desk language, with the numbers it names. */
  readonly notice?: {
    readonly text: string
    readonly numbers: readonly string[]
  }
}

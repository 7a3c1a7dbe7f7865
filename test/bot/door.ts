import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { assess, createBot } from '../../bot/index.ts'
import { DeskRules } from '../../inbox/desk/rules.ts'
import type { BotDoor, BotLine, Capabilities, Desk, Log, Turn, TurnDoor } from '../../inbox/index.ts'
import { chatCan, mailCan } from '../setup/capabilities.ts'

export const DESKS = new URL('../../inbox/desks/', import.meta.url).pathname

export async function deskOf(id: string): Promise<Desk> {
  const folder = `${DESKS}${id}`
  return { ...DeskRules.parse(parse(await readFile(`${folder}/desk.yaml`, 'utf8'))), folder }
}

export const CHAT: Capabilities = chatCan
export const MAIL: Capabilities = { ...mailCan, maxLength: 100_000, typing: false }

export interface Heard {
  readonly lines: BotLine[]
  readonly overs: Parameters<BotDoor['handOver']>[1][]
  readonly logged: string[]
  /** One turn, as the inbox would give it: the danger check first, then the bot. */
  write(text: string, more?: Partial<Turn> & { choice?: string }): Promise<void>
  /** What a face shows before the first message. */
  greeting(language: 'fr' | 'en'): ReturnType<Awaited<ReturnType<typeof createBot>>['greeting']>
  /** The state kept after the last line. */
  state(): unknown
  close(): Promise<void>
}

/** The inbox's door in memory: one conversation, one number a line. refuse: somebody else took the number. */
export async function talkTo(
  desk: Desk,
  options: { capabilities?: Capabilities; refuse?: boolean; broken?: boolean; now?: string } = {},
): Promise<Heard> {
  const { capabilities = CHAT, refuse = false, broken = false, now = '2026-11-22T10:00:00Z' } = options
  const lines: BotLine[] = []
  const overs: Heard['overs'] = []
  const logged: string[] = []
  let hear: ((turn: Turn) => Promise<void>) | undefined
  let state: unknown
  let seq = 0
  const accept = <T extends { state: unknown }>(list: T[], one: T): Promise<boolean> => {
    if (broken) return Promise.reject(new Error('the database is away'))
    list.push(one)
    if (!refuse) {
      state = JSON.parse(JSON.stringify(one.state ?? null)) ?? undefined
      seq += 1
    }
    return Promise.resolve(!refuse)
  }
  const door: TurnDoor = {
    listen: (turn) => {
      hear = turn
      return () => {
        hear = undefined
      }
    },
    say: (_conversation, line) => accept(lines, line),
    handOver: (_conversation, over) => accept(overs, over),
  }
  const write = (code: string) => logged.push(code)
  const log: Log = { info: write, warn: write, error: write }
  const bot = await createBot({ door, desks: [desk], log, now: () => Date.parse(now) })
  return {
    lines,
    overs,
    logged,
    state: () => state,
    greeting: (language) => bot.greeting(desk, language),
    close: () => bot.close(),
    write: async (text, { choice, ...more } = {}) => {
      seq += 1
      const { level } = assess(text)
      const said = [{ text, ...(choice ? { choice } : {}), ...(level === 'none' ? {} : { danger: level }) }]
      const turn: Turn = {
        conversation: 'conversation-1',
        desk: desk.id,
        channel: 'essai',
        capabilities,
        public: false,
        after: seq,
        said,
        first: lines.length === 0,
        state,
        maySpeak: true,
        reference: 'CN-4821',
        ...more,
      }
      await hear?.(turn)
    },
  }
}

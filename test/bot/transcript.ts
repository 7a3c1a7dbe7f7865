import { assess } from '../../bot/index.ts'
import type { BotLine, Capabilities, Desk } from '../../inbox/index.ts'
import { talkTo } from './door.ts'

export interface Scene {
  readonly desk: Desk
  readonly capabilities: Capabilities
  readonly now?: string
  /** A line as the person sees it; with buttons under it, unless the wire says otherwise. */
  readonly shown?: Shown
}

export type Shown = (line: Pick<BotLine, 'text' | 'choices'>) => string

const LEVELS = ['none', 'soft', 'hard']
/** What the bot passes on is read as mail or a message reads: who speaks, then the words. */
const section = (who: string, text: string): string => `## ${who}\n${text}`

const withButtons: Shown = ({ text, choices }) =>
  choices ? `${text}\n\n[ ${choices.map(({ label }) => label).join(' ] [ ')} ]` : text

/**
 * A whole talk as the person reads it, from what our own face says first until a human has it: the danger notice that the inbox gives before the bot speaks
 * (on a wire with limits it is the one automatic answer), the bot's lines, and what the agent is told.
 */
export async function transcript(
  { desk, capabilities, now, shown = withButtons }: Scene,
  messages: readonly string[],
): Promise<string> {
  const heard = await talkTo(desk, { capabilities, ...(now ? { now } : {}) })
  const greeting = capabilities.cards ? heard.greeting('fr') : undefined
  const parts = greeting ? [section('Avant le premier message', shown(greeting))] : []
  let noticed = 0
  for (const message of messages) {
    if (heard.overs.length > 0) throw new Error('a human has the talk already: the script goes on for too long')
    const lines = heard.lines.length
    const { level, notice } = assess(message)
    const given = notice !== undefined && LEVELS.indexOf(level) > noticed
    parts.push(section('La personne', message))
    if (given) {
      noticed = LEVELS.indexOf(level)
      parts.push(section('Avis de danger', notice.text))
    }
    await heard.write(message, { maySpeak: !(given && capabilities.automatic) })
    for (const line of heard.lines.slice(lines)) parts.push(section('L’assistant', shown(line)))
    for (const { text, reason, summary } of heard.overs) {
      parts.push(section(`L’assistant passe la main (${reason})`, text ?? '(rien)'))
      parts.push(section('Pour l’agent', summary.map(([name, value]) => `- ${name} : ${value}`).join('\n')))
    }
  }
  await heard.close()
  return `${parts.join('\n\n')}\n`
}

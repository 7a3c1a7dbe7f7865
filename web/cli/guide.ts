import { parseArgs } from 'node:util'
import { type Capabilities, type Connector, type Desk, loadDesks } from '../../inbox/index.ts'
import { type Command, type Out, UsageError } from './command.ts'

interface Turn {
  readonly notice?: string
  readonly text?: string
  readonly sheet?: { readonly title: string; readonly url?: string }
  readonly handed?: { readonly reason: string; readonly summary: readonly (readonly [string, string])[] }
}
interface Played {
  readonly greeting: { readonly text: string }
  readonly turns: readonly Turn[]
  readonly choices: readonly { readonly id: string; readonly label: string }[]
}
type Language = 'fr' | 'en'
type Play = (
  tried: readonly { text: string }[],
  on: { capabilities: Capabilities; language: Language; now: Date },
) => Played

export interface PreviewParts {
  readonly openPreview: (desk: Desk) => Promise<Play>
  readonly desksDir: () => string
  readonly connectors: readonly Pick<Connector, 'capabilities'>[]
  /** What is typed, line by line. */
  readonly lines: AsyncIterable<string>
  readonly now: () => Date
}

/** A wire of the product that stands for each way to write. */
const WIRES: Readonly<Record<string, (can: Capabilities) => boolean>> = {
  chat: ({ buttons, cards }) => buttons && cards,
  letter: ({ subject, automatic }) => subject && automatic !== undefined,
  numbers: ({ buttons, subject }) => !buttons && !subject,
}

/** Plays a desk's guide in the terminal: what is typed is a message, what is printed is what the person would read. */
export function guidePreview(parts: PreviewParts): Command {
  return {
    name: 'guide preview',
    takes: `DESK [--folder DESKS] [--lang fr|en] [--channel ${Object.keys(WIRES).join('|')}]`,
    about: 'play a guide here: type as a citizen would; nothing is stored',
    async run(args, out) {
      const { desk: id, folder = parts.desksDir(), language, capabilities } = understood(args, parts)
      const desks = await loadDesks(folder)
      const desk = desks.find((one) => one.id === id)
      if (desk === undefined || desk.bot === 'none') {
        const guided = desks.filter(({ bot }) => bot !== 'none').map((one) => one.id)
        throw new UsageError(`There is no guide of "${id}"; there is one of: ${guided.join(', ')}.`)
      }
      const play = await parts.openPreview(desk)
      const on = () => ({ capabilities, language, now: parts.now() })
      let tried: { text: string }[] = []
      const begin = () => {
        tried = []
        const { greeting, choices } = play([], on())
        // A letter is written before anything is read.
        if (capabilities.cards) print(out, [greeting.text, ...numbered(choices)])
      }
      begin()
      for await (const text of parts.lines) {
        if (text.trim() === '') continue
        tried.push({ text })
        const { turns, choices } = play(tried, on())
        const last = turns.at(-1)
        if (last === undefined) continue
        print(out, [...told(last, capabilities.cards), ...(capabilities.buttons ? numbered(choices) : [])])
        if (last.handed === undefined) continue
        out.line('(A human has it now. What is typed next begins another talk.)\n')
        begin()
      }
      return 0
    },
  }
}

function told({ notice, text, sheet, handed }: Turn, cards: boolean): string[] {
  const banner = notice === undefined ? [] : [`!! DANGER\n${notice.replace(/^/gm, '!! ')}`]
  // Our own faces show the address as a link beside the words; on any other wire it is in them.
  const link = cards && sheet?.url !== undefined ? [`[${sheet.title}] ${sheet.url}`] : []
  if (handed === undefined) return [...banner, ...(text === undefined ? [] : [text]), ...link]
  const rows = handed.summary.map(([name, value]) => `   ${name} : ${value}`).join('\n')
  return [...banner, text ?? '(nothing more is said)', `=> to a human (${handed.reason})\n${rows}`]
}

const numbered = (choices: Played['choices']): string[] =>
  choices.length === 0 ? [] : [choices.map(({ label }, index) => `  ${index + 1}. ${label}`).join('\n')]

function print(out: Out, parts: readonly string[]): void {
  out.line(`${parts.join('\n\n')}\n`)
}

function understood(args: readonly string[], { connectors }: PreviewParts) {
  const { positionals, values } = parsed(args)
  const [desk, ...more] = positionals
  if (desk === undefined || more.length > 0) throw new UsageError('Write one DESK, as its desk.yaml names it.')
  const { folder, lang: language = 'fr', channel = 'chat' } = values
  if (language !== 'fr' && language !== 'en') throw new UsageError('--lang is fr or en.')
  const stands = WIRES[channel]
  const wire = stands && connectors.find(({ capabilities }) => stands(capabilities))
  if (wire === undefined) throw new UsageError(`--channel is one of: ${Object.keys(WIRES).join(', ')}.`)
  return { desk, language, capabilities: wire.capabilities, ...(folder === undefined ? {} : { folder }) } as const
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: { type: 'string' }, lang: { type: 'string' }, channel: { type: 'string' } },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options are not understood.')
  }
}

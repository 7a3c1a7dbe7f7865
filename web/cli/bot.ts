import { readFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { type Desk, loadDesks } from '../../inbox/index.ts'
import { type Command, type Out, UsageError } from './command.ts'

const Question = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), lang: z.string().optional() })
type Question = z.infer<typeof Question>

const PlainSheet = z.object({
  id: z.string().min(1),
  title: z.string(),
  body: z.string(),
  alts: z.union([z.string(), z.array(z.string())]).optional(),
})
type PlainSheet = z.infer<typeof PlainSheet>

/** What the bot's door gives to the command line. */
export interface Readers {
  createAsk(desk: Desk): Promise<(text: string, language?: string) => object>
  createRank(sheets: readonly PlainSheet[]): (text: string) => object
}

const DESK = 'commissariat-numerique'

/** What the bot makes of first messages, one JSON a line in and out: for measuring it, and for editors who wonder. */
export function botCommands(
  { createAsk, createRank }: Readers,
  desksDir: () => string,
  lines: () => AsyncIterable<string>,
): Command[] {
  return [
    {
      name: 'bot ask',
      takes: '[DESK]',
      about: 'what the bot makes of each first message; JSON lines {id, text, lang?} on stdin',
      async run([id = DESK], out) {
        const desks = await loadDesks(desksDir())
        const desk = desks.find((one) => one.id === id && one.bot !== 'none')
        if (!desk) throw new UsageError(`No desk with a bot is called "${id}".`)
        const ask = await createAsk(desk)
        return each(lines(), out, ({ text, lang }) => {
          const start = performance.now()
          const asked = ask(text, lang)
          return { ...asked, ms: Math.round((performance.now() - start) * 1000) / 1000 }
        })
      },
    },
    {
      name: 'bot rank',
      takes: '--sheets FILE',
      about:
        'rank the sheets of another knowledge base (JSON lines {id, title, body, alts?}) for each question on stdin',
      async run([flag, file], out) {
        if (flag !== '--sheets' || !file) throw new UsageError('bot rank needs --sheets FILE.')
        const rank = createRank(await sheetsOf(file))
        return each(lines(), out, ({ text }) => rank(text))
      },
    },
  ]
}

async function each(lines: AsyncIterable<string>, out: Out, answer: (question: Question) => object): Promise<number> {
  let number = 0
  let wrong = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const question = Question.safeParse(parsed(line))
    if (!question.success) wrong += 1
    const { id, ...rest } = question.success
      ? { id: question.data.id, ...answer(question.data) }
      : { id: null, error: `Line ${number} is not {"id", "text"} as JSON.` }
    out.line(JSON.stringify({ id, ...rest }))
  }
  return wrong === 0 ? 0 : 1
}

async function sheetsOf(file: string): Promise<PlainSheet[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new UsageError(`${file} cannot be read.`)
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const sheet = PlainSheet.safeParse(parsed(line))
    if (!sheet.success)
      throw new UsageError(`${file}:${index + 1} is not {"id", "title", "body"} as JSON. Mend that line.`)
    return [sheet.data]
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

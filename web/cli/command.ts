/** One command of the command line. Exit codes: 0 all is well · 1 something is not · 2 the command was not understood. */
export interface Command {
  /** As it is typed: 'agent add'. */
  readonly name: string
  /** What follows the name. */
  readonly takes: string
  readonly about: string
  run(args: readonly string[], out: Out): Promise<number>
}

export interface Out {
  /** A line of the answer, for people and programs. */
  line(text: string): void
}

/** What was typed cannot be understood; the sentence says what is expected. */
export class UsageError extends Error {
  readonly code = 'usage'
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The command named by the first words, and the rest. Undefined when there is none. */
function commandOf(
  commands: readonly Command[],
  args: readonly string[],
): { command: Command; rest: readonly string[] } | undefined {
  for (const command of commands) {
    const words = command.name.split(' ')
    if (words.every((word, index) => args[index] === word)) return { command, rest: args.slice(words.length) }
  }
  return undefined
}

function helpOf(commands: readonly Command[]): string {
  const typed = commands.map(({ name, takes }) => `  ${name} ${takes}`.trimEnd())
  const width = Math.max(...typed.map((text) => text.length)) + 2
  const lines = commands.map(({ about }, index) => `${(typed[index] ?? '').padEnd(width)}${about}`)
  return [
    'Usage: npm run -s permanence -- COMMAND',
    '',
    ...lines,
    '',
    'Settings are those of npm start: see npm start -- --help.',
    'Exit codes: 0 all is well, 1 something is not, 2 the command was not understood.',
  ].join('\n')
}

/** Runs what was typed. Errors become one sentence on stderr. */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
  out: Out,
  complain: (sentence: string) => void,
): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    out.line(helpOf(commands))
    return args.length === 0 ? 2 : 0
  }
  const found = commandOf(commands, args)
  if (found === undefined) {
    complain(`"${args.slice(0, 2).join(' ')}" is not a command; --help lists them.`)
    return 2
  }
  if (found.rest.includes('--help')) {
    out.line(helpOf([found.command]))
    return 0
  }
  try {
    return await found.command.run(found.rest, out)
  } catch (error) {
    complain(sentenceOf(error))
    return error instanceof UsageError ? 2 : 1
  }
}

/** One line: the first one, since parsers quote whole files below it. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0] ?? text
}

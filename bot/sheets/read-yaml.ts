import { readFile } from 'node:fs/promises'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Memory } from './memory.ts'

/** Something an editor must mend, with the place. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
  readonly mend: string
}

export interface Read<T> {
  /** Absent when the file cannot be used. */
  readonly value: T | undefined
  readonly problems: readonly Problem[]
  /** The line of a field: ['title', 'fr']. The nearest parent's when the field is missing. */
  lineOf(path: readonly PropertyKey[]): number
}

/** Content is wrong: the message names file, line and mend. */
export class BrokenContent extends Error {
  readonly code = 'broken-content'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    const first = problems[0]
    super(first ? `${first.file}:${first.line} ${first.message} ${first.mend}` : 'Broken content.')
    this.name = 'BrokenContent'
    this.problems = problems
  }
}

/** Reads one YAML file and checks it. Never throws: what is wrong comes back as problems. */
export async function readYaml<T>(file: string, schema: z.ZodType<T>, memory?: Memory): Promise<Read<T>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    const problem = { file, line: 1, message: 'The file cannot be read.', mend: 'Create it, or correct its path.' }
    return { value: undefined, problems: [problem], lineOf: () => 1 }
  }
  const known = memory && schema.safeParse(memory.recall(text))
  // Its lines are looked up only if somebody finds something wrong in it.
  if (known?.success) {
    let lines: ReturnType<typeof linesOf> | undefined
    const lineOf = (path: readonly PropertyKey[]) => {
      lines ??= linesOf(text)
      return lines.lineOf(path)
    }
    return { value: known.data, problems: [], lineOf }
  }
  return checkYaml(file, text, schema, memory)
}

function linesOf(text: string) {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  return { document, lineOf }
}

function checkYaml<T>(file: string, text: string, schema: z.ZodType<T>, memory: Memory | undefined): Read<T> {
  const { document, lineOf } = linesOf(text)
  const syntax = document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line ?? 1,
    message: `This is not YAML: ${error.code}.`,
    mend: 'Check the indentation, the quotes and the colons of this line.',
  }))
  if (syntax.length > 0) return { value: undefined, problems: syntax, lineOf }
  const said: unknown = document.toJS({ maxAliasCount: 0 })
  const parsed = schema.safeParse(said)
  if (parsed.success) {
    memory?.remember(text, said)
    return { value: parsed.data, problems: [], lineOf }
  }
  const problems = parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: `${issue.path.map(String).join('.') || 'file'}: ${issue.message}.`,
    mend: issue.code === 'unrecognized_keys' ? 'Remove the field, or correct its name.' : 'Write this field as asked.',
  }))
  return { value: undefined, problems, lineOf }
}

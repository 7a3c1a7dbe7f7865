/** What would change, field by field and line by line. */
export interface Change {
  readonly field: string
  readonly lines: readonly { readonly kind: 'kept' | 'gone' | 'new'; readonly text: string }[]
}

/** Every text of a body under its path: 'body.fr'. A list is a text of lines. */
function textsOf(body: unknown, path = ''): Map<string, string> {
  if (typeof body === 'string') return new Map([[path, body]])
  if (Array.isArray(body)) return new Map([[path, body.join('\n')]])
  if (typeof body !== 'object' || body === null) return new Map()
  const inner = Object.entries(body).flatMap(([key, value]) => [...textsOf(value, path ? `${path}.${key}` : key)])
  return new Map(inner)
}

/** The longest lines in common stay; texts here have a few dozen lines at most. */
function lineChanges(before: readonly string[], after: readonly string[]): Change['lines'] {
  const width = after.length + 1
  const common = new Array<number>((before.length + 1) * width).fill(0)
  const at = (row: number, column: number): number => common[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const same = before[row] === after[column]
      common[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const lines: { kind: 'kept' | 'gone' | 'new'; text: string }[] = []
  let row = 0
  let column = 0
  while (row < before.length || column < after.length) {
    const [was, is] = [before[row], after[column]]
    if (was !== undefined && was === is) {
      lines.push({ kind: 'kept', text: was })
      row += 1
      column += 1
    } else if (was !== undefined && (is === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: 'gone', text: was })
      row += 1
    } else if (is !== undefined) {
      lines.push({ kind: 'new', text: is })
      column += 1
    }
  }
  return lines
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

export function difference(before: unknown, after: unknown): readonly Change[] {
  const [old, fresh] = [textsOf(before), textsOf(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((field) => {
    const [was = '', is = ''] = [old.get(field), fresh.get(field)]
    return was === is ? [] : [{ field, lines: lineChanges(linesOf(was), linesOf(is)) }]
  })
}

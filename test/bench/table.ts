import type { Line } from './measure.ts'

const shown = (value: number) => {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return String(Math.round(value))
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
const verdict = (met: boolean | undefined) => (met === undefined ? '' : met ? 'met' : 'MISSED')

const heads = ['figure', 'unit', 'product', 'raw limit', 'judged', 'goal', '', 'load']

/** The lines as a table that a terminal and a Markdown page both show. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.figure,
    line.unit,
    shown(line.product),
    shown(line.raw),
    shown(line.value),
    line.goal,
    verdict(line.met),
    line.load.toFixed(1),
  ])
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length)))
  const row = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const notes = lines.flatMap(({ figure, note }) => (note === undefined ? [] : [`${figure}: ${note}`]))
  return [row(heads), row(widths.map((width) => '-'.repeat(width))), ...rows.map(row), '', ...notes].join('\n')
}

import { interval, type Share } from '../../bot/evaluation/figures.ts'
import type { Room } from './room.ts'
import type { Times } from './times.ts'

const two = (value: number): string => value.toFixed(3).replace(/^0/, '')

function judged({ right, of, goal }: Share): readonly [string, string] {
  if (!goal || of === 0) return ['', '']
  const value = right / of
  if (goal.least !== undefined) return [`≥ ${two(goal.least)}`, value >= goal.least ? 'met' : 'MISSED']
  return [`≤ ${two(goal.most ?? 0)}`, value <= (goal.most ?? 0) ? 'met' : 'MISSED']
}

/** Shares with their 95 % interval, as a table that a terminal and a Markdown page both show. */
export function sharesTable(title: string, shares: readonly Share[]): string {
  const rows = shares.map((share) => {
    const [low, high] = interval(share)
    const value = share.of === 0 ? '–' : two(share.right / share.of)
    return [share.name, value, `${two(low)}–${two(high)}`, `${share.right}/${share.of}`, ...judged(share)]
  })
  return grid(title, ['figure', 'share', '95 %', 'of', 'goal', ''], rows)
}

export function timesTable(times: Times & Room): string {
  const rows = [
    ['a message at 600 sheets, p50', `${times.p50.toFixed(2)} ms`, ''],
    ['a message at 600 sheets, p95', `${times.p95.toFixed(2)} ms`, times.p95 <= 3 ? '≤ 3 met' : '≤ 3 MISSED'],
    [
      'model and index of the desk',
      `${times.built.toFixed(0)} ms`,
      times.built < 1000 ? '< 1000 met' : '< 1000 MISSED',
    ],
    ['memory they hold', `${times.megabytes.toFixed(1)} MB`, times.megabytes < 30 ? '< 30 met' : '< 30 MISSED'],
  ]
  return grid('Time and room', ['figure', 'value', 'goal'], rows)
}

function grid(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`
  return [title, line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

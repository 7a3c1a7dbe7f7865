import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { filesOf, readManifest } from './manifest.ts'
import type { WidgetFiles } from './widget.ts'

/** kB = 1,000 bytes, gzip at its best level, as the budgets are written. */
const kB = 1_000

interface Budget {
  readonly what: string
  readonly limit: number
  readonly files: readonly string[]
}

/** A face that outgrows its budget does not build: phones on slow networks are who it is for. */
export function budgets(outDir: string, widget: Partial<WidgetFiles>): Plugin {
  return {
    name: 'budgets',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        const over = list(outDir, widget)
          .map((budget) => ({ ...budget, size: weigh(outDir, budget.files) }))
          .filter((budget) => budget.size > budget.limit)
          .map(({ what, size, limit }) => `${what}: ${(size / kB).toFixed(2)} kB gz, the limit is ${limit / kB} kB`)
        if (over.length > 0) throw new Error(`Too heavy.\n${over.join('\n')}`)
      },
    },
  }
}

function list(outDir: string, { chat = '', french = '', english = '' }: Partial<WidgetFiles>): Budget[] {
  const manifest = readManifest(outDir)
  const page = filesOf(manifest, 'portal/portal.ts')
  const talk = filesOf(manifest, 'portal/talk-page.tsx')
  const styles = [...new Set([...page, ...talk])].filter((file) => file.endsWith('.css'))
  return [
    { what: 'Widget loader', limit: 1.5 * kB, files: ['w.js'] },
    { what: 'Widget chat in French', limit: 30 * kB, files: [chat, french] },
    { what: 'Widget chat in English', limit: 30 * kB, files: [chat, english] },
    { what: 'Portal styles', limit: 20 * kB, files: styles },
    { what: 'Portal script', limit: 15 * kB, files: page.filter((file) => file.endsWith('.js')) },
  ]
}

function weigh(outDir: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file)), { level: 9 }).length, 0)
}

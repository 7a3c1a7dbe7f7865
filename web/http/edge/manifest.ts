import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What Vite writes about each built file: https://vite.dev/guide/backend-integration */
interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

export interface Built {
  /** Path of the script of an entry, or undefined when it was not built. */
  script(entry: string): string | undefined
  /** Paths of the styles an entry needs. */
  styles(entry: string): readonly string[]
}

/** The folder of built faces: dist/ui beside package.json, whether this runs from sources or compiled. */
export function builtFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return join(folder, 'dist', 'ui')
}

/** Read at each page's first use and kept: a build comes before a start. */
export function readBuilt(folder: string): Built {
  const file = join(folder, '.vite', 'manifest.json')
  const manifest: Manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const stylesOf = (entry: string, seen: Set<string>): string[] => {
    const chunk = manifest[entry]
    if (chunk === undefined || seen.has(entry)) return []
    seen.add(entry)
    const below = (chunk.imports ?? []).flatMap((name) => stylesOf(name, seen))
    const own = chunk.file.endsWith('.css') ? [chunk.file] : []
    return [...below, ...(chunk.css ?? []), ...own]
  }
  return {
    script: (entry) => (manifest[entry] === undefined ? undefined : `/${manifest[entry].file}`),
    styles: (entry) => [...new Set(stylesOf(entry, new Set()))].map((path) => `/${path}`),
  }
}

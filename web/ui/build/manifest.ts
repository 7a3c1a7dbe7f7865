import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Vite writes about each file: https://vite.dev/guide/backend-integration */
interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}
export type Manifest = Readonly<Record<string, Chunk>>

export function readManifest(outDir: string): Manifest {
  return JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest
}

/** Every file that a page with this entry loads. */
export function filesOf(manifest: Manifest, entry: string, seen = new Set<string>()): string[] {
  const chunk = manifest[entry]
  if (!chunk || seen.has(entry)) return []
  seen.add(entry)
  const below = (chunk.imports ?? []).flatMap((name) => filesOf(manifest, name, seen))
  return [...new Set([...below, ...(chunk.css ?? []), chunk.file])]
}

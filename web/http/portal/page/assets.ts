import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Vite writes about each built file: https://vite.dev/guide/backend-integration */
interface Built {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

/** Addresses of the built scripts and styles of a page. */
export interface Assets {
  of(entry: string): { readonly styles: readonly string[]; readonly scripts: readonly string[] }
}

/** Reads the manifest of a build (`dist/ui`). Without a build the pages still work, bare. */
export function readAssets(folder: string): Assets {
  const manifest = read(join(folder, '.vite', 'manifest.json'))
  return {
    of(entry) {
      const built = manifest[entry]
      if (!built) return { styles: [], scripts: [] }
      const files = [...stylesOf(manifest, entry), built.file].map((file) => `/${file}`)
      return {
        styles: files.filter((file) => file.endsWith('.css')),
        scripts: files.filter((file) => file.endsWith('.js')),
      }
    },
  }
}

function read(file: string): Readonly<Record<string, Built>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Built>
  } catch {
    return {}
  }
}

function stylesOf(manifest: Readonly<Record<string, Built>>, entry: string, seen = new Set<string>()): string[] {
  const built = manifest[entry]
  if (!built || seen.has(entry)) return []
  seen.add(entry)
  const below = (built.imports ?? []).flatMap((name) => stylesOf(manifest, name, seen))
  return [...new Set([...below, ...(built.css ?? [])])]
}

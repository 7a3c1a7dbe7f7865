import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'
import { changesNothingElsewhere, fewerTokens, lighterSocket } from './diet.ts'

/** What the widget is made of, for the budgets. */
export interface WidgetFiles {
  readonly chat: string
  readonly french: string
  readonly english: string
}

/** The widget is built apart: as few and as small files as possible, then the loader that knows their hashed names. */
export function widget(root: string, outDir: string, built: (files: WidgetFiles) => void): Plugin {
  return {
    name: 'widget',
    apply: 'build',
    closeBundle: {
      order: 'pre',
      sequential: true,
      async handler() {
        const files = {
          chat: await one(root, outDir, 'panel.tsx', 'assets/widget-[hash].js'),
          french: await one(root, outDir, 'french.ts', 'assets/widget-fr-[hash].js'),
          english: await one(root, outDir, 'english.ts', 'assets/widget-en-[hash].js'),
        }
        built(files)
        const names = { CHAT: files.chat, FRENCH: files.french, ENGLISH: files.english }
        const define = Object.fromEntries(
          Object.entries(names).map(([name, file]) => [name, JSON.stringify(`/${file}`)]),
        )
        await one(root, outDir, 'loader.ts', 'w.js', define)
      },
    },
  }
}

async function one(
  root: string,
  outDir: string,
  entry: string,
  name: string,
  define?: Record<string, string>,
): Promise<string> {
  const config: InlineConfig = {
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [lighterSocket, fewerTokens],
    ...(define && { define }),
    build: {
      outDir,
      emptyOutDir: false,
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: `${root}widget/${entry}`,
        treeshake: { moduleSideEffects: changesNothingElsewhere },
        preserveEntrySignatures: 'exports-only',
        output: { format: define ? 'iife' : 'es', entryFileNames: name },
      },
    },
  }
  const result = await build(config)
  const chunks = (Array.isArray(result) ? result : [result]).flatMap((made) => ('output' in made ? made.output : []))
  const [chunk] = chunks
  if (chunks.length !== 1 || chunk?.type !== 'chunk') throw new Error(`${entry} must build to one file.`)
  writeFileSync(join(outDir, chunk.fileName), chunk.code)
  return chunk.fileName
}

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { budgets } from './build/budgets.ts'
import { type WidgetFiles, widget } from './build/widget.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const outDir = fileURLToPath(new URL('../../dist/ui', import.meta.url))

const made: Partial<WidgetFiles> = {}

/** The three faces. Names carry a hash of what is inside; the server reads manifest.json to link them. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        portal: `${root}portal/portal.ts`,
        talk: `${root}portal/talk-page.tsx`,
        demo: `${root}portal/demo-host.css`,
        console: `${root}console/main.tsx`,
      },
    },
  },
  plugins: [widget(root, outDir, (files) => Object.assign(made, files)), budgets(outDir, made)],
})

// What `npm start` runs: builds what is missing or stale, then runs the compiled product in this process.
// --build only builds · --cli runs the command line, quietly · --help prints the settings.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from './build.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [mode, ...rest] = process.argv.slice(2)

async function start() {
  if (mode === '--build') return build(root, ['server', 'ui'], (line) => console.log(line))
  const cli = mode === '--cli'
  const help = mode === '--help' || mode === '-h'
  if (mode !== undefined && !cli && !help)
    throw new Sentence(`"${mode}" is not known; npm start -- --help lists what is.`)
  // The command line's output is read by programs: what the build says goes to stderr.
  await build(root, cli || help ? ['server'] : ['server', 'ui'], (line) => console.error(line))
  if (help) {
    const { settingsHelp } = await import(pathToFileURL(join(root, 'dist/web/boot/settings/help.js')).href)
    return process.stdout.write(settingsHelp())
  }
  const entry = join(root, cli ? 'dist/web/cli.js' : 'dist/web/main.js')
  if (!existsSync(entry)) throw new Sentence(`${entry} is missing; run npm run build.`)
  process.argv = [process.argv[0], entry, ...(cli ? rest : [])]
  await import(pathToFileURL(entry).href)
}

class Sentence extends Error {}

start().catch((error) => {
  // Errors with a code are written for whoever runs the product; anything else (Node's codes are ERR_… or E…) is a defect and shows where.
  const plain = error instanceof Sentence || (typeof error?.code === 'string' && !/^E[A-Z_]+$/.test(error.code))
  console.error(plain ? error.message : error)
  process.exit(1)
})

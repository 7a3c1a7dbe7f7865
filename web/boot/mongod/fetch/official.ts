import { createRequire } from 'node:module'
import type { Progress } from '../progress.ts'
import type { Written } from '../version.ts'
import { fetchChild, sizeOf } from './child.ts'

const require = createRequire(import.meta.url)

/** The release asked for, by the major version of the data: 7.0 opens what 6.0 wrote, 8.0 what 7.0 wrote. */
function wanted(written: Written | undefined): string {
  const major = Number(written?.featureVersion.split('.')[0] ?? 7)
  return major >= 8 ? '8.0.17' : '7.0.28'
}

const script = `const libraryRequire = require('node:module').createRequire(process.argv[1])
const { MongoBinaryDownload } = libraryRequire('./util/MongoBinaryDownload')
const { getOS } = libraryRequire('./util/getos')
const [downloadDir, version] = process.argv.slice(2)
const main = async () => {
  const download = new MongoBinaryDownload({ downloadDir, version, checkMD5: true, os: await getOS() })
  download.printDownloadProgress = (chunk) => { download.dlProgress.current += chunk.length }
  console.log(await download.getMongodPath())
}
main().catch((error) => { console.error(error.message.replace(/[^]*Details:/, '').replace(/\\s+/g, ' ')); process.exit(1) })`

/**
 * The official archive, through the library that knows where each platform's lies. It runs in a process of its own,
 * since a download that hangs cannot be called back; certificates and checksums are checked, which is not its default.
 */
export async function officialDownload(
  scratch: string,
  options: { written: Written | undefined; env: NodeJS.ProcessEnv; progress: Progress; patience: number },
): Promise<string> {
  const library = require.resolve('mongodb-memory-server-core')
  const version = wanted(options.written)
  const env = { ...options.env, npm_config_strict_ssl: 'true', MONGOMS_MAX_RETRIES: '1' }
  const printed = await fetchChild({
    program: process.execPath,
    args: ['-e', script, library, scratch, version],
    env,
    patience: options.patience,
    arrived: () => {
      const bytes = sizeOf(scratch)
      if (bytes > 0) options.progress.bar(`Fetching mongod ${version}`, bytes, 0)
      return bytes
    },
  })
  return printed.trim()
}

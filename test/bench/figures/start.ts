import { spawn } from 'node:child_process'
import { type Line, lineOf, type Pair } from '../measure.ts'
import { rounds, type Stage } from '../stage.ts'

/** The libraries that the web, the store and the wires stand on, without anything of ours. */
const libraries = ['koa', '@koa/router', 'mongoose', 'socket.io', 'imapflow', 'nodemailer', 'zod', 'yaml', 'pino']

/** From the birth of the process to its first word, which says that everything is imported. */
async function bareImports(): Promise<number> {
  const imports = libraries.map((name) => `import ${JSON.stringify(name)}`).join(';')
  const begun = performance.now()
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${imports};console.log('imported')`], {
    cwd: new URL('../../..', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve(performance.now() - begun))
    child.once('exit', (code) => (code === 0 ? undefined : reject(new Error('The bare imports failed.'))))
  })
}

/** From `npm start`'s own script to listening, on a mongod that is up, beside the bare imports of the libraries. */
export async function start(stage: Stage): Promise<Line[]> {
  const database = `bench_start_${process.pid}`
  const folder = stage.folder()
  const begin = async (options: { database: string; folder: string }) => {
    const begun = performance.now()
    const product = await stage.start({ ...options, env: { LOG_LEVEL: 'warn' } })
    const took = performance.now() - begun
    await product.stop()
    return took
  }
  await begin({ database, folder })
  await bareImports()
  const again: Pair[] = []
  const first: Pair[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const raw = await bareImports()
    again.push({ product: await begin({ database, folder }), raw })
    first.push({ product: await begin({ database: `${database}_${round}`, folder: stage.folder() }), raw })
    stage.say(
      `start round ${round}: ${again.at(-1)?.product.toFixed(0)} ms, first ${first.at(-1)?.product.toFixed(0)}, imports ${raw.toFixed(0)}`,
    )
  }
  const beyond = again.map(({ product, raw }) => ({ product: product - raw, raw }))
  return [
    lineOf('start, data present', 'ms', again, undefined),
    lineOf('start beyond imports', 'ms', beyond, { mostAlone: 200 }),
    lineOf('first start, empty', 'ms', first, undefined, 'indexes, keyring and demo agents are made'),
  ]
}

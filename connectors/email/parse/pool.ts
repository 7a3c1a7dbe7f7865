import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Letter } from './letter.ts'
import { readRoughly } from './read.ts'

const patience = 5_000
const heapMegabytes = 256

interface Job {
  readonly raw: Uint8Array
  readonly done: (letter: Letter) => void
}

type Answer = { readonly letter: Letter } | { readonly failed: string }

/** One worker reads all mail: a mail that hangs or fills its heap costs that worker, never the process. */
let worker: Worker | undefined
let current: { readonly job: Job; readonly timer: NodeJS.Timeout } | undefined
const queue: Job[] = []

/** Node 20 does not strip types by itself: from source, tsx is registered in the worker before it reads the file. */
function fromSource(file: URL): string {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx'))
  const api = new URL('./esm/api/index.mjs', loader).href
  return `import(${JSON.stringify(api)}).then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`
}

function open(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), { resourceLimits })
  return new Worker(fromSource(new URL('./worker.ts', import.meta.url)), { eval: true, execArgv: [], resourceLimits })
}

function start(): Worker {
  const fresh = open()
  fresh.unref()
  fresh.on('message', (answer: Answer) => {
    if (fresh === worker) settle('letter' in answer ? answer.letter : undefined)
  })
  fresh.on('error', () => fail(fresh))
  fresh.on('exit', () => fail(fresh))
  return fresh
}

function fail(broken: Worker): void {
  if (broken !== worker) return
  worker = undefined
  void broken.terminate()
  settle(undefined)
}

function settle(letter: Letter | undefined): void {
  const running = current
  current = undefined
  if (running) {
    clearTimeout(running.timer)
    running.job.done(letter ?? readRoughly(running.job.raw, ['unparsed']))
  }
  next()
}

function next(): void {
  const job = current ? undefined : queue.shift()
  if (!job) {
    if (!current) worker?.unref()
    return
  }
  const reader = worker ?? start()
  worker = reader
  reader.ref()
  current = { job, timer: setTimeout(() => fail(reader), patience) }
  reader.postMessage(job.raw)
}

/** Reads a mail within 5 seconds and 256 MB, whatever it holds; a mail that does not let itself be read is guessed at. Never throws. */
export function readMail(raw: Uint8Array): Promise<Letter> {
  return new Promise((done) => {
    queue.push({ raw, done })
    next()
  })
}

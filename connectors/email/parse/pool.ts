import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Letter } from './letter.ts'

const patience = 5_000
/** A fresh worker first loads the parsers, which is not the mail's fault. */
const patienceAtStart = 20_000
const heapMegabytes = 256
const ahead = 4

interface Job {
  readonly raw: Uint8Array
  readonly done: (letter: Letter) => void
}

type Answer = { readonly letter: Letter } | { readonly failed: string }

/** One worker reads all mail: a mail that hangs or fills its heap costs that worker, never the process. */
let worker: Worker | undefined
let warm = false
let timer: NodeJS.Timeout | undefined
const queue: Job[] = []
/** Given to the worker, read one after the other; a few ahead, so that it never waits for us. */
const given: Job[] = []

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
    if (fresh !== worker) return
    warm = true
    settle('letter' in answer ? answer.letter : undefined)
  })
  fresh.on('error', () => fail(fresh))
  fresh.on('exit', () => fail(fresh))
  return fresh
}

function fail(broken: Worker): void {
  if (broken !== worker) return
  worker = undefined
  warm = false
  void broken.terminate()
  const [culprit, ...innocent] = given.splice(0)
  queue.unshift(...innocent)
  if (culprit) given.push(culprit)
  settle(undefined)
}

function settle(letter: Letter | undefined): void {
  clearTimeout(timer)
  timer = undefined
  const job = given.shift()
  if (job && letter) job.done(letter)
  else if (job) void guess(job)
  next()
}

/** The parsers live in the worker; here they are loaded only when a mail was too much for it. */
async function guess({ raw, done }: Job): Promise<void> {
  const { readRoughly } = await import('./read.ts')
  done(readRoughly(raw, ['unparsed']))
}

function next(): void {
  while (given.length < ahead && queue.length > 0) {
    const job = queue.shift()
    if (!job) break
    worker ??= start()
    given.push(job)
    worker.postMessage(job.raw)
  }
  const reader = worker
  if (!reader) return
  if (given.length === 0) {
    reader.unref()
    return
  }
  reader.ref()
  // The clock runs for the first of those given; more of them do not wind it back.
  timer ??= setTimeout(() => fail(reader), warm ? patience : patienceAtStart)
}

/** Reads a mail within 5 seconds and 256 MB, whatever it holds; a mail that does not let itself be read is guessed at. Never throws. */
export function readMail(raw: Uint8Array): Promise<Letter> {
  return new Promise((done) => {
    queue.push({ raw, done })
    if (given.length < ahead) next()
  })
}

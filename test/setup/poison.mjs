import { parentPort } from 'node:worker_threads'

/**
 * Loaded into the product and its workers before anything else: mails that say so do to their reader what no parser could
 * be made to do on purpose. Only the trigger is ours; the worker, its limits and the death of the process are real.
 */
const deeds = {
  'POISON-PROCESS': () => process.kill(process.pid, 'SIGKILL'),
  'POISON-WORKER': () => process.exit(1),
  'POISON-MEMORY': () => {
    const heap = []
    for (;;) heap.push(Array.from({ length: 10_000 }, () => ({})))
  },
}

function poisoned(raw) {
  if (!(raw instanceof Uint8Array)) return
  const text = Buffer.from(raw).toString('latin1')
  for (const [word, deed] of Object.entries(deeds)) if (text.includes(word)) deed()
}

if (parentPort) {
  const on = parentPort.on.bind(parentPort)
  parentPort.on = (event, hear) =>
    on(event, (given) => {
      poisoned(given)
      hear(given)
    })
}

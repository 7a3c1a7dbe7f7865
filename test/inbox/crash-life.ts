/**
 * One life of a process that receives, answers and sends, ended by kill -9 just before its Nth database write.
 * Everything it acknowledged or sent is first written to a journal, so that the next life and the test can hold it to it.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import mongoose from 'mongoose'
import { chatMessage, mailMessage, openHouse, reader, until } from './house.ts'

interface Order {
  uri: string
  database: string
  keyringFile: string
  journal: string
  killAt: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const journal = (line: Record<string, unknown>) =>
  appendFileSync(order.journal, `${JSON.stringify(line)}\n`, { flush: true })
const earlier = () =>
  existsSync(order.journal)
    ? readFileSync(order.journal, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : []

let writes = 0
const writing = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'findOneAndUpdate',
  'findOneAndDelete',
  'bulkWrite',
  'replaceOne',
  'deleteOne',
]
const driver = mongoose.mongo.Collection.prototype as unknown as Record<string, (...given: unknown[]) => unknown>
for (const name of writing) {
  const real = driver[name]
  if (real === undefined) throw new Error(`The driver has no ${name}.`)
  driver[name] = function (this: unknown, ...given: unknown[]) {
    writes += 1
    if (writes === order.killAt) process.kill(process.pid, 'SIGKILL')
    return real.apply(this, given)
  }
}

const { inbox, wires } = await openHouse(order.uri, { database: order.database, keyringFile: order.keyringFile })
wires.answer = async ({ messageId, text }) => journal({ sent: messageId, text })
inbox.bot.listen(async (turn) => {
  await inbox.bot.handOver(turn.conversation, {
    after: turn.after,
    text: 'Un agent vous répond.',
    reason: 'asked',
    summary: [],
    state: {},
  })
})
await inbox.start()

// The ticket is the person's: it survives our lives.
const known = earlier().find((line) => typeof line['ticket'] === 'string')?.['ticket'] as string | undefined
const ticket = known ?? inbox.visitors.begin('nord/chat')
if (known === undefined) journal({ ticket })

const receive = async (channel: string, message: Parameters<ReturnType<typeof inbox.sink>['receive']>[0]) => {
  const stored = await inbox.sink(channel).receive(message)
  journal({ acked: message.externalId, channel, conversation: stored.conversation, seq: stored.seq })
  return stored
}

// A wire offers everything again that it holds no acknowledgement for, and often what it does.
const claire = inbox.as(reader('Claire', 'nord'))
const chat = await receive('nord/chat', chatMessage(ticket, 'Bonjour', 'one'))
await receive('nord/chat', chatMessage(ticket, 'Vous êtes là ?', 'two'))
const from = { address: 'alice@citizen.test', name: 'Alice' }
const files = [{ name: 'scan.txt', type: 'text/plain', bytes: Buffer.from('une pièce') }]
const mail = await receive(
  'nord/mail',
  mailMessage({ from, subject: 'Vol', files, thread: { messageId: '<a@citizen.test>' } }, 'mail-one'),
)
await until(async () => (await claire.open(mail.conversation)).head.status === 'open', 8000)
for (const { conversation } of [chat, mail]) {
  const { head } = await claire.open(conversation)
  const answer = await claire.reply(conversation, {
    text: `Réponse à ${conversation}`,
    seen: head.lastSeq,
    clientId: `answer-${conversation}`,
  })
  journal({ answered: conversation, seq: answer.seq })
}
await until(async () => (await inbox.health()).outbox.queued === 0, 8000)
await until(
  async () => (await claire.messages(mail.conversation, {})).every(({ delivery }) => delivery?.state !== 'sending'),
  8000,
)
await inbox.close()
journal({ writes })
process.exit(0)

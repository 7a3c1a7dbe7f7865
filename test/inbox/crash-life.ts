/**
 * One life of a process that receives, answers and sends. Everything it acknowledged or sent is first written to a
 * journal, so that the next life and the test can hold it to it.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { chatMessage, mailMessage, openHouse, reader, until } from './house.ts'

export interface Life {
  readonly uri: string
  readonly database: string
  readonly keyringFile: string
  readonly journal: string
}

const PATIENCE_MS = 20_000

const earlier = (journal: string) =>
  existsSync(journal)
    ? readFileSync(journal, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : []

export async function live({ uri, database, keyringFile, journal: file }: Life): Promise<void> {
  const journal = (line: Record<string, unknown>) => appendFileSync(file, `${JSON.stringify(line)}\n`, { flush: true })
  const { inbox, wires } = await openHouse(uri, { database, keyringFile })
  wires.answer = async ({ messageId, text }) => journal({ sent: messageId, text })
  inbox.bot.listen(async ({ conversation, after }) => {
    const over = { after, text: 'Un agent vous répond.', reason: 'asked', summary: [], state: {} }
    await inbox.bot.handOver(conversation, over)
  })
  await inbox.start()

  // The ticket is the person's: it survives our lives.
  const known = earlier(file).find((line) => typeof line['ticket'] === 'string')?.['ticket'] as string | undefined
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
  const letter = { from, subject: 'Vol', files, thread: { messageId: '<a@citizen.test>' } }
  const mail = await receive('nord/mail', mailMessage(letter, 'mail-one'))
  await until(async () => (await claire.open(mail.conversation)).head.status === 'open', PATIENCE_MS)
  for (const { conversation } of [chat, mail]) {
    const { head } = await claire.open(conversation)
    const answer = { text: `Réponse à ${conversation}`, seen: head.lastSeq, clientId: `answer-${conversation}` }
    journal({ answered: conversation, seq: (await claire.reply(conversation, answer)).seq })
  }
  const all = () => claire.messages(mail.conversation, {})
  const settled = (state: string | undefined) => state !== 'sending' && state !== 'queued'
  await until(async () => (await all()).every(({ delivery }) => settled(delivery?.state)), PATIENCE_MS)
  await inbox.close()
}

import { ImapFlow } from 'imapflow'
import PostalMime from 'postal-mime'
import { letter, mailDesk, openMailbox } from '../load/mailbox.ts'
import { type Line, lineOf, type Pair, pause } from '../measure.ts'
import { rounds, type Stage } from '../stage.ts'

/** FETCH of everything in one command, each mail parsed as it comes: mails a second. */
async function fetchAndParse(port: number, login: { user: string; password: string }, range: string): Promise<number> {
  const auth = { user: login.user, pass: login.password }
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false })
  await client.connect()
  const lock = await client.getMailboxLock('INBOX', { readOnly: true })
  const begun = performance.now()
  let mails = 0
  for await (const message of client.fetch(range, { source: true, uid: true })) {
    await PostalMime.parse(message.source ?? '')
    mails += 1
  }
  const seconds = (performance.now() - begun) / 1000
  lock.release()
  await client.logout()
  return mails / seconds
}

/** From a real mailbox to the stored message, beside FETCH and parsing alone. */
export async function mail(stage: Stage): Promise<Line[]> {
  const mails = stage.quick ? 300 : 1000
  const database = `bench_mail_${process.pid}`
  const { dovecot, channels } = await openMailbox(stage.folder())
  try {
    const product = await stage.start({ database, env: { LOG_LEVEL: 'error', CHANNELS_FILE: channels } })
    const stored = stage.client.db(database).collection('messages')
    const count = () => stored.countDocuments({ channel: `${mailDesk}/courriel`, dir: 'in' })
    const pairs: Pair[] = []
    let have = 0
    for (let round = 1; round <= rounds; round += 1) {
      for (let i = 0; i < mails; i += 1) dovecot.append(letter(have + i))
      const first = await reached(count, have + 1)
      const last = await reached(count, have + mails)
      const rate = (last.count - first.count) / ((last.at - first.at) / 1000)
      // The answers of the bot are under way still: the raw limit waits until the machine is as quiet as before.
      await quiet(() => stored.estimatedDocumentCount())
      const raw = await fetchAndParse(dovecot.port, dovecot.login, `${have + 1}:${have + mails}`)
      have += mails
      stage.say(`mail round ${round}: product ${rate.toFixed(0)}/s, fetch and parse ${raw.toFixed(0)}/s`)
      pairs.push({ product: rate, raw })
    }
    await product.stop()
    return [lineOf('mailbox → stored', '/s', pairs, { least: 0.5 })]
  } finally {
    await dovecot.end()
  }
}

async function reached(count: () => Promise<number>, wanted: number): Promise<{ at: number; count: number }> {
  for (const end = performance.now() + 180_000; performance.now() < end; ) {
    const now = await count()
    if (now >= wanted) return { at: performance.now(), count: now }
    await pause(10)
  }
  throw new Error(`Only ${await count()} of ${wanted} mails were stored in three minutes.`)
}

async function quiet(count: () => Promise<number>): Promise<void> {
  for (let before = -1, now = await count(); now !== before; now = await count()) {
    before = now
    await pause(1500)
  }
}

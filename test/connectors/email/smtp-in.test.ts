import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { email } from '../../../connectors/email/email.ts'
import { type CitizenMailbox, citizenMailbox } from '../../../connectors/index.ts'
import { Unavailable } from '../../../inbox/contract.ts'
import { freePort } from '../../setup/dovecot.ts'
import { deliver } from '../../setup/relay.ts'
import { startSmtp } from '../../setup/smtp.ts'
import { contract } from '../contract.ts'
import { Memory, until } from '../memory-sink.ts'
import { hostileMails } from './hostile.ts'
import { mail } from './mails.ts'
import { answer, outcomes, wrongSettings } from './wire.ts'

const to = 'bureau@police.example'

contract(email, 'e-mail, pushed by a relay over SMTP', async () => {
  const smtp = await startSmtp()
  const port = await freePort()
  const life = new AbortController()
  const settings = {
    address: to,
    in: { type: 'smtp', host: '127.0.0.1', port },
    out: { host: '127.0.0.1', port: smtp.port, tls: 'none', timeoutSeconds: 1 },
  }
  const queued: Buffer[] = []
  /** As a relay does: the same bytes again until they are taken. */
  const relay = async (bytes: Uint8Array, patience: number): Promise<void> => {
    while (!life.signal.aborted) {
      const reply = await deliver({ port, from: 'camille@citoyens.example', to: [to], bytes, patience })
      if (reply.startsWith('2') || reply.startsWith('5')) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return {
    settings,
    wrong: wrongSettings(settings),
    inward: {
      async say(text) {
        const bytes = mail({ body: text })
        queued.push(bytes)
        void relay(bytes, 700)
      },
      async repeat(memory) {
        for (const bytes of queued) void relay(bytes, 700)
        await until(() => memory.duplicates >= queued.length)
      },
      // On this wire a mail of one newline and an empty one are the same bytes.
      malformed: hostileMails().flatMap(({ name, bytes }) => (name === 'one newline' ? [] : [bytes])),
      put: (payload) => relay(payload, 10_000),
    },
    outward: { message: answer(), outcomes: outcomes(smtp) },
    end: () => {
      life.abort()
      return smtp.close()
    },
  }
})

describe('a citizen of the playground', () => {
  let citizen: CitizenMailbox
  let memory: Memory
  let life: AbortController

  beforeEach(async () => {
    citizen = await citizenMailbox()
    memory = new Memory()
    life = new AbortController()
  })
  afterEach(async () => {
    life.abort()
    await citizen.close()
  })
  const open = () => {
    const config = email.parse(citizen.settings(to))
    return email.open({ id: 'courriel', desk: 'bureau', name: 'Courriel', config }, memory.sink(), life.signal)
  }

  test('writes, is answered, and answers back to the same conversation', async () => {
    const line = await open()
    const from = 'camille@citoyens.example'
    const id = await citizen.write({ from, name: 'Camille', to, subject: 'Vol', text: 'On a volé mon vélo.' })
    expect(memory.texts()).toEqual(['On a volé mon vélo.'])
    await line.send(answer({ to: { address: from }, references: [id] }))
    const [received] = citizen.letters(from)
    expect(received?.letter).toMatchObject({ inReplyTo: id, text: 'Bonjour,\n\nVotre demande est enregistrée.' })
    await citizen.write({ from, to: received?.letter.replyTo?.address ?? '', subject: 'Re: Vol', text: 'Merci.' })
    expect([...memory.kept.values()].at(-1)?.said?.thread.token).toBe('k7f3a9')
  })

  test('is told when it was not stored', async () => {
    await open()
    memory.beforeReceive = () => {
      throw new Unavailable()
    }
    await expect(citizen.write({ from: 'c@x.example', to, subject: 'x', text: 'y' })).rejects.toThrow(/451/)
    expect(memory.kept.size).toBe(0)
  })

  test('cannot use us as a relay to somebody else', async () => {
    await open()
    await expect(
      citizen.write({ from: 'c@x.example', to: 'autre@x.example', subject: 'x', text: 'y' }),
    ).rejects.toThrow(/550/)
  })

  test('letters are bounded in number and heard as they come', async () => {
    const line = await open()
    const heard: string[] = []
    const off = citizen.onLetter(({ recipient }) => heard.push(recipient))
    await line.send(answer())
    await until(() => heard.length === 1)
    off()
    expect(heard).toEqual(['camille@citoyens.example'])
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, type Connector, type Line, type Outbound, SendError, Unavailable } from '../../inbox/contract.ts'
import { Memory, until } from './memory-sink.ts'

/** The outside world of one kind, real where it can be. */
export interface TestWire {
  readonly settings: unknown
  /** Settings that must be refused, with the field that must be named. */
  readonly wrong: readonly { readonly settings: unknown; readonly field: string }[]
  readonly inward?: {
    /** Somebody writes; resolves once the wire holds it, and the wire repeats it by itself as long as it must. */
    say(text: string): Promise<void>
    /** The wire delivers again what it delivered already. */
    repeat(memory: Memory): Promise<void>
    /** Payloads that break rules; each must be kept, none may stop the next. */
    readonly malformed: readonly Uint8Array[]
    put(payload: Uint8Array): Promise<void>
    /** The connection breaks and comes back. */
    interrupt?(): Promise<void>
  }
  readonly outward?: {
    readonly message: Outbound
    /** Ways a send can end, and what must be said of it. */
    readonly outcomes: readonly {
      readonly name: string
      readonly arrange: () => void
      readonly outcome: 'sent' | SendError['outcome']
    }[]
  }
  end(): Promise<void>
}

interface Running {
  readonly line: Line
  readonly stop: () => void
}

/** The exam that every connector passes. */
export function contract<Config>(connector: Connector<Config>, name: string, begin: () => Promise<TestWire>): void {
  describe(`the exam of connectors: ${name}`, () => {
    let wire: TestWire
    let memory: Memory
    let open: Running[] = []

    async function start(dieAt?: number) {
      const life = new AbortController()
      const sink = memory.sink(dieAt)
      const config = connector.parse(wire.settings)
      const opening = connector.open({ id: 'canal', desk: 'bureau', name: 'Canal', config }, sink, life.signal)
      const running = { stop: () => life.abort() }
      const line = await Promise.race([opening, sink.dead.then(() => undefined)])
      open.push({ line: line ?? { send: () => Promise.reject(new Error('dead')) }, ...running })
      return { sink, line, ...running }
    }

    beforeEach(async () => {
      wire = await begin()
      memory = new Memory()
      open = []
    })
    afterEach(async () => {
      for (const { stop } of open) stop()
      await wire.end()
    })

    test('has a kind, a face and a way to deliver', () => {
      expect(connector.kind).toMatch(/^[a-z0-9-]{1,20}$/)
      expect(['lease', 'resume', 'task']).toContain(connector.capabilities.delivery)
      expect(connector.capabilities.maxLength).toBeGreaterThan(0)
      expect(connector.capabilities.label.fr).not.toBe('')
      expect(connector.capabilities.label.en).not.toBe('')
    })

    test('refuses wrong settings and names the field', () => {
      expect(wire.wrong.length).toBeGreaterThan(0)
      for (const { settings, field } of wire.wrong) {
        expect(() => connector.parse(settings)).toThrow(ConfigError)
        try {
          connector.parse(settings)
        } catch (error) {
          expect(error).toMatchObject({ code: 'channel-config', field })
        }
      }
    })

    test('tells that it is up, and stops when told to', async () => {
      const running = await start()
      expect(memory.states).toContain('up')
      running.stop()
      await until(() => memory.states.at(-1)?.startsWith('down') === true)
      const before = memory.kept.size
      await wire.inward?.say('après la fermeture').catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(memory.kept.size).toBe(before)
    })

    test('stores what was said once, however often the wire repeats it', async () => {
      const { inward } = wire
      if (!inward) return expect(connector.capabilities.delivery).toBe('task')
      await start()
      await inward.say('Bonjour, on a volé mon vélo.')
      await until(() => memory.texts().includes('Bonjour, on a volé mon vélo.'))
      await inward.repeat(memory)
      await inward.say('Il était bleu.')
      await until(() => memory.texts().includes('Il était bleu.'))
      expect(
        memory
          .texts()
          .filter((text) => text !== '')
          .toSorted(),
      ).toEqual(['Bonjour, on a volé mon vélo.', 'Il était bleu.'])
    })

    test('takes in what came while it was closed, from where it stopped', async () => {
      const { inward } = wire
      if (!inward) return expect(connector.capabilities.delivery).toBe('task')
      const first = await start()
      await inward.say('un')
      await until(() => memory.kept.size === 1)
      await until(() => first.sink.steps() > 0)
      first.stop()
      await until(() => memory.states.at(-1)?.startsWith('down') === true)
      const later = inward.say('deux')
      await start()
      await later
      await until(() => memory.texts().includes('deux'))
      expect(memory.texts().toSorted()).toEqual(['deux', 'un'])
    })

    test('acknowledges nothing while the inbox cannot store, and loses nothing', async () => {
      const { inward } = wire
      if (!inward) return expect(connector.capabilities.delivery).toBe('task')
      await start()
      let tries = 0
      memory.beforeReceive = () => {
        tries += 1
        if (tries <= 2) throw new Unavailable()
      }
      const said = inward.say('gardez ceci')
      await until(() => memory.texts().includes('gardez ceci'), 20_000)
      await said
      expect(tries).toBeGreaterThan(2)
      expect(memory.kept.size).toBe(1)
    })

    test('a message that cannot be stored for a reason of its own does not hold up the others', async () => {
      const { inward } = wire
      if (!inward) return expect(connector.capabilities.delivery).toBe('task')
      await start()
      memory.beforeReceive = ({ raw }) => {
        if (Buffer.from(raw).includes('poison')) throw new Error('cannot be stored')
      }
      const first = inward.say('poison')
      await inward.say('le suivant')
      await until(() => memory.texts().includes('le suivant'))
      memory.beforeReceive = () => undefined
      await inward.interrupt?.()
      await until(() => memory.texts().includes('poison'), 20_000)
      await first
    })

    test('keeps malformed payloads and goes on', async () => {
      const { inward } = wire
      if (!inward) return expect(connector.capabilities.delivery).toBe('task')
      await start()
      for (const payload of inward.malformed) await inward.put(payload)
      await inward.say('toujours là')
      await until(() => memory.texts().includes('toujours là'), 20_000)
      await until(() => memory.kept.size === inward.malformed.length + 1, 20_000)
    })

    test('a kill between any two steps neither loses nor doubles', async () => {
      const { inward } = wire
      if (!inward) return expect(connector.capabilities.delivery).toBe('task')
      const expected: string[] = []
      let died = true
      for (let at = 1; died && at < 40; at += 1) {
        const words = [`a${at}`, `b${at}`]
        expected.push(...words)
        const said = Promise.all(words.map((word) => inward.say(word)))
        const doomed = await start(at)
        // Either it dies at this step, or it gets through all of them and the series is over.
        died = await Promise.race([
          doomed.sink.dead.then(() => true),
          until(() => expected.every((word) => memory.texts().includes(word)), 5_000).then(() => false),
        ]).catch(() => true)
        doomed.stop()
        const heir = await start()
        await until(() => expected.every((word) => memory.texts().includes(word)))
        await said
        heir.stop()
      }
      expect(died).toBe(false)
      expect(memory.texts().toSorted()).toEqual(expected.toSorted())
    }, 120_000)

    test('says of every failed send whether a retry can help', async () => {
      const { outward } = wire
      const { line } = await start()
      if (!line) throw new Error('The line did not open.')
      if (!outward) {
        expect(connector.capabilities.delivery).not.toBe('lease')
        return
      }
      for (const { name: way, arrange, outcome } of outward.outcomes) {
        arrange()
        const result = await line.send(outward.message).then(
          () => 'sent',
          (error: unknown) => (error instanceof SendError ? error.outcome : `not a SendError: ${error}`),
        )
        expect(`${way}: ${result}`).toBe(`${way}: ${outcome}`)
      }
    })
  })
}

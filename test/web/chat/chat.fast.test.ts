import { describe, expect, it } from 'vitest'
import { phaseOf } from '../../../web/ui/shared/chat/state.ts'
import { connected, from, openTab, pending, settle } from './tab.ts'

describe('a message that a person sends', () => {
  it('waits while the line is down and leaves at its return, in order', async () => {
    const tab = await connected()
    tab.hears().lost()
    tab.client.say('un')
    tab.client.say('deux')
    expect(tab.sent).toHaveLength(0)
    expect(phaseOf(tab.client.current)).toBe('offline')
    tab.hears().resume({ messages: [], state: pending })
    expect(tab.sent.map(({ message }) => message.text)).toEqual(['un'])
    await tab.sent[0]?.answer({ ok: true, seq: 1, duplicate: false })
    expect(tab.sent.map(({ message }) => message.text)).toEqual(['un', 'deux'])
  })

  it('is sent again under the same id until it is acknowledged', async () => {
    const tab = await connected()
    tab.client.say('au secours')
    await tab.sent[0]?.silence()
    await tab.ring()
    expect(tab.sent).toHaveLength(2)
    expect(tab.sent[1]?.message.clientId).toBe(tab.sent[0]?.message.clientId)
    await tab.sent[1]?.answer({ ok: true, seq: 1, duplicate: true })
    expect(tab.client.current.outgoing).toEqual([])
    expect(tab.texts()).toEqual(['au secours'])
  })

  it('is shown once when its echo comes before its acknowledgement', async () => {
    const tab = await connected()
    tab.client.say('bonjour')
    tab.hears().message({ ...from(1, 'bonjour', 'contact'), clientId: 'id-1' })
    expect(tab.client.current.outgoing).toEqual([])
    await tab.sent[0]?.answer({ ok: true, seq: 1, duplicate: false })
    expect(tab.texts()).toEqual(['bonjour'])
  })

  it('is not sent again when the cut hid only its acknowledgement', async () => {
    const tab = await connected()
    tab.client.say('bonjour')
    tab.hears().lost()
    tab.hears().resume({ messages: [{ ...from(1, 'bonjour', 'contact'), clientId: 'id-1' }], state: pending })
    expect(tab.sent).toHaveLength(1)
    expect(tab.texts()).toEqual(['bonjour'])
  })

  it('comes back to the box with the reason when it is refused, and the next one still leaves', async () => {
    const tab = await connected()
    tab.client.say('trop long')
    tab.client.say('suite')
    await tab.sent[0]?.answer({ ok: false, code: 'too-long', sentence: 'Raccourcissez.' })
    expect(tab.client.current.back).toEqual({ text: 'trop long', sentence: 'Raccourcissez.' })
    expect(tab.sent[1]?.message.text).toBe('suite')
    tab.client.takeBack()
    expect(tab.client.current.back).toBeUndefined()
  })

  it('survives a reload where the desk allows it, and leaves no trace where it does not', async () => {
    const tab = await connected()
    tab.hears().lost()
    tab.client.say('avant le rechargement')
    const again = openTab({ memory: tab.memory })
    await again.client.start()
    again.hears().resume({ messages: [], state: pending })
    expect(again.sent[0]?.message.text).toBe('avant le rechargement')
    const secret = await connected({ keep: false })
    secret.client.say('mots')
    expect(secret.memory.load()).toBeUndefined()
  })
})

describe('what the person reads', () => {
  it('resumes after the last number that is sure', async () => {
    const tab = await connected()
    for (const seq of [1, 2, 3]) tab.hears().message(from(seq, `m${seq}`))
    expect(tab.handshake()).toEqual({ ticket: 'T1', after: 3 })
    expect(tab.told).toContainEqual(['got', 3])
  })

  it('asks for what a jump in the numbers may have hidden', async () => {
    const tab = await connected()
    tab.server.history = [from(1, 'm1'), from(2, 'perdu'), from(3, 'm3')]
    tab.hears().message(from(1, 'm1'))
    tab.hears().message(from(3, 'm3'))
    expect(tab.handshake().after).toBe(1)
    await settle()
    expect(tab.asked).toEqual([1])
    expect(tab.texts()).toEqual(['m1', 'perdu', 'm3'])
    expect(tab.handshake().after).toBe(3)
  })

  it('asks once, not for ever, when the jump was a note between agents', async () => {
    const tab = await connected()
    tab.server.history = [from(1, 'm1'), from(3, 'm3')]
    tab.hears().message(from(1, 'm1'))
    tab.hears().message(from(3, 'm3'))
    await settle()
    tab.hears().message(from(4, 'm4'))
    await settle()
    expect(tab.asked).toEqual([1])
    expect(tab.handshake().after).toBe(4)
  })

  it('is never a note between agents, nor the same message twice', async () => {
    const tab = await connected()
    tab.hears().message({ ...from(1, 'note'), audience: 'staff' })
    tab.hears().message(from(2, 'm2'))
    tab.hears().message(from(2, 'm2'))
    expect(tab.texts()).toEqual(['m2'])
  })

  it('confirms again after a cut what it had received before it', async () => {
    const tab = await connected()
    tab.hears().message(from(1, 'm1'))
    tab.hears().lost()
    tab.hears().resume({ messages: [], state: pending })
    expect(tab.told.filter(([what]) => what === 'got')).toEqual([
      ['got', 1],
      ['got', 1],
    ])
  })
})

describe('the line that says how things stand', () => {
  it('goes from the assistant to the queue, to a named agent, to the end', async () => {
    const tab = await connected()
    expect(phaseOf(tab.client.current)).toBe('bot')
    tab.hears().state({ status: 'open', readByAgent: 0 })
    expect(phaseOf(tab.client.current)).toBe('queue')
    tab.hears().state({ status: 'open', agent: 'Nadia', readByAgent: 0 })
    expect(phaseOf(tab.client.current)).toBe('assigned')
    tab.hears().typing({ name: 'Nadia', on: true })
    expect(phaseOf(tab.client.current)).toBe('typing')
    tab.hears().message(from(1, 'Bonjour', 'agent'))
    expect(phaseOf(tab.client.current)).toBe('assigned')
    tab.hears().state({ status: 'resolved', readByAgent: 0 })
    expect(phaseOf(tab.client.current)).toBe('ended')
  })

  it('does not believe for ever that somebody is writing', async () => {
    const tab = await connected()
    tab.hears().typing({ name: 'Nadia', on: true })
    await tab.ring()
    expect(tab.client.current.typing).toBeUndefined()
  })

  it('tries again when the service does not answer at first', async () => {
    const tab = openTab({ startFails: 2 })
    await tab.client.start()
    expect(phaseOf(tab.client.current)).toBe('unreachable')
    tab.client.say('bonjour')
    await tab.ring()
    await tab.ring()
    tab.hears().resume({ messages: [], state: pending })
    expect(tab.sent[0]?.message.text).toBe('bonjour')
  })

  it('says that a dead ticket is dead and forgets it', async () => {
    const tab = await connected()
    tab.hears().dead()
    expect(phaseOf(tab.client.current)).toBe('dead')
    expect(tab.memory.load()).toBeUndefined()
  })
})

it('says the entry chosen on the first page once, and not again after a reload', async () => {
  const tab = openTab()
  await tab.client.start('report')
  tab.hears().resume({ messages: [], state: pending })
  expect(tab.sent[0]?.message).toMatchObject({ text: 'Je veux signaler', choice: 'report' })
  await tab.sent[0]?.answer({ ok: true, seq: 1, duplicate: false })
  const again = openTab({ memory: tab.memory })
  await again.client.start('report')
  again.hears().resume({ messages: [from(1, 'Je veux signaler', 'contact')], state: pending })
  expect(again.sent).toEqual([])
})

it('tells of typing at most every 3 seconds, and when it stops', async () => {
  const tab = await connected()
  for (let key = 0; key < 20; key += 1) tab.client.typing()
  await tab.ring()
  expect(tab.told.filter(([what]) => what === 'typing')).toEqual([
    ['typing', true],
    ['typing', false],
  ])
})

it('leaves nothing in the tab when the person erases', async () => {
  const tab = await connected()
  tab.client.say('secret')
  tab.client.forget()
  expect(tab.memory.load()).toBeUndefined()
  expect(tab.client.current.messages).toEqual([])
  expect(tab.told).toContainEqual(['close', true])
})

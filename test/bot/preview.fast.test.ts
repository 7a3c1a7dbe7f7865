import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPreview } from '../../bot/index.ts'
import type { PlayGuide } from '../../bot/running/preview.ts'
import type { Desk } from '../../inbox/index.ts'
import { DESKS, deskOf } from './door.ts'
import { capabilitiesOf } from './wires.ts'

let desk: Desk
let play: PlayGuide
beforeAll(async () => {
  desk = await deskOf('brigade-numerique')
  play = await openPreview(desk)
})
const on = (kind: string, language: 'fr' | 'en' = 'fr') => ({
  capabilities: capabilitiesOf(kind),
  language,
  now: new Date('2026-11-22T10:00:00Z'),
})
const says = (...texts: string[]) => texts.map((text) => ({ text }))

describe('a guide that is tried', () => {
  test('says what it would say, and offers what it would offer', () => {
    const { greeting, turns, choices } = play(says('bonjour', 'Je suis victime'), on('webchat'))
    expect(greeting.text).toContain('assistant automatique')
    expect(turns.map(({ text }) => text)).toEqual([
      expect.stringContaining('Que se passe-t-il'),
      expect.stringContaining('désolé'),
    ])
    expect(choices.map(({ id }) => id)).toEqual(expect.arrayContaining(['victime-vol', 'danger', 'agent']))
  })
  test('shows the danger notice, hands over, and ends there', () => {
    const { turns, choices } = play(says('bonjour', 'il est derrière la porte', 'merci'), on('webchat'))
    expect(turns).toHaveLength(2)
    expect(turns[1]).toMatchObject({ notice: expect.stringContaining('17'), handed: { reason: 'danger' } })
    expect(turns[1]?.handed?.summary).toContainEqual(['Motif', 'Danger possible'])
    expect(choices).toEqual([])
  })
  test('says no more than a machine may: on a wire with limits the notice is the answer', () => {
    const { turns } = play(says('Bonjour', 'il est derrière la porte'), on('email'))
    expect(turns[1]?.notice).toContain('17')
    expect(turns[1]).not.toHaveProperty('text')
  })
  test('begins in the language that is asked for', () => {
    expect(play([], on('webchat', 'en')).greeting.text).toContain('automatic assistant')
    expect(play([{ text: '', choice: 'victime' }], on('webchat', 'en')).turns[0]?.text).toContain('I am sorry')
  })
  test('is the same each time it is played: nothing of the first time is left', () => {
    const once = play(says('bonjour', '1', '2'), on('x'))
    play(says('il est derrière la porte'), on('x'))
    expect(play(says('bonjour', '1', '2'), on('x'))).toEqual(once)
  })
})

test('a broken guide is not played, and the place is named', async () => {
  const root = await mkdtemp(join(tmpdir(), 'preview-'))
  await cp(DESKS, root, { recursive: true })
  const folder = join(root, desk.id)
  const file = join(folder, 'guide.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace('start: debut', 'start: 12'))
  await expect(openPreview({ ...desk, folder })).rejects.toThrow(/guide\.yaml:\d+ start/)
  await rm(root, { recursive: true })
})

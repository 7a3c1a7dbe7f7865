import { describe, expect, test } from 'vitest'
import { openPreview } from '../../../bot/index.ts'
import { connectors } from '../../../connectors/index.ts'
import { runCommand } from '../../../web/cli/command.ts'
import { guidePreview } from '../../../web/cli/guide.ts'
import { DESKS } from '../../bot/door.ts'

/** The command as it is put together, with what is typed given. */
async function preview(typed: readonly string[], ...args: string[]) {
  async function* lines() {
    yield* typed
  }
  const printed: string[] = []
  const complaints: string[] = []
  const command = guidePreview({
    openPreview,
    desksDir: () => DESKS,
    connectors: connectors({ webchat: { listen: () => {} }, hooks: { listen: () => {} }, reach: {} }),
    lines: lines(),
    now: () => new Date('2026-11-22T10:00:00Z'),
  })
  const code = await runCommand(
    [command],
    ['guide', 'preview', ...args],
    { line: (text) => printed.push(text) },
    (text) => complaints.push(text),
  )
  return { code, text: printed.join('\n'), complaints }
}

describe('guide preview', () => {
  test('greets, numbers the choices, and follows what is typed', async () => {
    const { code, text } = await preview(['1', '', '1', '4'], 'brigade-numerique')
    expect(code).toBe(0)
    expect(text).toMatch(/Bonjour[\s\S]*1\. Je suis victime[\s\S]*De quoi s’agit-il[\s\S]*Cambriolage : que faire/)
    expect(text).toMatch(/\[Cambriolage : que faire \?\] https:/)
  })
  test('prints the danger notice, the words of the hand-over and what the agent reads, then begins anew', async () => {
    const { text } = await preview(['il est derrière la porte', 'bonjour'], 'brigade-numerique')
    expect(text).toMatch(/!! DANGER\n!! .*\n!! Appelez maintenant le 17/)
    expect(text).toContain('=> to a human (danger)\n   Motif : Danger possible')
    expect(text).toContain('begins another talk')
    expect(text.match(/Bonjour\. Je suis un assistant/g)?.length).toBeGreaterThan(1)
  })
  test('in English', async () => {
    expect((await preview(['1'], 'brigade-numerique', '--lang', 'en')).text).toContain('I am sorry this happened')
  })
  test('as a letter: acknowledged, with the numbers in the text; as a network: numbers', async () => {
    const letter = await preview(['Bonjour', '3'], 'commissariat-numerique', '--channel', 'letter')
    expect(letter.text).toMatch(/^Bonjour\. Je suis[\s\S]*Référence[\s\S]*3\. J’ai une question[\s\S]*Sur quel sujet/)
    const numbers = await preview(['Bonjour'], 'brigade-numerique', '--channel', 'numbers')
    expect(numbers.text.match(/1\. Je suis victime/g)).toHaveLength(1)
    expect(numbers.text).toContain('Répondez par un numéro')
  })
  test.each([
    [['nulle-part'], /There is no guide of "nulle-part"; there is one of: brigade-numerique/],
    [[], /one DESK/],
    [['brigade-numerique', '--lang', 'de'], /--lang is fr or en/],
    [['brigade-numerique', '--channel', 'pigeon'], /--channel is one of: chat, letter, numbers/],
    [['brigade-numerique', '--colour'], /colour/],
  ])('%j is not understood, in one sentence', async (args, sentence) => {
    const { code, complaints } = await preview([], ...args)
    expect(code).toBe(2)
    expect(complaints).toEqual([expect.stringMatching(sentence)])
  })
  test('a folder of one’s own', async () => {
    const { code, complaints } = await preview([], 'brigade-numerique', '--folder', `${DESKS}none`)
    expect(code).toBe(1)
    expect(complaints[0]).toMatch(/none/)
  })
})

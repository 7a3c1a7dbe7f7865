import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAsk, createRank } from '../../../bot/index.ts'
import { botCommands } from '../../../web/cli/bot.ts'
import { runCommand } from '../../../web/cli/command.ts'
import { DESKS } from '../../bot/door.ts'

async function run(args: readonly string[], typed: readonly string[]) {
  const lines: string[] = []
  const sentences: string[] = []
  const stdin = async function* () {
    for (const line of typed) yield await Promise.resolve(line)
  }
  const commands = botCommands({ createAsk, createRank }, () => DESKS, stdin)
  const code = await runCommand(commands, args, { line: (text) => lines.push(text) }, (sentence) =>
    sentences.push(sentence),
  )
  return { code, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), sentences }
}

const ask = (id: string | number, text: string) => JSON.stringify({ id, text })

test('each question is answered in its order, with its id', async () => {
  const { code, lines } = await run(
    ['bot', 'ask'],
    [ask('b', 'on m’a volé mon vélo'), '', ask(2, 'il me frappe, au secours')],
  )
  expect(code).toBe(0)
  expect(lines.map(({ id }) => id)).toEqual(['b', 2])
  expect(lines[0]).toMatchObject({
    intent: 'victim',
    urgent: false,
    banner: 'none',
    sheet_ranked: expect.arrayContaining(['vol']),
  })
  expect(lines[1]).toMatchObject({ intent: 'emergency', urgent: true, banner: 'hard', ms: expect.any(Number) })
})
test('a line that is no question says so in its place, and the others are answered', async () => {
  const { code, lines } = await run(['bot', 'ask'], ['bonjour', ask(1, 'bonjour')])
  expect(code).toBe(1)
  expect(lines[0]).toMatchObject({ id: null, error: expect.stringContaining('Line 1') })
  expect(lines[1]).toMatchObject({ id: 1, intent: 'smalltalk', answered: false })
})
test('a desk that has no bot is named', async () => {
  expect(await run(['bot', 'ask', 'nowhere'], [])).toMatchObject({
    code: 2,
    sentences: [expect.stringContaining('nowhere')],
  })
})
test('another base is ranked; a broken line of it is named with its number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-rank-'))
  const sound = join(folder, 'sound.jsonl')
  const row = (id: string, title: string, body: string) =>
    JSON.stringify({ id, title, body, alts: 'une question | une autre' })
  writeFileSync(
    sound,
    `${row('a', 'Tri des déchets', 'Le verre et le papier.')}\n${row('b', 'Piscine', 'Nager le soir.')}\n`,
  )
  const { code, lines } = await run(['bot', 'rank', '--sheets', sound], [ask(1, 'où jeter le verre ?')])
  expect(code).toBe(0)
  expect(lines[0]).toMatchObject({ id: 1, ranked: ['a', 'b'], answered: expect.any(Boolean) })
  const broken = join(folder, 'broken.jsonl')
  writeFileSync(broken, `${row('a', 'Tri', 'Le verre.')}\n{"id": "b"}\n`)
  const refused = await run(['bot', 'rank', '--sheets', broken], [])
  expect(refused.code).toBe(2)
  expect(refused.sentences[0]).toContain('broken.jsonl:2')
  expect((await run(['bot', 'rank'], [])).code).toBe(2)
})

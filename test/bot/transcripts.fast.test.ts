import { expect, test } from 'vitest'
import { CHAT, deskOf, type Heard, MAIL, talkTo } from './door.ts'

/** Golden transcripts: read them as the person would. A change of words is a change of this file, seen in review. */
const folder = '../fixtures/transcripts'

async function transcript(heard: Heard, messages: readonly string[]): Promise<string> {
  const parts: string[] = []
  for (const message of messages) {
    const [lines, overs] = [heard.lines.length, heard.overs.length]
    await heard.write(message)
    parts.push(`## La personne\n${message}`)
    for (const { text, choices } of heard.lines.slice(lines)) {
      const buttons = choices ? `\n\n[ ${choices.map(({ label }) => label).join(' ] [ ')} ]` : ''
      parts.push(`## L'assistant\n${text}${buttons}`)
    }
    for (const { text, reason, summary } of heard.overs.slice(overs)) {
      const rows = summary.map(([name, value]) => `- ${name} : ${value}`).join('\n')
      parts.push(`## L'assistant, en passant la main (${reason})\n${text ?? '(rien)'}\n\nPour l'agent :\n${rows}`)
    }
  }
  await heard.close()
  return `${parts.join('\n\n')}\n`
}

test.each([
  [
    'chat-vol',
    'brigade-numerique',
    CHAT,
    [
      'Bonjour',
      'Je suis victime',
      'Un vol ou une dégradation',
      'Un cambriolage',
      'Non',
      "J'habite à Rennes 35000 et je voudrais parler à quelqu'un",
    ],
  ],
  ['chat-danger', 'brigade-numerique', CHAT, ['bonjour', 'mon mari est violent', 'il est derrière la porte']],
  [
    'chat-english',
    'brigade-numerique',
    CHAT,
    ['My wallet was stolen in the metro', 'Yes', 'can I talk to an officer?'],
  ],
  ['mail-guide', 'commissariat-numerique', MAIL, ['Bonjour', '3', '2.\n\nJean', '1', 'merci']],
  [
    'mail-letter',
    'commissariat-numerique',
    MAIL,
    ['Madame, Monsieur,\nMon voisin a planté un arbre trop près de ma clôture. Que puis-je faire ?\nCordialement'],
  ],
  [
    'mail-answer',
    'commissariat-numerique',
    MAIL,
    ["Bonjour,\nj'ai perdu mon passeport. Que dois-je faire ?\nMerci", 'Non', 'je veux un agent'],
  ],
] as const)('%s reads as it should', async (name, desk, capabilities, messages) => {
  const heard = await talkTo(await deskOf(desk), { capabilities })
  await expect(await transcript(heard, messages)).toMatchFileSnapshot(`${folder}/${name}.md`)
})

import { describe, expect, test } from 'vitest'
import { textOfHtml } from '../../../../connectors/email/body/html.ts'
import { splitByHtml, splitHistory } from '../../../../connectors/email/body/quoting.ts'

const reply = 'Merci pour votre réponse.\n\nJe viendrai mardi.'
const old = 'Bonjour,\nVotre dossier est ouvert.'
const marked = old.replaceAll(/^/gm, '> ')

/** One history each, the way mail programs write it under an answer. */
const histories: Readonly<Record<string, string>> = {
  'Gmail, French': `Le lun. 16 nov. 2026 à 09:12, Bureau <bureau@police.example> a écrit :\n\n${marked}`,
  'Gmail, wrapped': `Le lun. 16 nov. 2026 à 09:12, Commissariat numérique de la ville\n<bureau@police.example> a écrit :\n\n${marked}`,
  'Gmail, English': `On Mon, Nov 16, 2026 at 9:12 AM Bureau <bureau@police.example> wrote:\n\n${marked}`,
  Thunderbird: `Le 16/11/2026 à 09:12, Bureau a écrit :\n${marked}`,
  'Apple Mail': `Le 16 nov. 2026 à 09:12, Bureau <bureau@police.example> a écrit :\n\n${marked}`,
  'Outlook, French': `________________________________\nDe : Bureau <bureau@police.example>\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : Camille\nObjet : Question\n\n${old}`,
  'Outlook, English': `From: Bureau <bureau@police.example>\nSent: Monday, November 16, 2026 9:12 AM\nTo: Camille\nSubject: Question\n\n${old}`,
  'Outlook Express': `----- Message d'origine -----\nDe : Bureau\nObjet : Question\n\n${old}`,
  'Original Message': `-----Original Message-----\nFrom: Bureau\n\n${old}`,
  'Orange webmail': `> Message du 16/11/26 09:12\n> De : bureau@police.example\n${marked}`,
  German: `Am 16.11.2026 um 09:12 schrieb Bureau <bureau@police.example>:\n\n${marked}`,
  Spanish: `El lun, 16 nov 2026 a las 9:12, Bureau (<bureau@police.example>) escribió:\n\n${marked}`,
  'marks alone': marked,
  'without marks': `Le 16/11/2026 09:12, Bureau a écrit :\n\n${old}`,
}

describe('quoted history', () => {
  test.each(Object.entries(histories))('%s: folded, never deleted', (_name, history) => {
    const text = `${reply}\n\n${history}`
    const split = splitHistory(text)
    expect(split.text).toBe(text)
    expect(split.reply).toBe(reply)
    expect(split.quoted).toBeDefined()
    expect(text).toContain(split.quoted)
  })

  test('an answer under the history is found too', () => {
    expect(splitHistory(`Le 16/11/2026, Bureau a écrit :\n${marked}\n\n${reply}`).reply).toBe(reply)
  })

  test('answers between the lines are all kept, and nothing is folded', () => {
    const split = splitHistory('Bonjour,\n> Quand ?\nHier.\n> Où ?\nÀ la gare.')
    expect(split).toMatchObject({ reply: 'Bonjour,\nHier.\nÀ la gare.', quoted: undefined })
  })

  test('a forward is the message itself', () => {
    expect(splitHistory(`-----Message d'origine-----\nDe : x\n\n${old}`).quoted).toBeUndefined()
  })

  test.each([
    'Le voisin a écrit sur mon mur.',
    'Le 12 mars 2026 à 14:30, il m’a écrit :\n\nJe vais te trouver.',
    'Mon voisin a écrit :\nJe vais te tuer.\nJ’ai peur.',
    'On 12 March at 14:30 he wrote:\nI will find you.',
    'Il m’a écrit : « je te trouverai ».\nJ’ai peur.',
    'De : la gare\nVers : la mairie\nC’est là que cela s’est passé.',
    'On m’a volé mon vélo hier.\n\nCordialement,\nCamille',
    'Je cite le courrier reçu :\n- payer 300 euros\n- avant mardi',
  ])('words of the person are never taken for history: %s', (text) => {
    expect(splitHistory(text)).toMatchObject({ reply: text, quoted: undefined })
  })

  test('the marks of mail programs in HTML are read', () => {
    for (const open of [
      '<div class="gmail_quote">',
      '<div id="divRplyFwdMsg">',
      '<div class="moz-cite-prefix">',
      '<div class="yahoo_quoted">',
    ]) {
      expect(splitHistory(textOfHtml(`<p>Oui.</p>${open}<p>De la part du bureau</p></div><p>suite</p>`)).reply).toBe(
        'Oui.',
      )
    }
    expect(splitHistory(textOfHtml('<p>Oui.</p><blockquote type="cite">ancien</blockquote>')).reply).toBe('Oui.')
  })

  test('a text part without marks is cut where its HTML says', () => {
    const marks = textOfHtml('<p>Oui, mardi.</p><div class="gmail_quote">ancien message</div>')
    expect(splitByHtml('Oui, mardi.\n\nancien message', marks)).toMatchObject({
      reply: 'Oui, mardi.',
      quoted: 'ancien message',
    })
  })

  test('bait for slow patterns is passed over quickly', () => {
    const baits = [
      `Le ${'a '.repeat(100_000)}`,
      'Le x\n'.repeat(30_000),
      '> '.repeat(50_000),
      `${'-'.repeat(100_000)}x`,
      `<${'a@'.repeat(50_000)}`,
      ' \n'.repeat(100_000),
    ]
    for (const bait of baits) {
      const began = Date.now()
      splitHistory(bait)
      expect(Date.now() - began).toBeLessThan(2_000)
    }
  })
})

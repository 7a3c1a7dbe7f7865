import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Desk } from '../../inbox/index.ts'
import { DESKS, deskOf } from './door.ts'
import { transcript } from './transcript.ts'
import { capabilitiesOf, isHere, shownBy } from './wires.ts'

/**
 * Golden transcripts, on every channel where the guide speaks: read them as a frightened person would. A change of words is
 * a change of a file there, seen in review. To accept it, read it, then run with -u.
 */
const folder = new URL('../fixtures/transcripts/', import.meta.url).pathname
const SUNDAY = '2026-11-22T22:00:00Z'
const WEEK = [['09:00', '18:00']] as [string, string][]
const OFFICE = { zone: 'Europe/Paris', week: { mon: WEEK, tue: WEEK, wed: WEEK, thu: WEEK, fri: WEEK } }

interface Script {
  readonly messages: readonly string[]
  /** Sunday night, at a desk with office hours. */
  readonly closed?: true
}

/** Told on each channel alike: whatever the wire, the person is led to the same places. */
const everywhere: Readonly<Record<string, Script>> = {
  theft: {
    messages: ['On m’a volé mon vélo devant la gare', 'Non', 'je voudrais parler à quelqu’un, j’habite à Rennes'],
  },
  danger: { messages: ['Bonjour', 'Je suis victime', 'Des violences ou des menaces', 'il est derrière la porte'] },
  unknown: {
    messages: [
      'Bonjour',
      'c’est au sujet de ce qu’on a dit l’autre jour au guichet',
      'non, rien de tout ça, c’est plus compliqué',
    ],
  },
  english: { messages: ['My wallet was stolen in the metro', 'Yes', 'can I talk to an officer?'] },
  closed: { messages: ['Bonsoir', 'Parler à un agent'], closed: true },
}

/** By desk, then channel. Those that answer by hand have no guide. */
const scripts: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Script>>>>>> = {
  'brigade-numerique': {
    discussion: {
      ...everywhere,
      menu: { messages: ['Bonjour', 'Je suis victime', 'Un vol ou une dégradation', 'Un cambriolage', 'Oui', 'merci'] },
      doubt: { messages: ['bonjour', 'mon mari est violent', 'il est derrière la porte'] },
    },
    x: { ...everywhere, menu: { messages: ['Bonjour', '1', '2', '1', '4'] } },
    facebook: { ...everywhere, menu: { messages: ['Bonjour', 'Je veux signaler', '1', 'Oui', 'Une autre question'] } },
  },
  'commissariat-numerique': {
    courriel: {
      ...everywhere,
      menu: { messages: ['Bonjour', '3', '2.\n\nJean', '1', 'merci'] },
      letter: {
        messages: [
          'Madame, Monsieur,\nMon voisin a planté un arbre trop près de ma clôture. Que puis-je faire ?\nCordialement',
        ],
      },
      answer: {
        messages: ['Bonjour,\nj’ai perdu mon passeport. Que dois-je faire ?\nMerci', 'Non', 'je veux un agent'],
      },
    },
  },
}

const desks = new Map(await Promise.all(Object.keys(scripts).map(async (id) => [id, await deskOf(id)] as const)))

describe.each(Object.entries(scripts))('%s', (id, channels) => {
  const desk = desks.get(id) as Desk
  // A house without a kind of connector has nothing to say there.
  const told = desk.channels
    .filter(({ kind }) => isHere(kind))
    .flatMap(({ id: channel, kind }) =>
      Object.entries(channels[channel] ?? {}).map(([name, script]) => ({ channel, kind, name, script })),
    )
  test.each(told)('$channel: $name', async ({ channel, kind, name, script: { messages, closed } }) => {
    const shown = await shownBy(kind)
    const scene = {
      desk: closed ? { ...desk, hours: OFFICE } : desk,
      capabilities: capabilitiesOf(kind),
      ...(closed ? { now: SUNDAY } : {}),
      ...(shown ? { shown } : {}),
    }
    await expect(await transcript(scene, messages)).toMatchFileSnapshot(`${folder}${id}/${channel}-${name}.md`)
  })
})

test('every channel where the guide speaks has its transcripts, and no file is left over', async () => {
  for (const id of readdirSync(DESKS).filter((name) => name !== 'shared-sheets')) {
    const desk = await deskOf(id)
    const spoken =
      desk.bot === 'none'
        ? []
        : desk.channels.filter(({ kind }) => !(isHere(kind) && capabilitiesOf(kind).delivery === 'task'))
    const written = scripts[id] ?? {}
    expect(Object.keys(written)).toEqual(spoken.map((channel) => channel.id))
    const names = Object.entries(written).flatMap(([channel, scenes]) =>
      Object.keys(scenes).map((name) => `${channel}-${name}.md`),
    )
    for (const scenes of Object.values(written)) expect(Object.keys(scenes).length).toBeGreaterThanOrEqual(4)
    expect(readdirSync(`${folder}${id}`).sort()).toEqual(names.sort())
  }
})

import { describe, expect, test } from 'vitest'
import { learnEmbedding, type Topic } from '../../bot/learn/contrast.ts'
import { embed, embeddingOf } from '../../bot/learn/embedding.ts'
import { type Features, featuresOf, PLACES } from '../../bot/learn/features.ts'

/** Each page, and how people ask for it: nobody uses its words. */
const PAGES: readonly (readonly [title: string, body: string, ...asked: string[]])[] = [
  ['Déclarer un médecin traitant', 'Le praticien choisi signe.', 'trouver un toubib', 'mon toubib est parti'],
  ['Ordures ménagères', 'Le bac est collecté le mardi.', 'la poubelle déborde', 'le camion poubelle'],
  ['Dépôt de garantie', 'Le bailleur dispose de deux mois.', 'le proprio garde ma caution', 'proprio et caution'],
  ['Inscription en crèche', 'La commission attribue.', 'faire garder mon bébé', 'qui garde mon bébé le matin'],
  ['Indemnisation du chômage', 'L’allocation suit.', 'on m’a viré du boulot', 'plus de boulot depuis lundi'],
  ['Certificat d’immatriculation', 'Le véhicule cédé.', 'les papiers de la bagnole', 'j’ai acheté une bagnole'],
]
const topics = PAGES.map(
  ([title, body, ...asked]): Topic => ({
    title: featuresOf(title),
    sentences: [featuresOf(body)],
    asked: asked.map((text) => featuresOf(text)),
  }),
)

const learnt = learnEmbedding(topics, PLACES)
const embedding = embeddingOf('test', learnt.length / PLACES, learnt)
const nearness = (one: Features, other: Features) => {
  const [a, b] = [embed(one, embedding), embed(other, embedding)]
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

describe('an embedding learnt by contrast', () => {
  test.each([
    ['où est le toubib', 0],
    ['poubelle pleine', 1],
    ['caution jamais revue', 2],
    ['qui peut garder bébé', 3],
    ['je cherche du boulot', 4],
    ['vendre ma bagnole', 5],
  ])('%j stands nearest to the page whose words it never says', (text, page) => {
    const near = topics.map(({ title }) => nearness(featuresOf(text), title))
    expect(near.indexOf(Math.max(...near))).toBe(page)
  })
  test('is the same whenever it is learnt from the same pages', () => {
    expect(Buffer.compare(Buffer.from(learnEmbedding(topics, PLACES).buffer), Buffer.from(learnt.buffer))).toBe(0)
  })
  test('brings every text to distance 1, and nothing nowhere', () => {
    const length = (text: string) => Math.hypot(...embed(featuresOf(text), embedding))
    expect(length('un mot')).toBeCloseTo(1)
    expect(length('')).toBe(0)
  })
})

import { describe, expect, test } from 'vitest'
import { split } from '../../../connectors/x/out/split.ts'
import { weigh } from '../../../connectors/x/out/weigh.ts'

describe('the length of a post', () => {
  test.each([
    ['plain French, where the ellipsis counts two', 'Où êtes-vous ? Ça va…', 22],
    ['typographic quotes and dashes', '« l’été » – “oui”', 17],
    ['one emoji', '🚓', 2],
    ['a family of four code points and joiners', '👩‍👩‍👧', 2],
    ['a flag', '🇫🇷', 2],
    ['a key cap', '1️⃣', 2],
    ['Chinese', '你好', 4],
    ['a short link', 'https://x.fr', 23],
    ['a long link', `https://www.exemple.fr/${'a'.repeat(200)}`, 23],
    ['a link among words', 'Voir https://www.exemple.fr/plainte merci', 5 + 23 + 6],
    ['a site’s name, which X makes a link of', 'exemple.fr', 23],
    ['an accent written apart', 'e\u0301te\u0301', 3],
  ])('%s', (_, text, weight) => {
    expect(weigh(text)).toBe(weight)
  })
})

describe('a text too long for one post', () => {
  const words = Array.from({ length: 120 }, (_, index) => `mot${index}`).join(' ')

  test('is cut into numbered parts that all fit and lose no word', () => {
    const parts = split(words, 280, weigh)
    expect(parts.length).toBe(3)
    expect(parts[0]).toMatch(/^1\/3 /)
    expect(parts[2]).toMatch(/^3\/3 /)
    for (const part of parts) expect(weigh(part)).toBeLessThanOrEqual(280)
    expect(parts.map((part) => part.replace(/^\d+\/\d+ /, '')).join(' ')).toBe(words)
  })

  test('is cut at the end of a sentence where there is one', () => {
    const [first] = split(`${'Une phrase entière. '.repeat(12)}${'et une suite sans fin '.repeat(10)}`, 280, weigh)
    expect(first?.endsWith('entière.')).toBe(true)
  })

  test('is never cut inside a link', () => {
    const link = `https://www.exemple.fr/${'a'.repeat(300)}`
    const parts = split(`${'mot '.repeat(66)}${link} fin`, 280, weigh)
    expect(parts.some((part) => part.includes(link))).toBe(true)
    for (const part of parts) expect(weigh(part)).toBeLessThanOrEqual(280)
  })

  test.each([
    ['one endless word', 'a'.repeat(1000)],
    ['only emoji', '👩‍👩‍👧'.repeat(400)],
    ['only Chinese', '你'.repeat(600)],
  ])('%s is cut all the same, between characters', (_, text) => {
    const parts = split(text, 280, weigh)
    for (const part of parts) expect(weigh(part)).toBeLessThanOrEqual(280)
    expect(parts.map((part) => part.replace(/^\d+\/\d+ /, '')).join('')).toBe(text)
  })

  test('a text that fits is not numbered', () => {
    expect(split('Bonjour.', 280, weigh)).toEqual(['Bonjour.'])
  })
})

import { expect, it } from 'vitest'
import { createHookWire } from '../../../web/http/hooks/index.ts'

it('a channel has an address for networks only where they would call it: https, public, no port', () => {
  const at = (url?: string) => createHookWire(url).address('nord/x')
  expect(at('https://police.example')).toBe('https://police.example/hooks/nord/x')
  expect(at('https://police.example:8443')).toBeUndefined()
  expect(at('https://localhost')).toBeUndefined()
  expect(at('http://localhost:3000')).toBeUndefined()
  expect(at()).toBeUndefined()
})

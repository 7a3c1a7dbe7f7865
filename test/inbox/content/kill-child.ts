/** A life that keeps a draft, begins to publish it, and is killed before or after the one write. */
import { openHouse } from '../house.ts'
import { curatorOf, editor } from './curators.ts'

const { when, ...like } = JSON.parse(process.argv[2] ?? '{}') as {
  when: 'before' | 'after'
  uri: string
  database: string
  keyringFile: string
}
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('still alive')
}
const { inbox } = await openHouse(like.uri, like)
const fatal = when === 'before' ? { check: die } : { changed: async () => die() }
inbox.bot.content.attend(curatorOf(fatal))
const staff = inbox.as(editor('Inès', ['editor'], 'nord', 'sud'))
const draft = await staff.saveContent('nord', { kind: 'sheet', id: 'vol', body: 'Le brouillon', after: 0 })
await staff.publishContent('nord', { kind: 'sheet', id: 'vol', body: 'Le publié', after: draft.version })

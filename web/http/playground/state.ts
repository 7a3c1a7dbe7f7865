import type { Context } from 'koa'
import type { DemoNetwork } from '../../demo/network.ts'
import { citizens } from './people.ts'
import type { Lang } from './words.ts'

/** Who writes in each pane and what they answer: all of it stands in the address, so that the page needs no script. */
export interface State {
  readonly lang: Lang
  readonly citizen: string
  readonly answers: string
  /** By network. */
  readonly on: Readonly<Record<string, Writing>>
}

interface Writing {
  readonly citizen: string
  readonly answers: string
  /** Kept from one text to the next: nobody who writes in private is led back to the public place. */
  readonly place: 'public' | 'private'
}

/** Only the invented people of the page write. */
export function citizenOf(value: unknown): string {
  return citizens.find(({ address }) => address === value)?.address ?? citizens[0].address
}

export function stateOf({ query }: Pick<Context, 'query'>, networks: readonly DemoNetwork[]): State {
  const on = networks.map(({ key, citizens: people, begins }): [string, Writing] => {
    const citizen = people.find(({ id }) => id === query[key]) ?? people[0]
    const answers = textOf(query[`${key}.repondre`])
    return [key, { citizen: citizen.id, answers, place: placeOf(query[`${key}.lieu`], begins) }]
  })
  const lang = query['lang'] === 'en' ? 'en' : 'fr'
  return { lang, citizen: citizenOf(query['de']), answers: textOf(query['repondre']), on: Object.fromEntries(on) }
}

/** The page's address, or another one that must remember the same. */
export function addressOf(state: State, path = '/playground'): string {
  const query = new URLSearchParams({ de: state.citizen })
  if (state.lang !== 'fr') query.set('lang', state.lang)
  if (state.answers !== '') query.set('repondre', state.answers)
  for (const [key, { citizen, answers, place }] of Object.entries(state.on)) {
    query.set(key, citizen)
    query.set(`${key}.lieu`, place)
    if (answers !== '') query.set(`${key}.repondre`, answers)
  }
  return `${path}?${query}`
}

/** The same, another one writing on this network, or the same one something else. */
export function withWriting(state: State, { key, citizens, begins }: DemoNetwork, change: Partial<Writing>): State {
  const now = state.on[key] ?? { citizen: citizens[0].id, answers: '', place: begins }
  return { ...state, on: { ...state.on, [key]: { ...now, ...change } } }
}

/** Where the page is asked for anew: an address that differs in its last part alone would only be scrolled to. */
export function againOf(state: State, pane: string): string {
  return `${addressOf(state)}&vu=${Date.now()}#${pane}`
}

export function placeOf(value: unknown, otherwise: Writing['place']): Writing['place'] {
  return value === 'public' || value === 'private' ? value : otherwise
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

import type { Context } from 'koa'
import type { DemoNetwork } from '../../demo/networks.ts'
import { citizens } from './people.ts'

/** Who writes in each pane and what they answer: all of it stands in the address, so that the page needs no script. */
export interface State {
  readonly citizen: string
  readonly answers: string
  /** By network. */
  readonly on: Readonly<Record<string, { readonly citizen: string; readonly answers: string }>>
}

/** Only the invented people of the page write. */
export function citizenOf(value: unknown): string {
  return citizens.find(({ address }) => address === value)?.address ?? citizens[0].address
}

export function stateOf({ query }: Pick<Context, 'query'>, networks: readonly DemoNetwork[]): State {
  const on = networks.map(({ key, citizens: people }) => {
    const citizen = people.find(({ id }) => id === query[key]) ?? people[0]
    return [key, { citizen: citizen.id, answers: textOf(query[`${key}.repondre`]) }] as const
  })
  return { citizen: citizenOf(query['de']), answers: textOf(query['repondre']), on: Object.fromEntries(on) }
}

/** The page's address, or another one that must remember the same. */
export function addressOf(state: State, path = '/playground'): string {
  const query = new URLSearchParams({ de: state.citizen })
  if (state.answers !== '') query.set('repondre', state.answers)
  for (const [key, { citizen, answers }] of Object.entries(state.on)) {
    query.set(key, citizen)
    if (answers !== '') query.set(`${key}.repondre`, answers)
  }
  return `${path}?${query}`
}

export function withCitizen(state: State, key: string, citizen: string, answers = ''): State {
  return { ...state, on: { ...state.on, [key]: { citizen, answers } } }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

import { choiceById } from '../../guide/choose.ts'
import type { LoadedGuide } from '../../guide/load.ts'
import { namesNumbers } from '../../guide/say.ts'
import type { Search } from '../../retrieval/search.ts'
import type { Finder } from '../finder.ts'
import { distances } from './distance.ts'
import { labelsOf } from './gestures.ts'
import type { Place, Way } from './walk.ts'
import { walk } from './walk.ts'
import type { World } from './worlds.ts'

/** What the guide owes to whoever is at any place of it, in gestures that stand on the screen. */
const PROMISE = { human: 1, numbers: 1 } as const
/** So many turns that nobody understands, one after the other, and a human has it. */
const PATIENCE = 2

export interface Finders {
  readonly guide: Finder
  /** The finder of a sheet's own file. */
  sheet(id: string): Finder
}

interface Walked {
  readonly places: ReadonlyMap<string, Place>
  readonly world: World
  readonly loaded: LoadedGuide
}

/** Walks the guide in every world and says what a person could run into. Gives the steps that were come to. */
export async function walkFaults(given: LoadedGuide, worlds: readonly World[], finders: Finders): Promise<void> {
  if (worlds.length === 0) return
  const loaded = { ...given, search: remembering(given.search) }
  const met = new Set<string>()
  for (const world of worlds) {
    const walked = { places: walk(loaded, world), world, loaded }
    for (const { state } of walked.places.values()) met.add(state.step)
    promiseFaults(walked, finders)
    textFaults(walked, finders)
    buttonFaults(walked, finders)
    // A running product reads guides again: people who write meanwhile are answered.
    await new Promise(setImmediate)
  }
  for (const name of Object.keys(loaded.guide.steps)) {
    if (met.has(name)) continue
    finders.guide.report(['steps', name], 'no choice leads here.', 'Link it from a step, or remove it.')
  }
}

/** The same few words are looked for at every place of every world. */
function remembering(search: Search): Search {
  const known = new Map<string, ReturnType<Search['rank']>>()
  return {
    rank: (text, language) => {
      const key = `${language}:${text}`
      const found = known.get(key) ?? search.rank(text, language)
      known.set(key, found)
      return found
    },
  }
}

const textOf = ({ outcome }: Way): string => (outcome.kind === 'human' ? (outcome.text ?? '') : outcome.line.text)

function promiseFaults({ places, world }: Walked, { guide }: Finders): void {
  const human = distances(
    places,
    () => false,
    ({ to }) => to === 'human',
  )
  const numbers = distances(
    places,
    ({ line }) => namesNumbers(line?.text ?? ''),
    (way) => namesNumbers(textOf(way)),
  )
  for (const { key, state, ways } of places.values()) {
    const at = ['steps', state.step]
    for (const { gesture, to } of ways) {
      if (gesture.human === undefined || to === 'human') continue
      guide.report(at, `${gesture.human} leads to no human (${world.name}).`, 'Mend what answers free text here.')
    }
    const owed = (found: number | undefined, within: number, what: string, mend: string) => {
      if (found !== undefined && found <= within) return
      const way = found === undefined ? 'no choice leads' : `it takes ${found} gestures, not ${within}, to come`
      guide.report(at, `${way} to ${what} (${world.name}).`, mend)
    }
    owed(human.get(key), PROMISE.human, 'a human', 'Offer the choice "agent" under `always`.')
    owed(numbers.get(key), PROMISE.numbers, '17, 112 and 114', 'Offer a choice that shows the numbers under `always`.')
    if (!patient(key, places)) {
      guide.report(at, `${PATIENCE} lost turns lead to no human (${world.name}).`, 'Mend what answers free text here.')
    }
  }
}

/** Does somebody whom the guide does not understand come to a human? */
function patient(from: string, places: ReadonlyMap<string, Place>): boolean {
  let at: string | undefined = from
  for (let turn = 0; turn < PATIENCE && at !== undefined && at !== 'human'; turn += 1) {
    at = places.get(at)?.ways.find(({ gesture }) => gesture.lost)?.to
  }
  return at === 'human'
}

function textFaults(walked: Walked, { guide, sheet }: Finders): void {
  const { places, world } = walked
  for (const place of places.values()) {
    for (const way of place.ways) {
      const { outcome } = way
      if (way.gesture.turn?.maySpeak === false) continue
      const text = textOf(way)
      const shown = outcome.kind === 'line' ? outcome.line.sheet?.id : undefined
      const find = shown === undefined ? guide : sheet(shown)
      const path = shown !== undefined ? ['body', world.language] : ['steps', outcome.state.step]
      if (text.length > world.maxLength) {
        const over = `${text.length} characters, and the wire takes ${world.maxLength} (${world.name}).`
        find.report(path, over, 'Shorten it: the rest would be cut.')
      }
      const unfilled = /\{\w+\}/.exec(text)
      if (unfilled) find.report(path, `${unfilled[0]} is shown unfilled.`, 'Correct its name.')
      if (text.trim() === '') find.report(path, `nothing is said (${world.name}).`, 'Write the text.')
      // Whoever is handed over can only wait: what to do in danger must stand there, above all when nobody is on duty.
      if (outcome.kind === 'human' && !namesNumbers(text)) {
        const line = lineOf(outcome.reason, world)
        const message = 'whoever is handed over reads 17, 112 and 114 nowhere.'
        guide.report(['lines', line, world.language], message, 'Write the three numbers in it.')
      }
    }
    numberFaults(place, walked, guide)
  }
}

/** The line of the guide that is read on the way to a human. */
function lineOf(reason: string, { desk }: World): string {
  if (reason === 'danger' || reason === 'letter') return reason
  return desk.hours.week ? 'closed' : 'human'
}

/** A number that stands on the screen is understood as its choice. */
function numberFaults({ state, ways }: Place, { world, loaded }: Walked, guide: Finder): void {
  if (world.capabilities.buttons) return
  const offered = ways.filter(({ gesture }) => gesture.offered)
  for (const [index, { outcome }] of offered.entries()) {
    const choice = choiceById(state.options[index] ?? '', loaded)
    const lost = outcome.kind === 'line' && outcome.state.failed > state.failed && choice?.failed !== true
    if (!lost) continue
    guide.report(
      ['steps', state.step],
      `the number ${index + 1} is not understood (${world.name}).`,
      'Mend its choice.',
    )
  }
}

/** Buttons that the wire would not show. Where they are too long for it, its connector writes them out and numbers them. */
function buttonFaults({ places, world, loaded }: Walked, { guide }: Finders): void {
  const { buttons, buttonsBear: bear } = world.capabilities
  if (!buttons || bear === undefined) return
  for (const { state, line } of places.values()) {
    const at = ['steps', state.step, 'choices']
    if (state.options.length > bear.most) {
      const message = `${state.options.length} choices with those of \`always\`, and ${world.name} shows ${bear.most}.`
      guide.report(at, message, 'Split the step in two.')
    }
    const labels = labelsOf(state, loaded, world.language)
    if (labels.every((label) => label.length <= bear.longest)) continue
    const list = labels.map((label, index) => `${index + 1}. ${label}`).join('\n')
    if ((line?.text.length ?? 0) + list.length + 2 > world.maxLength) {
      guide.report(at, `the choices in full do not fit (${world.name}).`, 'Shorten the labels.')
    }
  }
}

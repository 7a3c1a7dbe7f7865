import type { Assess, Danger } from '../../inbox/index.ts'
import type { Features } from '../learn/features.ts'
import { type Heard, listen } from '../learn/listen.ts'
import { guess } from '../learn/model.ts'
import { type Facts, withFacts } from '../sheets/facts.ts'
import { declaredLanguage, languageOf } from '../words/language.ts'
import { ALWAYS } from './always.ts'
import type { Kind } from './lexicon.ts'
import { noticeFor } from './notice.ts'

/**
 * Chosen on the tune half of test/bot/evaluation by cross-validation, where one calm message in ten may show the numbers and
 * one in fifty may call a human at once. A missed call for help costs more than a banner too many.
 */
const SOFT = 0.15
const HARD = 0.38
/** A rule that hears danger is believed unless the model is this sure of calm; its loudest word shows the numbers unless it is surer still. */
const CALM = 0.7
const SURE_OF_CALM = 0.9
/** How much it counts beside the danger itself that the writer seems to report an emergency. */
const EMERGENCY = 0.2
/** In a longer text one sentence drowns: the model then reads what the rule heard by itself. Characters. */
const LONG = 600
/** Out of its letter a sentence sounds worse than it is: by itself it shows the numbers, and calls a human only when it is this loud. */
const TORN = 0.25
const DROWNED = 0.9
/** From so likely on, the number of that help is shown too. */
const ALSO = 0.2

const HELPS: Readonly<Record<string, Kind>> = { '3114': 'self-harm', '119': 'child', '18': 'wound' }

interface Weighed {
  readonly level: Danger
  readonly kinds: ReadonlySet<Kind>
}

interface Loudness {
  /** How likely calm is, and how likely an emergency. */
  readonly quiet: number
  readonly loud: number
  /** How likely calm is where a rule's loudest word is weighed. */
  readonly calm: number
}

function hear(features: Features): Loudness {
  const [none, , hard] = guess('danger', features)
  const emergency = guess('intent', features).find(({ name }) => name === 'emergency')
  const odds = oddsOf(1 - (none?.chance ?? 1)) + EMERGENCY * oddsOf(emergency?.chance ?? 0)
  const quiet = 1 / (1 + Math.exp(odds))
  return { quiet, loud: hard?.chance ?? 0, calm: quiet }
}

const LEAST = 1e-3
/** The logarithm of the odds; "never" and "always" stay numbers. */
const oddsOf = (chance: number): number => Math.log((chance + LEAST) / (1 - chance + LEAST))

function heardIn({ length }: string, { features, scene: { around } }: Heard): Loudness {
  const whole = hear(features)
  if (length <= LONG || around === '') return whole
  const close = hear(listen(around).features)
  const quiet = Math.min(whole.quiet, close.quiet + TORN)
  const drowned = close.loud > DROWNED
  return { quiet, loud: drowned ? close.loud : whole.loud, calm: drowned ? close.quiet : whole.calm }
}

/** Rules read sentence by sentence, the model the whole with what the rules said: it hears what no rule names ("la poignée bouge"). */
function weigh(text: string): Weighed {
  const heard = listen(text)
  const { features, scene } = heard
  if (features.places.length === 0) return scene
  const { quiet, loud, calm } = heardIn(text, heard)
  const level =
    loud > HARD || (scene.level === 'hard' && calm < CALM)
      ? 'hard'
      : 1 - quiet > SOFT || (scene.level === 'hard' && quiet < SURE_OF_CALM) || (scene.level === 'soft' && quiet < CALM)
        ? 'soft'
        : 'none'
  if (level === 'none') return { level, kinds: scene.kinds }
  const also = guess('redirect', features).flatMap(({ name, chance }) => (chance > ALSO ? (HELPS[name] ?? []) : []))
  return { level, kinds: new Set([...scene.kinds, ...also]) }
}

/**
 * Is somebody in danger now? A doubt shows the numbers calmly. Pure, linear in the text, and never throws: what a person
 * writes can only raise.
 */
export const assessWith =
  (facts: () => Facts): Assess =>
  (text, language) => {
    const { level, kinds } = weigh(text)
    if (level === 'none') return { level }
    const spoken = languageOf(text) ?? declaredLanguage(language) ?? 'fr'
    const { text: written, numbers } = noticeFor(level, kinds, spoken)
    return { level, notice: { text: withFacts(withFacts(written, facts(), spoken), ALWAYS, spoken), numbers } }
  }

/** With what is always known: no file needs to be read for it. */
export const assess: Assess = assessWith(() => ALWAYS)

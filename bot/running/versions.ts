import type { BotContent } from '../../inbox/index.ts'
import { type LoadedGuide, prepare } from '../guide/load.ts'
import { Guide } from '../guide/schema.ts'
import { lostReference, referencesIn, withFacts } from '../sheets/facts.ts'
import type { Shelf } from '../sheets/shelf/shelf.ts'

/** Where the guide of each version that ever spoke is kept. */
export type GuideStore = Pick<BotContent, 'keep' | 'read'>

/** What answers now at a desk, and the shelf under it. */
interface Now {
  readonly loaded: LoadedGuide
  readonly shelf: Shelf
}

/** As text: what is compared and kept must not depend on how a database writes an object down. */
const bodyOf = (guide: Guide): string => JSON.stringify(guide)

/**
 * A talk ends on the guide it began with. Every version that speaks is kept before its first word; only the guide's own
 * steps and words are of that time: sheets and facts are those of today, so that nobody is told a number that was corrected.
 */
export class GuideVersions {
  readonly #store: GuideStore
  /** By desk and version; undefined for what is nowhere, or cannot be read any more. */
  readonly #known = new Map<string, Guide | undefined>()
  readonly #ready = new WeakMap<LoadedGuide, Map<string, LoadedGuide | undefined>>()

  constructor(store: GuideStore = inMemory()) {
    this.#store = store
  }

  /** Before a guide speaks. False: another text already answered people under that name. */
  async keep(desk: string, guide: Guide): Promise<boolean> {
    const kept = await this.#store.keep(desk, 'guide', guide.version, bodyOf(guide))
    if (kept) this.#known.set(keyOf(desk, guide.version), guide)
    return kept
  }

  /** Undefined when no such version can be had: then what was learnt goes on in the guide of today. */
  async of(desk: string, version: string, { loaded, shelf }: Now): Promise<LoadedGuide | undefined> {
    const made = this.#ready.get(loaded) ?? new Map<string, LoadedGuide | undefined>()
    this.#ready.set(loaded, made)
    const key = keyOf(desk, version)
    if (!made.has(key)) made.set(key, of(await this.#read(desk, version), { loaded, shelf }))
    return made.get(key)
  }

  async #read(desk: string, version: string): Promise<Guide | undefined> {
    const key = keyOf(desk, version)
    if (!this.#known.has(key)) this.#known.set(key, parsed(await this.#store.read(desk, 'guide', version)))
    return this.#known.get(key)
  }
}

const keyOf = (desk: string, version: string): string => `${desk} ${version}`

function parsed(body: unknown): Guide | undefined {
  if (typeof body !== 'string') return undefined
  const read = Guide.safeParse(JSON.parse(body))
  return read.success ? read.data : undefined
}

/** The steps of that time over the sheets of today. A number that is no longer written down is never shown as a brace. */
function of(guide: Guide | undefined, { loaded, shelf }: Now): LoadedGuide | undefined {
  if (guide === undefined) return undefined
  if (referencesIn(guide).some((reference) => lostReference(reference, shelf.facts))) return undefined
  return { ...prepare(withFacts(guide, shelf.facts), []), sheets: loaded.sheets, search: loaded.search }
}

/** Where nothing is kept beyond this process. */
function inMemory(): GuideStore {
  const bodies = new Map<string, unknown>()
  return {
    keep: async (desk, _kind, version, body) => {
      const key = keyOf(desk, version)
      if (!bodies.has(key)) bodies.set(key, body)
      return bodies.get(key) === body
    },
    read: async (desk, _kind, version) => bodies.get(keyOf(desk, version)),
  }
}

import type { Capabilities, Channel, Connector, Gauge, Line, Sink } from '../../inbox/contract.ts'
import type { HookWire } from '../hooks.ts'
import { type FacebookConfig, fields, parseConfig } from './config.ts'
import { type Graph, graphClient, type Watcher } from './graph/client.ts'
import { sendErrorOf } from './graph/failure.ts'
import { http } from './graph/http.ts'
import { budgetsOf } from './graph/usage.ts'
import { hook } from './hook/hook.ts'
import type { Intake } from './hook/intake.ts'
import { facebookLine } from './out/line.ts'
import { longestPublic, longestTitle, mostQuick } from './out/parts.ts'
import { anyoneWindow, humanWindow } from './out/private.ts'
import { Progresses } from './out/progress.ts'
import { Own } from './own.ts'
import { type Pace, usualPace } from './pace.ts'
import { tally } from './tally.ts'
import { keepCatchingUp } from './watch/catch-up.ts'
import { pageName, watchToken } from './watch/token.ts'

const capabilities: Capabilities = {
  delivery: 'lease',
  // About four messages of the wire: more would be a wall of bubbles on a phone.
  maxLength: 7_900,
  media: true,
  buttons: true,
  buttonsBear: { most: mostQuick, longest: longestTitle },
  typing: false,
  subject: false,
  cards: false,
  public: { maxLength: longestPublic, media: false, privateFirst: true },
  window: { anyone: anyoneWindow, human: humanWindow },
  edits: true,
  label: { fr: 'Facebook', en: 'Facebook', icon: 'users' },
}

/** Shows what is left of budgets as Meta tells it with every answer. */
function watcherOf(sink: Sink, signal: AbortSignal): Watcher {
  const budgets = new Map<string, NonNullable<Gauge['budgets']>[number]>()
  return {
    heard({ headers }) {
      const told = budgetsOf(headers, Date.now())
      for (const budget of told) budgets.set(budget.name, budget)
      if (told.length > 0 && !signal.aborted) sink.gauge({ budgets: [...budgets.values()] })
    },
    tokenDied() {
      if (!signal.aborted) sink.health('down', 'token-dead')
    },
  }
}

interface Wires {
  readonly hooks: HookWire
  /** host:port that stands between us and Meta: an egress proxy or a simulator. */
  readonly connect?: string | undefined
  readonly pace?: Partial<Pace>
}

async function open(wires: Wires, channel: Channel<FacebookConfig>, sink: Sink, signal: AbortSignal): Promise<Line> {
  const { config } = channel
  const pace = { ...usualPace, ...wires.pace }
  const wire = http(wires.connect, signal)
  const graph: Graph = graphClient(config, wire, watcherOf(sink, signal), pace.timeout)
  const own = new Own()
  // Closing does not cut a citizen's photo short: it would be said to be missing for ever.
  const files = http(wires.connect, new AbortController().signal)
  const intake: Intake = { ...pace, config, sink, graph, own, http: files, tally: tally(sink) }
  const down = (): void => sink.health('down', 'closed')
  signal.addEventListener('abort', down, { once: true })
  wires.hooks.listen(`${channel.desk}/${channel.id}`, hook(intake), signal)
  await watchToken({ graph, config, sink, signal, every: pace.tokenEvery })
  void keepCatchingUp(intake, pace.catchUpEvery, pace.overlap, signal)
  const looker = { config, graph, sink }
  return facebookLine({ looker, progresses: new Progresses(), lookPause: pace.lookPause, signal }, own)
}

/** A Facebook page: Messenger in private, comments in public. */
export function facebook(wires: Wires): Connector<FacebookConfig> {
  return {
    kind: 'facebook',
    capabilities,
    hook: true,
    fields,
    parse: parseConfig,
    open: (channel, sink, signal) => open(wires, channel, sink, signal),
    async check(config) {
      const silent: Watcher = { heard: () => undefined, tokenDied: () => undefined }
      const wire = http(wires.connect, new AbortController().signal)
      try {
        return await pageName(graphClient(config, wire, silent, usualPace.timeout), config)
      } catch (error) {
        throw sendErrorOf(error)
      }
    },
  }
}

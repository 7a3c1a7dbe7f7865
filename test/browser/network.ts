import type { Capabilities, Connector, Outbound, Utterance } from '../../inbox/contract.ts'
import { ConfigError, type SendError } from '../../inbox/contract.ts'
import type { Role } from '../../inbox/index.ts'
import { desk } from '../inbox/house.ts'
import { chatCan } from '../setup/capabilities.ts'
import { openWhole } from '../whole/faces.ts'
import { run } from '../whole/operate/command.ts'

const hour = 3_600_000

const can: Capabilities = {
  ...chatCan,
  delivery: 'lease',
  maxLength: 1_000,
  cards: false,
  edits: true,
  ownTime: true,
  public: {
    maxLength: 280,
    media: true,
    files: { most: 1, types: ['image/png'], largest: 1_000_000 },
    privateFirst: true,
    firstMedia: false,
    linkCents: 20,
  },
  window: { anyone: 24 * hour, human: 7 * 24 * hour },
  label: { fr: 'Réseau', en: 'Network', icon: 'globe' },
}

const field = (name: string, fr: string, secret: boolean) => ({ name, label: { fr, en: fr }, secret, required: true })

/** Why the network takes nothing now. */
interface Trouble {
  error?: SendError | undefined
}

/** A network of tests: people write in public or in private, and what leaves is kept. */
function network(sent: Outbound[], trouble: Trouble): Connector<{ page: string }> {
  return {
    kind: 'network',
    capabilities: can,
    hook: true,
    fields: [field('page', 'Numéro de la page', false), field('key', 'Clé d’accès', true)],
    parse(input) {
      const page = typeof input === 'object' && input !== null && 'page' in input ? String(input.page) : ''
      if (!/^\d+$/.test(page)) throw new ConfigError('page', 'Écrivez le numéro de la page : des chiffres.')
      return { page }
    },
    check: async ({ page }) => `Page ${page}`,
    async open(_, sink) {
      sink.health('up')
      sink.gauge({
        lag: 0,
        tokenEnds: new Date('2027-06-01T10:00:00Z'),
        budgets: [{ name: 'publications', left: 12, limit: 100, reset: new Date(Date.now() + hour) }],
        spend: { today: 120, cap: 500 },
      })
      return {
        send: async (message) => {
          if (trouble.error !== undefined) throw trouble.error
          sent.push(message)
          return {}
        },
      }
    },
  }
}

const password = 'un mot de passe de test'

/** A desk on that network, with its people, as the product builds it; and what citizens do there. */
export async function openNetwork(mongo: string) {
  // The faces are served as built: from an empty clone nothing is there yet.
  const { code, out } = await run(['--build'], {})
  if (code !== 0) throw new Error(`The faces could not be built:\n${out}`)
  const sent: Outbound[] = []
  const trouble: Trouble = {}
  const clock = { ahead: 0 }
  const channels = [
    { id: 'reseau', kind: 'network', name: 'Réseau', settings: { page: '12' } },
    { id: 'autre', kind: 'network', name: 'Autre page', settings: {} },
  ]
  const whole = await openWhole({
    mongo,
    desks: [{ ...desk('nord', 'none'), channels }],
    connectors: [network(sent, trouble)],
    now: () => Date.now() + clock.ahead,
  })
  const staff: readonly [string, string, Role[]][] = [
    ['nadia', 'Nadia Leroux', ['agent']],
    ['hugo', 'Hugo Marchand', ['agent', 'supervisor']],
    ['ada', 'Ada Nguyen', ['agent', 'admin']],
  ]
  for (const [login, name, roles] of staff) {
    await whole.inbox.accounts.add({ login, name, password, roles: { nord: roles }, secondFactor: false })
  }
  const sink = whole.inbox.sink('nord/reseau')
  let said = 0
  const says = async (who: string, text: string, more: Partial<Utterance> = {}, at = new Date()) => {
    said += 1
    const externalId = `r${said}`
    const open = more.public === true
    await sink.receive({
      externalId,
      at,
      raw: Buffer.from(text),
      content: {
        from: { address: `id-${who}`, name: who },
        text,
        thread: { standing: open ? `post:${who}` : 'private', messageId: externalId },
        ...more,
      },
    })
    return externalId
  }
  return { ...whole, sent, sink, password, says, trouble, clock }
}
export type Network = Awaited<ReturnType<typeof openNetwork>>

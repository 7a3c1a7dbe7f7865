import type { Accounts, Desk, Role } from '../../inbox/index.ts'

export interface DemoSignIn {
  readonly login: string
  readonly password: string
  readonly about: string
  /** Base32, for an authenticator application; absent without a second factor. */
  readonly secret?: string
}

interface DemoAgent extends DemoSignIn {
  readonly name: string
  readonly roles: readonly Role[]
  /** Every desk, or the first one alone. */
  readonly every: boolean
}

/** Invented people. Loaded only outside production, when nobody can sign in yet; printed at each start. */
const people: readonly DemoAgent[] = [
  {
    login: 'claire',
    name: 'Claire Fontaine',
    password: 'demo-claire-permanence',
    about: 'agente du premier service seulement',
    roles: ['agent'],
    every: false,
  },
  {
    login: 'sara',
    name: 'Sara Vidal',
    password: 'demo-sara-permanence',
    about: 'agente de tous les services',
    roles: ['agent'],
    every: true,
  },
  {
    login: 'hugo',
    name: 'Hugo Marchand',
    password: 'demo-hugo-permanence',
    about: 'superviseur, avec code à 6 chiffres',
    roles: ['agent', 'supervisor'],
    every: true,
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  },
  {
    login: 'ines',
    name: 'Inès Morel',
    password: 'demo-ines-permanence',
    about: 'rédaction des fiches, sans accès aux conversations',
    roles: ['editor'],
    every: true,
  },
  {
    login: 'admin',
    name: 'Administration',
    password: 'demo-admin-permanence',
    about: 'administration, sans accès aux conversations',
    roles: ['admin', 'auditor'],
    every: true,
  },
]

/** Who may sign in when the product starts: production is strict, a demonstration makes its own people. */
export async function agentsAtStart(
  accounts: Accounts,
  desks: readonly Desk[],
  { production, demo }: { readonly production: boolean; readonly demo: boolean },
): Promise<readonly DemoSignIn[]> {
  if (production) await refuseWeakAccounts(accounts)
  return demo ? demoAgents(accounts, desks) : []
}

/** Makes the demo agents if no agent exists; gives back how to sign in, as far as they are still there. */
async function demoAgents(accounts: Accounts, desks: readonly Desk[]): Promise<readonly DemoSignIn[]> {
  const known = await accounts.list()
  if (known.length > 0)
    return people.filter(({ login, name }) => known.some((it) => it.login === login && it.name === name))
  for (const { login, name, password, roles, every, secret } of people) {
    const own = (every ? desks : desks.slice(0, 1)).map((desk): [string, readonly Role[]] => [desk.id, roles])
    await accounts.add({ login, name, password, roles: Object.fromEntries(own), secondFactor: secret ?? false })
  }
  return people
}

/** An account that may not exist in production. */
class WeakAccount extends Error {
  readonly code = 'weak-account'
}

/** Production starts with no demo agent and nobody without a second factor. */
async function refuseWeakAccounts(accounts: Pick<Accounts, 'list'>): Promise<void> {
  for (const { login, name, secondFactor, disabled } of await accounts.list()) {
    if (disabled) continue
    if (people.some((demo) => demo.login === login && demo.name === name)) {
      throw new WeakAccount(
        `The demo agent "${login}" can still sign in; run: npm run -s permanence -- agent disable ${login}`,
      )
    }
    if (!secondFactor) {
      throw new WeakAccount(
        `Agent "${login}" has no second factor; run: npm run -s permanence -- agent disable ${login}, then add them again.`,
      )
    }
  }
}

import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { NotFound, type Role, roles } from '../../inbox/index.ts'
import { type Command, type Out, UsageError } from './command.ts'
import type { House } from './house.ts'

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,39}$/

/** Agents are made here, by whoever keeps the house: the console has no door for it. */
export function agentCommands(house: House): readonly Command[] {
  return [
    {
      name: 'agent add',
      takes: 'LOGIN --name NAME --desk DESK=ROLE[,ROLE]… [--no-second-factor]',
      about: 'let someone sign in; prints their password and second factor once',
      run: (args, out) => add(house, args, out),
    },
    {
      name: 'agent disable',
      takes: 'LOGIN',
      about: 'end all their sessions at once; they cannot sign in any more',
      run: (args, out) =>
        house(async ({ accounts }) => {
          const login = loginOf(args)
          await known(login, () => accounts.disable(login))
          out.line(`${login} is disabled; their sessions are closed.`)
          return 0
        }),
    },
    {
      name: 'agent reset',
      takes: 'LOGIN',
      about: 'give a new password and a new second factor, printed once',
      run: (args, out) =>
        house(async ({ accounts }) => {
          const login = loginOf(args)
          const password = newPassword()
          const { totpUri } = await known(login, () => accounts.reset(login, password))
          tell(out, login, password, totpUri)
          return 0
        }),
    },
  ]
}

async function add(house: House, args: readonly string[], out: Out): Promise<number> {
  const { positionals, values } = parsed(args)
  const login = loginOf(positionals)
  const { name, desk: grants = [] } = values
  if (name === undefined || name.trim() === '')
    throw new UsageError('agent add needs --name, as citizens will read it.')
  if (grants.length === 0) throw new UsageError('agent add needs at least one --desk DESK=ROLE.')
  return house(async ({ accounts, desks }) => {
    const granted: Record<string, Role[]> = {}
    for (const grant of grants) {
      const [desk = '', list = ''] = grant.split('=')
      if (!desks.some(({ id }) => id === desk)) {
        throw new UsageError(`There is no desk "${desk}"; the desks are ${desks.map(({ id }) => id).join(', ')}.`)
      }
      granted[desk] = list.split(',').map(roleOf)
    }
    const password = newPassword()
    const secondFactor = values['no-second-factor'] !== true
    const { totpUri } = await accounts.add({ login, name, password, roles: granted, secondFactor })
    tell(out, login, password, totpUri)
    return 0
  })
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        desk: { type: 'string', multiple: true },
        'no-second-factor': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options are not understood.')
  }
}

function loginOf(words: readonly string[]): string {
  const [login, ...more] = words
  if (login === undefined || more.length > 0) throw new UsageError('Write one LOGIN.')
  if (!LOGIN.test(login)) throw new UsageError('A LOGIN has 2 to 40 small letters, digits, dots, - or _.')
  return login
}

function roleOf(text: string): Role {
  const role = roles.find((one) => one === text.trim())
  if (role === undefined) throw new UsageError(`"${text}" is not a role; the roles are ${roles.join(', ')}.`)
  return role
}

async function known<T>(login: string, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (error instanceof NotFound) throw new UsageError(`There is no agent "${login}".`)
    throw error
  })
}

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 20 signs of 31: 99 bits, easy to type, no two alike. */
function newPassword(): string {
  const signs = Array.from({ length: 20 }, () => SIGNS[randomInt(SIGNS.length)] ?? '')
  return [0, 5, 10, 15].map((start) => signs.slice(start, start + 5).join('')).join('-')
}

function tell(out: Out, login: string, password: string, totpUri: string | undefined): void {
  out.line(`login     ${login}`)
  out.line(`password  ${password}`)
  if (totpUri !== undefined) out.line(`code      ${totpUri}`)
  out.line('Shown once: hand it over in person.')
}

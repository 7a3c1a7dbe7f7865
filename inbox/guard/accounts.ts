import { createHash, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Reader, Role } from '../door/door.ts'
import { type Accounts, Conflict, type NewAgent, NotFound, type Session, SignInRefused } from '../door/inbox.ts'
import { bytes, clash, Id, type Store } from '../store/connect.ts'
import type { AgentRow } from '../store/people/accounts.ts'
import type { Audit } from './audit.ts'
import type { DataKeys } from './data-keys.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { seal, unseal } from './seal.ts'
import { newSecret, secretAddress, stepOf } from './second-factor.ts'
import { SlowDown } from './slow-down.ts'

/** The chain and the wrapping key of what belongs to no desk: accounts. */
export const HOUSE = 'house'
const SESSION_MS = 12 * 3_600_000
const IDLE_MS = 2 * 3_600_000
const TOUCH_MS = 60_000

const idOf = (token: string) => createHash('sha256').update(token).digest('hex')
const readerOf = (row: AgentRow): Reader => ({
  agent: row._id,
  name: row.name,
  roles: new Map(Object.entries(row.roles).map(([desk, roles]) => [desk, new Set<Role>(roles)])),
})

interface Parts {
  readonly store: Pick<Store, 'agents' | 'sessions'>
  readonly keys: DataKeys
  readonly audit: Audit
  readonly now: () => number
}

/** Agents, their sign-in and their sessions. A reader exists only through here. */
export function openAccounts({ store, keys, audit, now }: Parts): Accounts {
  const ends = new EventEmitter().setMaxListeners(0)
  const slow = new SlowDown(now)
  const ended = (agent: string, session?: string) =>
    ends.emit('end', { agent, ...(session !== undefined && { session }) })

  const secretOf = async (row: AgentRow) =>
    row.totp === undefined
      ? undefined
      : unseal(await keys.of(`agent:${row._id}`), `totp:${row._id}`, bytes(row.totp)).toString('utf8')

  /** A code serves once: the step is written down before the session is made. */
  const passSecondFactor = async (row: AgentRow, code: string | undefined) => {
    const secret = await secretOf(row)
    if (secret === undefined) return true
    const step = stepOf(secret, row.login, code ?? '', now())
    if (step === undefined) return false
    const used = await store.agents.updateOne(
      { _id: row._id, $or: [{ totpStep: { $exists: false } }, { totpStep: { $lt: step } }] },
      { $set: { totpStep: step } },
    )
    return used.modifiedCount === 1
  }

  const begin = async (row: AgentRow): Promise<Session> => {
    const token = randomBytes(32).toString('base64url')
    const at = new Date(now())
    await store.sessions.insertOne({
      _id: idOf(token),
      agent: row._id,
      startedAt: at,
      lastSeenAt: at,
      expiresAt: new Date(now() + SESSION_MS),
    })
    await audit.write(HOUSE, readerOf(row), 'sign-in', row._id)
    return { token, reader: readerOf(row), login: row.login }
  }

  const byLogin = async (login: string) => {
    const row = await store.agents.findOne({ login })
    if (row === null) throw new NotFound()
    return row
  }

  const sealSecret = async (agent: string, secret: string) => {
    const [key] = await keys.make(HOUSE, [`agent:${agent}`])
    return seal(key ?? Buffer.alloc(0), `totp:${agent}`, Buffer.from(secret)) as never
  }

  return {
    idOf,
    async signIn({ login, password, code }) {
      if (!slow.mayTry(login)) throw new SignInRefused('slow-down')
      const row = await store.agents.findOne({ login })
      if (!(await checkPassword(row?.password, password)) || row === null || row.disabled) {
        slow.failed(login)
        throw new SignInRefused('sign-in')
      }
      if (!(await passSecondFactor(row, code))) {
        if (code !== undefined) slow.failed(login)
        throw new SignInRefused('second-factor')
      }
      slow.passed(login)
      return begin(row)
    },
    async session(token) {
      const row = await store.sessions.findOne({ _id: idOf(token) })
      if (row === null || row.expiresAt.getTime() <= now() || row.lastSeenAt.getTime() + IDLE_MS <= now())
        return undefined
      const agent = await store.agents.findOne({ _id: row.agent, disabled: false })
      if (agent === null) return undefined
      if (now() - row.lastSeenAt.getTime() > TOUCH_MS)
        await store.sessions.updateOne({ _id: row._id }, { $set: { lastSeenAt: new Date(now()) } })
      return { token, reader: readerOf(agent), login: agent.login }
    },
    async sessions(reader) {
      const rows = await store.sessions.find({ agent: reader.agent }).sort({ lastSeenAt: -1 }).toArray()
      return rows.map(({ _id, startedAt, lastSeenAt }) => ({ id: _id, startedAt, lastSeenAt }))
    },
    async kill(reader, id) {
      const { deletedCount } = await store.sessions.deleteOne({ _id: String(id), agent: reader.agent })
      if (deletedCount === 0) throw new NotFound()
      await audit.write(HOUSE, reader, 'kill-session', reader.agent)
      ended(reader.agent, id)
    },
    async signOut(token) {
      const row = await store.sessions.findOneAndDelete({ _id: idOf(token) })
      if (row !== null) ended(row.agent, row._id)
    },
    onEnd(listener) {
      ends.on('end', listener)
      return () => ends.off('end', listener)
    },
    async add(agent: NewAgent) {
      const _id = new Id().toHexString()
      const secret =
        agent.secondFactor === true ? newSecret() : agent.secondFactor === false ? undefined : agent.secondFactor
      const { login, name, roles } = agent
      const row: AgentRow = {
        _id,
        login,
        name,
        password: await hashPassword(agent.password),
        roles: Object.fromEntries(Object.entries(roles).map(([desk, own]) => [desk, [...own]])),
        disabled: false,
        ...(secret !== undefined && { totp: await sealSecret(_id, secret) }),
      }
      try {
        await store.agents.insertOne(row)
      } catch (error) {
        if (clash(error) === 'login') throw new Conflict('login-taken')
        throw error
      }
      await audit.write(HOUSE, 'command-line', 'agent-add', _id)
      return secret === undefined ? {} : { totpUri: secretAddress(secret, login) }
    },
    async disable(login) {
      const row = await byLogin(login)
      await store.agents.updateOne({ _id: row._id }, { $set: { disabled: true } })
      await store.sessions.deleteMany({ agent: row._id })
      await audit.write(HOUSE, 'command-line', 'agent-disable', row._id)
      ended(row._id)
    },
    async reset(login, password) {
      const row = await byLogin(login)
      const secret = row.totp === undefined ? undefined : newSecret()
      const totp = secret === undefined ? {} : { totp: await sealSecret(row._id, secret) }
      await store.agents.updateOne(
        { _id: row._id },
        { $set: { password: await hashPassword(password), disabled: false, ...totp }, $unset: { totpStep: '' } },
      )
      await store.sessions.deleteMany({ agent: row._id })
      await audit.write(HOUSE, 'command-line', 'agent-reset', row._id)
      ended(row._id)
      return secret === undefined ? {} : { totpUri: secretAddress(secret, login) }
    },
    async list() {
      const rows = await store.agents.find().sort({ login: 1 }).toArray()
      return rows.map(({ login, name, roles, totp, disabled }) => ({
        login,
        name,
        desks: Object.keys(roles),
        secondFactor: totp !== undefined,
        disabled,
      }))
    },
  }
}

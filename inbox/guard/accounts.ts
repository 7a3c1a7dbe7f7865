import { createHash, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { LRUCache } from 'lru-cache'
import type { Reader, Role } from '../door/door.ts'
import { type Accounts, Conflict, type NewAgent, NotFound, type Session, SignInRefused } from '../door/inbox.ts'
import { bytes, clash, Id, type Store } from '../store/connect.ts'
import type { AgentRow, SessionRow } from '../store/people/accounts.ts'
import type { Audit } from './audit.ts'
import type { DataKeys } from './data-keys.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { seal, unseal } from './seal.ts'
import { newSecret, secretAddress, stepOf } from './second-factor.ts'
import { SlowDown } from './slow-down.ts'

/** The chain and the wrapping key of what belongs to no desk: accounts. */
const HOUSE = 'house'
const HOUR_MS = 3_600_000
const IDLE_MS = 2 * 3_600_000
const TOUCH_MS = 60_000
/** A session killed by another process ends within this time here, as it does for open sockets. */
const FRESH_MS = 2000

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
  /** Hours after which a session ends, however busy. */
  readonly sessionHours: number
}

/** Agents, their sign-in and their sessions. A reader exists only through here. */
export class AccountBook implements Accounts {
  readonly idOf = idOf
  readonly #parts: Parts
  readonly #ends = new EventEmitter().setMaxListeners(0)
  readonly #slow: SlowDown
  /** Sessions looked up a moment ago: what ends one in this process forgets all of them at once. */
  readonly #known = new LRUCache<string, { session: Session; seen: number }>({ max: 1000 })
  #endings = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#slow = new SlowDown(parts.now)
  }

  async signIn({ login, password, code }: { login: string; password: string; code?: string }): Promise<Session> {
    if (!this.#slow.mayTry(login)) throw new SignInRefused('slow-down')
    const row = await this.#parts.store.agents.findOne({ login })
    if (!(await checkPassword(row?.password, password)) || row === null || row.disabled) {
      this.#slow.failed(login)
      throw new SignInRefused('sign-in')
    }
    if (!(await this.#passSecondFactor(row, code))) {
      if (code !== undefined) this.#slow.failed(login)
      throw new SignInRefused('second-factor')
    }
    this.#slow.passed(login)
    return this.#begin(row)
  }

  async session(token: string): Promise<Session | undefined> {
    const id = idOf(token)
    const known = this.#known.get(id)
    if (known !== undefined && this.#parts.now() - known.seen < FRESH_MS) return known.session
    const before = this.#endings
    const session = await this.#lookUp(token)
    // Ended while we looked: what was read may be over.
    if (session !== undefined && before === this.#endings) this.#known.set(id, { session, seen: this.#parts.now() })
    return session
  }

  async #lookUp(token: string): Promise<Session | undefined> {
    const { store, now } = this.#parts
    // Asked with every request of the console: one question for both, so that a killed session or account ends at once.
    const [row] = await store.sessions
      .aggregate<SessionRow & { holder: AgentRow[] }>([
        { $match: { _id: idOf(token) } },
        { $lookup: { from: store.agents.collectionName, localField: 'agent', foreignField: '_id', as: 'holder' } },
      ])
      .toArray()
    if (row === undefined || row.expiresAt.getTime() <= now() || row.lastSeenAt.getTime() + IDLE_MS <= now())
      return undefined
    const agent = row.holder[0]
    if (agent === undefined || agent.disabled) return undefined
    if (now() - row.lastSeenAt.getTime() > TOUCH_MS)
      await store.sessions.updateOne({ _id: row._id }, { $set: { lastSeenAt: new Date(now()) } })
    return { token, reader: readerOf(agent), login: agent.login }
  }

  async sessions(reader: Reader) {
    const rows = await this.#parts.store.sessions.find({ agent: reader.agent }).sort({ lastSeenAt: -1 }).toArray()
    const alive = new Set(rows.map(({ _id }) => _id))
    for (const [id, { session }] of this.#known.entries())
      if (session.reader.agent === reader.agent && !alive.has(id)) this.#known.delete(id)
    return rows.map(({ _id, startedAt, lastSeenAt }) => ({
      id: _id,
      startedAt,
      lastSeenAt,
    }))
  }

  async kill(reader: Reader, id: string): Promise<void> {
    const { deletedCount } = await this.#parts.store.sessions.deleteOne({
      _id: String(id),
      agent: reader.agent,
    })
    if (deletedCount === 0) throw new NotFound()
    await this.#parts.audit.write(HOUSE, reader, 'kill-session', reader.agent)
    this.#ended(reader.agent, id)
  }

  async signOut(token: string): Promise<void> {
    const row = await this.#parts.store.sessions.findOneAndDelete({
      _id: idOf(token),
    })
    if (row !== null) this.#ended(row.agent, row._id)
  }

  onEnd(listener: (end: { agent: string; session?: string }) => void): () => void {
    this.#ends.on('end', listener)
    return () => this.#ends.off('end', listener)
  }

  async add(agent: NewAgent): Promise<{ totpUri?: string }> {
    const { store, audit } = this.#parts
    const { login, name, roles, secondFactor } = agent
    const _id = new Id().toHexString()
    const secret = secondFactor === true ? newSecret() : secondFactor === false ? undefined : secondFactor
    const password = await hashPassword(agent.password)
    const own = Object.fromEntries(Object.entries(roles).map(([desk, held]) => [desk, [...held]]))
    const totp = secret === undefined ? {} : { totp: await this.#sealSecret(_id, secret) }
    try {
      await store.agents.insertOne({
        _id,
        login,
        name,
        password,
        roles: own,
        disabled: false,
        ...totp,
      })
    } catch (error) {
      if (clash(error) === 'login') throw new Conflict('login-taken')
      throw error
    }
    await audit.write(HOUSE, 'command-line', 'agent-add', _id)
    return secret === undefined ? {} : { totpUri: secretAddress(secret, login) }
  }

  async disable(login: string): Promise<void> {
    const { store, audit } = this.#parts
    const row = await this.#byLogin(login)
    await store.agents.updateOne({ _id: row._id }, { $set: { disabled: true } })
    await store.sessions.deleteMany({ agent: row._id })
    await audit.write(HOUSE, 'command-line', 'agent-disable', row._id)
    this.#ended(row._id)
  }

  async reset(login: string, password: string): Promise<{ totpUri?: string }> {
    const { store, audit } = this.#parts
    const row = await this.#byLogin(login)
    const secret = row.totp === undefined ? undefined : newSecret()
    const totp = secret === undefined ? {} : { totp: await this.#sealSecret(row._id, secret) }
    const change = {
      password: await hashPassword(password),
      disabled: false,
      ...totp,
    }
    await store.agents.updateOne({ _id: row._id }, { $set: change, $unset: { totpStep: '' } })
    await store.sessions.deleteMany({ agent: row._id })
    await audit.write(HOUSE, 'command-line', 'agent-reset', row._id)
    this.#ended(row._id)
    return secret === undefined ? {} : { totpUri: secretAddress(secret, login) }
  }

  async list() {
    const rows = await this.#parts.store.agents.find().sort({ login: 1 }).toArray()
    return rows.map(({ login, name, roles, totp, disabled }) => ({
      login,
      name,
      desks: Object.keys(roles),
      secondFactor: totp !== undefined,
      disabled,
    }))
  }

  /** A code serves once: the step is written down before the session is made. */
  async #passSecondFactor(row: AgentRow, code: string | undefined): Promise<boolean> {
    const { store, keys, now } = this.#parts
    if (row.totp === undefined) return true
    const secret = unseal(await keys.of(`agent:${row._id}`), `totp:${row._id}`, bytes(row.totp)).toString('utf8')
    const step = stepOf(secret, row.login, code ?? '', now())
    if (step === undefined) return false
    const unused = {
      _id: row._id,
      $or: [{ totpStep: { $exists: false } }, { totpStep: { $lt: step } }],
    }
    return (await store.agents.updateOne(unused, { $set: { totpStep: step } })).modifiedCount === 1
  }

  async #begin(row: AgentRow): Promise<Session> {
    const { store, audit, now } = this.#parts
    const token = randomBytes(32).toString('base64url')
    const at = new Date(now())
    const expiresAt = new Date(now() + this.#parts.sessionHours * HOUR_MS)
    await store.sessions.insertOne({
      _id: idOf(token),
      agent: row._id,
      startedAt: at,
      lastSeenAt: at,
      expiresAt,
    })
    await audit.write(HOUSE, readerOf(row), 'sign-in', row._id)
    return { token, reader: readerOf(row), login: row.login }
  }

  async #byLogin(login: string): Promise<AgentRow> {
    const row = await this.#parts.store.agents.findOne({ login })
    if (row === null) throw new NotFound()
    return row
  }

  async #sealSecret(agent: string, secret: string) {
    const [key] = await this.#parts.keys.make(HOUSE, [`agent:${agent}`])
    if (key === undefined) throw new NotFound()
    return seal(key, `totp:${agent}`, Buffer.from(secret)) as never
  }

  #ended(agent: string, session?: string): void {
    this.#endings += 1
    this.#known.clear()
    this.#ends.emit('end', {
      agent,
      ...(session !== undefined && { session }),
    })
  }
}

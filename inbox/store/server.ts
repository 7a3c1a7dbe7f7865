import mongoose from 'mongoose'

const { MongoClient, MongoServerError } = mongoose.mongo
type Client = InstanceType<typeof MongoClient>

/** A mongod of our own on the loopback, before or after its first start. */
export interface OwnServer {
  readonly port: number
  readonly user: string
  readonly password: string
}

export interface ServerFacts {
  readonly version: string
  /** The version its files are in: what decides which mongod may open them. */
  readonly featureVersion: string
  /** Name of the replica set, 'sharded' behind mongos, undefined for a lone server. */
  readonly replicaSet: string | undefined
}

/** The server answered, but not as it must; code says which. */
export class ServerRefused extends Error {
  readonly code: 'unreachable' | 'wrong-password' | 'lone-server' | 'not-initiated' | 'moved'
  constructor(code: ServerRefused['code'], cause?: unknown) {
    super(`The database server cannot be used: ${code}.`, { cause })
    this.name = 'ServerRefused'
    this.code = code
  }
}

/** The name every member of our own set carries. */
export const ownSet = 'rs0'

export function ownUri({ port, user, password }: OwnServer): string {
  return `mongodb://${user}:${password}@127.0.0.1:${port}/?replicaSet=${ownSet}&authSource=admin`
}

/**
 * Makes our mongod a one-member replica set with one user, or finds it so: every step may have been the last before a
 * crash. Without users, mongod lets a client on the loopback initiate and create the first one (the localhost
 * exception): https://www.mongodb.com/docs/manual/core/localhost-exception/
 */
export async function prepareServer(server: OwnServer): Promise<ServerFacts> {
  const host = `127.0.0.1:${server.port}`
  const direct = `mongodb://${host}/?directConnection=true`
  await withClient(direct, async (client) => {
    const hello = await client.db('admin').command({ hello: 1 })
    if (hello['setName'] === undefined && hello['isreplicaset'] === true && (await mayInitiate(client))) {
      await client.db('admin').command({
        replSetInitiate: { _id: ownSet, members: [{ _id: 0, host }] },
      })
    }
  })
  const auth = { username: server.user, password: server.password }
  await signIn(direct, auth).catch(async (error: unknown) => {
    if (!(error instanceof ServerRefused) || error.code !== 'wrong-password') throw error
    await withClient(direct, (client) => createUser(client, server))
    await signIn(direct, auth)
  })
  return withClient(direct, (client) => settle(client, host), auth)
}

/** False when the set exists already under another port: the user must then sign in and move it. */
async function mayInitiate(client: Client): Promise<boolean> {
  try {
    await client.db('admin').command({ replSetGetStatus: 1 })
    return false
  } catch (error) {
    // 94: NotYetInitialized. Anything else (13: users exist, so it has been initiated; 93: its config names another port).
    return error instanceof MongoServerError && error.code === 94
  }
}

const signIn = (uri: string, auth: { username: string; password: string }) =>
  withClient(uri, (client) => client.db('admin').command({ ping: 1 }), auth)

async function createUser(client: Client, { user, password }: OwnServer): Promise<void> {
  await untilPrimary(client)
  try {
    await client.db('admin').command({ createUser: user, pwd: password, roles: ['root'] })
  } catch (error) {
    throw new ServerRefused('wrong-password', error)
  }
}

/** Waits until writes are taken. A set that names another port than the one listened on never gets there. */
async function settle(client: Client, host: string): Promise<ServerFacts> {
  const named = await namedHost(client)
  if (named !== host) throw new ServerRefused('moved')
  await untilPrimary(client)
  return facts(client)
}

/** Undefined when mongod looked for itself at the place it knew and found somebody else. */
async function namedHost(client: Client): Promise<unknown> {
  try {
    const { config } = await client.db('admin').command({ replSetGetConfig: 1 })
    return config.members[0].host
  } catch (error) {
    // 94: NotYetInitialized, said of a set whose description names nobody here.
    if (error instanceof MongoServerError && error.code === 94) return undefined
    throw error
  }
}

/**
 * Writes the port listened on into the set's own description, of a mongod started for that alone, without --replSet.
 * It signs in as the members of a set do among themselves, with the key file: nobody else may write there.
 */
export async function moveServer(port: number, key: string): Promise<void> {
  const auth = { username: '__system', password: key.replace(/\s/g, ''), source: 'local' }
  await withClient(
    `mongodb://127.0.0.1:${port}/?directConnection=true`,
    (client) =>
      client
        .db('local')
        .collection<{ _id: string }>('system.replset')
        .updateOne({ _id: ownSet }, { $set: { 'members.0.host': `127.0.0.1:${port}` }, $inc: { version: 1 } }),
    auth,
  )
}

async function untilPrimary(client: Client): Promise<void> {
  const limit = Date.now() + 30_000
  while (Date.now() < limit) {
    const hello = await client.db('admin').command({ hello: 1 })
    if (hello['isWritablePrimary'] === true) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new ServerRefused('unreachable')
}

/** Looks at a server that somebody else runs. */
export async function inspectServer(uri: string): Promise<ServerFacts> {
  const found = await withClient(uri, facts).catch(async (error: unknown) => {
    // A lone server never matches a replicaSet= in its address: asked without it, it tells what it is.
    const lone = await withClient(direct(uri), facts).catch((again: unknown) => {
      if (again instanceof ServerRefused && again.code === 'not-initiated') throw again
      return undefined
    })
    if (lone === undefined || lone.replicaSet !== undefined) throw error
    return lone
  })
  if (found.replicaSet === undefined) throw new ServerRefused('lone-server')
  return found
}

function direct(uri: string): string {
  const bare = uri.replace(/([?&])(replicaSet|directConnection)=[^&]*/gi, '$1')
  const slash = /^[^/]+\/\/[^/]+\//.test(bare) ? '' : '/'
  return `${bare}${slash}${bare.includes('?') ? '&' : '?'}directConnection=true`
}

async function facts(client: Client): Promise<ServerFacts> {
  const admin = client.db('admin')
  const hello = await admin.command({ hello: 1 })
  if (hello['isreplicaset'] === true && hello['setName'] === undefined) throw new ServerRefused('not-initiated')
  const { version } = await admin.command({ buildInfo: 1 })
  const read = await admin
    .command({ getParameter: 1, featureCompatibilityVersion: 1 })
    .catch(() => ({ featureCompatibilityVersion: undefined }))
  const feature = read['featureCompatibilityVersion']?.version
  return {
    version,
    featureVersion: feature ?? version.split('.').slice(0, 2).join('.'),
    replicaSet: hello['msg'] === 'isdbgrid' ? 'sharded' : hello['setName'],
  }
}

/** Does some work on a short connection, with the driver's errors told apart. */
async function withClient<T>(
  uri: string,
  work: (client: Client) => Promise<T>,
  auth?: { username: string; password: string; source?: string },
): Promise<T> {
  let client: Client | undefined
  try {
    client = new MongoClient(uri, {
      serverSelectionTimeoutMS: 8_000,
      maxPoolSize: 2,
      ...(auth && { auth, authSource: auth.source ?? 'admin' }),
    })
    await client.connect()
    return await work(client)
  } catch (error) {
    if (error instanceof ServerRefused) throw error
    // 18: AuthenticationFailed, 8000: the same from hosted services.
    const refused = error instanceof MongoServerError && (error.code === 18 || error.code === 8000)
    throw new ServerRefused(refused ? 'wrong-password' : 'unreachable', error)
  } finally {
    await client?.close()
  }
}

import { server } from '../../inbox/index.ts'
import { candidates } from './mongod/find.ts'
import { holdFolder } from './mongod/hold.ts'
import type { Progress } from './mongod/progress.ts'
import { DatabaseError } from './mongod/refused.ts'
import { type Running, runMongod } from './mongod/run.ts'
import type { Settings } from './settings/shape.ts'

/** The replica set to use: the one of MONGODB_URI, else our own mongod under DATA_DIR. */
export async function database(
  settings: Pick<Settings, 'mongodbUri' | 'mongodPath' | 'mongodArgs' | 'dataDir'>,
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Running> {
  if (settings.mongodbUri !== undefined) return theirs(settings.mongodbUri)
  const release = holdFolder(settings.dataDir)
  try {
    const running = await embedded(settings, progress, env)
    return { ...running, stop: () => running.stop().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

/** Runs the first mongod that opens the data; one that cannot is passed over like one that cannot be found. */
async function embedded(
  { dataDir, mongodPath, mongodArgs }: Pick<Settings, 'mongodPath' | 'mongodArgs' | 'dataDir'>,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<Running> {
  const search = candidates({ mongodPath, dataDir, env, progress })
  let next = await search.next()
  for (;;) {
    try {
      return await runMongod(next.value, { dataDir, args: mongodArgs, progress })
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== 'cannot-open') throw error
      next = await search.next(error.message)
    }
  }
}

async function theirs(uri: string): Promise<Running> {
  try {
    const { version } = await server.inspectServer(uri)
    return { uri, version, stop: () => Promise.resolve() }
  } catch (error) {
    if (error instanceof server.ServerRefused && error.code !== 'moved')
      throw new DatabaseError(...sentences[error.code])
    throw error
  }
}

/** None repeats the address, which may hold a password. */
const sentences: Readonly<Record<Exclude<server.ServerRefused['code'], 'moved'>, [DatabaseError['code'], string]>> = {
  'lone-server': [
    'not-replica-set',
    'MONGODB_URI leads to a lone server; it must be a replica set. Start that mongod with --replSet rs0, run rs.initiate() once in mongosh, and add ?replicaSet=rs0 to the address.',
  ],
  'not-initiated': [
    'not-replica-set',
    'MONGODB_URI leads to a server whose replica set was never initiated; run rs.initiate() once in mongosh.',
  ],
  'wrong-password': [
    'unreachable',
    'MONGODB_URI leads to a server that refuses its user or password; check them, and authSource.',
  ],
  unreachable: [
    'unreachable',
    'MONGODB_URI leads to no server that answers within 8 s; check the host, the port, the name of the replica set and TLS, and that the server runs.',
  ],
}

import mongoose, { type Connection, mongo } from 'mongoose'
import { useSchema } from './content/uses.ts'
import { versionSchema } from './content/versions.ts'
import { wakeAtClose } from './drain.ts'
import { GroupCommit, RowClash } from './group-commit.ts'
import { agentSchema, sessionSchema } from './people/accounts.ts'
import { auditSchema } from './people/audit.ts'
import { contactSchema } from './talk/contacts.ts'
import { conversationSchema } from './talk/conversations.ts'
import { draftSchema } from './talk/drafts.ts'
import { messageSchema } from './talk/messages.ts'
import { rawSchema } from './talk/raws.ts'
import { automaticSchema } from './wire/automatic.ts'
import { channelSchema } from './wire/channels.ts'
import { counterSchema } from './wire/counters.ts'
import { keySchema } from './wire/keys.ts'

const durable = { w: 'majority', journal: true } as const

/** What precedes a message may wait a moment for company: a burst of mail shares its commits. */
const behind = { inFlight: 1, linger: 10 }

const client = {
  writeConcern: durable,
  serverSelectionTimeoutMS: 5000,
  // A server that hangs without closing its connections is noticed within ten seconds: people wait for a word from us.
  heartbeatFrequencyMS: 5000,
  connectTimeoutMS: 5000,
  maxPoolSize: 50,
  autoIndex: false,
}

/**
 * Every collection, typed. The schemas say what a row is and which indexes the path needs; reads and writes use the
 * driver's collections beneath the models, because hydrating documents costs more than the queries themselves.
 */
export type Store = Awaited<ReturnType<typeof openStore>>

/** Connects content and key databases, builds indexes. Rejects when no server answers within five seconds. */
export async function openStore(options: { uri: string; database: string }) {
  wakeAtClose()
  const content = await mongoose.createConnection(options.uri, { ...client, dbName: options.database }).asPromise()
  const { models, ...rows } = collections(content, content.useDb(`${options.database}_keys`))
  await Promise.all(models.map((model) => model.createIndexes()))
  const database = content.getClient().db(options.database)
  return {
    ...rows,
    /** The writes of the path: rows of many callers in one commit, each answered when its own is durable. */
    group: {
      messages: new GroupCommit(rows.messages),
      conversations: new GroupCommit(rows.conversations, behind),
      contacts: new GroupCommit(rows.contacts, behind),
      raws: new GroupCommit(rows.raws, behind),
      keys: new GroupCommit(rows.keys, behind),
    },
    /** Sealed bytes above 64 kB. */
    files: new mongo.GridFSBucket(database, { bucketName: 'files', writeConcern: durable }),
    /** Database time and version; rejects when the server is gone. */
    async ping() {
      const hello = await database.admin().command({ hello: 1 })
      const info = await database.admin().command({ buildInfo: 1 })
      return { time: hello['localTime'] as Date, version: String(info['version']) }
    },
    close: () => content.close(),
  }
}

function collections(content: Connection, keys: Connection) {
  const models: Pick<mongoose.Model<unknown>, 'createIndexes'>[] = []
  const rows = <T extends mongo.Document>(connection: Connection, name: string, schema: mongoose.Schema<T>) => {
    const model = connection.model(name, schema, name)
    models.push(model)
    return model.collection as unknown as mongo.Collection<T>
  }
  return {
    models,
    conversations: rows(content, 'conversations', conversationSchema),
    messages: rows(content, 'messages', messageSchema),
    contacts: rows(content, 'contacts', contactSchema),
    raws: rows(content, 'raws', rawSchema),
    drafts: rows(content, 'drafts', draftSchema),
    agents: rows(content, 'agents', agentSchema),
    sessions: rows(content, 'sessions', sessionSchema),
    audit: rows(content, 'audit', auditSchema),
    channels: rows(content, 'channels', channelSchema),
    counters: rows(content, 'counters', counterSchema),
    automatic: rows(content, 'automatic', automaticSchema),
    versions: rows(content, 'versions', versionSchema),
    uses: rows(content, 'uses', useSchema),
    keys: rows(keys, 'keys', keySchema),
  }
}

/** Names the last field of the unique index that refused a row: 'seq', 'key', '_id'; 'some' for one row of many; undefined when the error is another one. */
export function clash(error: unknown): string | undefined {
  if (error instanceof RowClash) return error.field
  if (!(error instanceof mongo.MongoServerError) || error.code !== 11000) return undefined
  return Object.keys((error['keyPattern'] as Record<string, unknown> | undefined) ?? {}).at(-1) ?? 'some'
}

export const Id = mongo.ObjectId
export type Id = mongo.ObjectId
export const bytes = (value: Uint8Array | mongo.Binary): Uint8Array =>
  value instanceof mongo.Binary ? value.buffer : value

/** The server is gone, full, or did not confirm: nothing may be acknowledged, and trying again later is right. */
export function isOutage(error: unknown): boolean {
  if (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoClientClosedError ||
    error instanceof mongo.MongoWriteConcernError
  )
    return true
  // Many rows in one command: a lost connection comes wrapped, without a row to blame; or the server did not confirm.
  if (error instanceof mongo.MongoBulkWriteError) {
    const blamed = [error.writeErrors].flat().length > 0
    if (!blamed || error.result.getWriteConcernError() !== undefined) return true
  }
  if (!(error instanceof mongo.MongoServerError)) return false
  // OutOfDiskSpace, and the codes that the server labels as worth a retry (stepping down, shutting down).
  return (
    error.code === 14031 ||
    error.hasErrorLabel('RetryableWriteError') ||
    error.hasErrorLabel('TransientTransactionError')
  )
}

export type Where<T> = mongo.Filter<T>
export type BulkChange<T extends mongo.Document> = mongo.AnyBulkWriteOperation<T>

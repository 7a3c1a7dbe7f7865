import mongoose from 'mongoose'

const IN_FLIGHT = 2
const MOST = 500

/** What durable appending can cost at best: a message and its head, both committed by the majority and journaled. */
export interface BareCommit {
  append(conversation: number): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  readonly conversation: number
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

const words = 'plainte vol téléphone gare agent victime témoin soir rue aide en ligne fraude carte compte réponse merci'
const text = Array.from({ length: 24 }, (_, i) => words.split(' ')[i % 16]).join(' ')

/** Bare group commit on the driver: callers wait together; one unordered insertMany and one unordered bulkWrite of heads at once; two in flight. */
export async function bareCommit(uri: string, conversations: number): Promise<BareCommit> {
  const client = await mongoose.mongo.MongoClient.connect(uri, {
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 50,
  })
  const db = client.db(`bare_${process.pid}`)
  const messages = db.collection('messages')
  const heads = db.collection('conversations')
  await db.dropDatabase()
  await messages.createIndex({ conversation: 1, _id: 1 })
  await heads.createIndex({ assignee: 1, status: 1, lastAt: -1, _id: -1 })
  const ids: readonly mongoose.mongo.ObjectId[] = Array.from(
    { length: conversations },
    () => new mongoose.mongo.ObjectId(),
  )
  await heads.insertMany(
    ids.map((_id, i) => ({
      _id,
      assignee: i % 8,
      status: 'open',
      lastAt: new Date(),
      seq: 0,
      preview: text,
      unread: 0,
    })),
  )
  const waiting: Waiting[] = []
  let flying = 0
  const flush = async (batch: readonly Waiting[]) => {
    const at = new Date()
    const grouped = new Map<number, number>()
    for (const { conversation } of batch) grouped.set(conversation, (grouped.get(conversation) ?? 0) + 1)
    const set = { lastAt: at, preview: text.slice(0, 80) }
    await Promise.all([
      messages.insertMany(
        batch.map(({ conversation }) => ({ conversation: ids[conversation], dir: 'in', author: 'visitor', text, at })),
        { ordered: false },
      ),
      heads.bulkWrite(
        [...grouped].flatMap(([i, seq]) => {
          const _id = ids[i]
          const update = { $set: set, $inc: { seq, unread: seq } }
          return _id === undefined ? [] : [{ updateOne: { filter: { _id }, update } }]
        }),
        { ordered: false },
      ),
    ])
  }
  const pump = () => {
    while (flying < IN_FLIGHT && waiting.length > 0) {
      const batch = waiting.splice(0, MOST)
      flying += 1
      flush(batch)
        .then(
          () => {
            for (const { done } of batch) done()
          },
          (error: unknown) => {
            for (const { failed } of batch) failed(error)
          },
        )
        .finally(() => {
          flying -= 1
          pump()
        })
    }
  }
  return {
    append: (conversation) =>
      new Promise((done, failed) => {
        waiting.push({ conversation, done, failed })
        if (waiting.length === 1) queueMicrotask(pump)
      }),
    async close() {
      await db.dropDatabase()
      await client.close()
    },
  }
}

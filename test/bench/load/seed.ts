import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { type Keyring, openKeyring } from '../../../inbox/guard/keyring.ts'
import { seal } from '../../../inbox/guard/seal.ts'
import { makeToken } from '../../../inbox/guard/token.ts'
import { sealBody } from '../../../inbox/path/thread/body.ts'
import { emptyHead, fold } from '../../../inbox/path/thread/fold.ts'
import { headRow } from '../../../inbox/path/thread/heads.ts'
import type { ConversationRow } from '../../../inbox/store/talk/conversations.ts'
import type { MessageRow } from '../../../inbox/store/talk/messages.ts'

export const desk = 'brigade-numerique'
const channel = `${desk}/discussion`
const BATCH = 1000
const { ObjectId } = mongoose.mongo
const idOf = (at: Date) => new ObjectId(ObjectId.generate(Math.floor(at.getTime() / 1000)))

export const sentence =
  'Bonjour, on a pris mon téléphone hier soir à la gare, un témoin a vu la personne partir vers le parking. Que dois-je faire ?'

/** Makes conversations as the product itself would have stored them, sealed under keys of their own, without going through it. */
export class Seed {
  readonly keyring: Keyring
  /** Data keys by conversation, for whoever opens rows without the product. */
  readonly keys = new Map<string, Buffer>()
  readonly #content: mongoose.mongo.Db
  readonly #keys: mongoose.mongo.Db
  #made = 0

  constructor(client: mongoose.mongo.MongoClient, database: string, folder: string) {
    this.keyring = openKeyring(join(folder, 'keyring.json'), true).keyring
    this.#content = client.db(database)
    this.#keys = client.db(`${database}_keys`)
  }

  /** So many more; each waits for an agent, is held by one, or is resolved, as `turn` says. */
  async add(count: number, turn: (i: number) => 'waiting' | 'held' | 'resolved'): Promise<string[]> {
    const ids: string[] = []
    for (let left = count; left > 0; left -= BATCH) {
      const batch = Array.from({ length: Math.min(left, BATCH) }, () => this.#conversation(turn(this.#made++)))
      await Promise.all([
        this.#keys.collection<{ _id: string }>('keys').insertMany(
          batch.map(({ key }) => key),
          { ordered: false },
        ),
        this.#content.collection<ConversationRow>('conversations').insertMany(
          batch.map(({ head }) => head),
          { ordered: false },
        ),
        this.#content.collection<MessageRow>('messages').insertMany(
          batch.map(({ message }) => message),
          { ordered: false },
        ),
      ])
      ids.push(...batch.map(({ head }) => head._id.toHexString()))
    }
    return ids
  }

  ticket(conversation: string): string {
    return makeToken(this.keyring, channel, conversation)
  }

  #conversation(state: 'waiting' | 'held' | 'resolved') {
    // An hour ago and before: nothing of it is news to a product that starts.
    const at = new Date(Date.now() - 3_600_000 - Math.floor(Math.random() * 5_000_000_000))
    const _id = idOf(at)
    const id = _id.toHexString()
    const key = randomBytes(32)
    this.keys.set(id, key)
    const wrapped = seal(this.keyring.deskKey(desk), `key:${id}`, key)
    const body = { text: sentence, clientId: 'm0' }
    const message: MessageRow = {
      _id: idOf(at),
      conversation: _id,
      desk,
      channel,
      seq: 1,
      at,
      dir: 'in',
      author: { type: 'contact' },
      audience: 'contact',
      key: `seed:${id}`,
      body: undefined as never,
    }
    message.body = sealBody(key, message, body)
    const head = emptyHead({ public: false, _id, desk, channel, contact: new ObjectId(), number: this.#made }, at, {
      preview: '',
    })
    fold(head, message, body, { bot: 'none' })
    if (state === 'held') Object.assign(head, { assignee: 'nobody', assigneeName: 'Personne' })
    if (state === 'resolved') Object.assign(head, { status: 'resolved', waiting: false, unread: 0 })
    return {
      key: { _id: id, desk, generation: this.keyring.active, wrapped },
      message,
      head: headRow(head, key),
    }
  }
}

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { InboundFile } from '../../contract.ts'
import { seal, unseal } from '../../guard/seal.ts'
import { Id, type Store } from '../../store/connect.ts'
import type { StoredFile } from '../thread/body.ts'

/** Stores bytes sealed under the subject's key, in a place that tells nothing; resolves with that place once durable. */
export async function putSealed(store: Pick<Store, 'files'>, key: Uint8Array, plain: Uint8Array): Promise<string> {
  const id = new Id()
  const upload = store.files.openUploadStreamWithId(id, 'sealed')
  const done = once(upload, 'finish')
  upload.end(seal(key, `file:${id.toHexString()}`, plain))
  await done
  return id.toHexString()
}

export async function getSealed(store: Pick<Store, 'files'>, key: Uint8Array, at: string): Promise<Uint8Array> {
  return unseal(key, `file:${at}`, await buffer(store.files.openDownloadStream(new Id(at))))
}

/** The files of a message, stored before the message that names them: a crash leaves bytes nobody names, never a name without bytes. */
export function putFiles(
  store: Pick<Store, 'files'>,
  key: Uint8Array,
  files: readonly InboundFile[] = [],
): Promise<StoredFile[]> {
  return Promise.all(
    files.map(async ({ name, type, bytes }) => ({
      id: randomBytes(16).toString('hex'),
      name,
      type,
      size: bytes.length,
      at: await putSealed(store, key, bytes),
    })),
  )
}

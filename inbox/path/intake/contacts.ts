import type { Store } from '../../store/connect.ts'
import { Gather } from '../../store/gather.ts'
import type { ContactRow } from '../../store/talk/contacts.ts'

/** A contact's name among those of all channels: its channel and its keyed hash. */
export const contactName = (channel: string, key: string) => `${channel} ${key}`

/** Contacts by channel and key, for many messages in one query. */
export const contactsOf = (store: Pick<Store, 'contacts'>) =>
  new Gather<Pick<ContactRow, '_id' | 'channel' | 'key' | 'apart'>>(
    (names) => {
      const asked = names.map((name) => name.split(' '))
      const channel = { $in: [...new Set(asked.map(([id = '']) => id))] }
      const key = { $in: asked.map(([, hash = '']) => hash) }
      return store.contacts.find({ channel, key }, { projection: { channel: 1, key: 1, apart: 1 } }).toArray()
    },
    ({ channel, key }) => contactName(channel, key),
  )

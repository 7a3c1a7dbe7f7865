import type { Capabilities, Channel, Connector } from '../contract.ts'
import type { Desk } from '../desk/rules.ts'
import type { Assess } from '../door/bot-door.ts'
import type { Log } from '../door/inbox.ts'
import type { Audit } from '../guard/audit.ts'
import type { DataKeys } from '../guard/data-keys.ts'
import type { Keyring } from '../guard/keyring.ts'
import type { Store } from '../store/connect.ts'
import type { Versions } from './content/versions.ts'
import type { Contacts } from './intake/contacts.ts'
import type { Numbers } from './intake/numbers.ts'
import type { Threaded } from './intake/threaded.ts'
import type { Threads } from './thread/threads.ts'
import type { Topics } from './topics.ts'
import type { Turnstile } from './turnstile.ts'

/** A channel as the path knows it. `id` is `desk/channel`. */
export interface Wire {
  readonly id: string
  readonly desk: Desk
  readonly kind: string
  readonly name: string
  readonly capabilities: Capabilities
  readonly connector: Connector
  /** config is undefined until somebody connects it. */
  readonly channel: Channel
  /** Settings that came with the desk and the operator's file. */
  readonly given: Readonly<Record<string, unknown>>
}

/** What every verb of the path stands on. */
export interface Core {
  readonly store: Store
  readonly keyring: Keyring
  readonly keys: DataKeys
  readonly audit: Audit
  readonly wires: ReadonlyMap<string, Wire>
  readonly desks: ReadonlyMap<string, Desk>
  readonly threads: Threads
  /** Keeps one sender's messages in the order they came. */
  readonly senders: Turnstile
  readonly numbers: Numbers
  readonly contacts: Contacts
  readonly threaded: Threaded
  readonly topics: Topics
  readonly versions: Versions
  readonly assess: Assess
  readonly log: Log
  readonly now: () => number
}

export type {
  Capabilities,
  Channel,
  Connector,
  InboundFile,
  Sink,
  Stored,
} from './contract.ts'
export { ConfigError, Refused, Unavailable } from './contract.ts'
export { createInbox } from './create.ts'
export { DeskError, loadDesks } from './desk/load.ts'
export type { Desk } from './desk/rules.ts'
export { DeskRules } from './desk/rules.ts'
export type * from './door/door.ts'
export type {
  Accounts,
  Health,
  Inbox,
  InboxOptions,
  Log,
  NewAgent,
  Operate,
  Session,
  Visitors,
} from './door/inbox.ts'
export { Conflict, NotFound, SignInRefused, Stale } from './door/inbox.ts'
export { KeyringError, openKeyring } from './guard/keyring.ts'
export {
  inspectServer,
  moveServer,
  type OwnServer,
  ownSet,
  ownUri,
  prepareServer,
  type ServerFacts,
  ServerRefused,
} from './store/server.ts'

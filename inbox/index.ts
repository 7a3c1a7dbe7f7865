/** The inbox's door. What is not exported here does not exist for the bot and the web. */
export type { Capabilities, Connector, InboundFile } from './contract.ts'
export { Refused, Unavailable } from './contract.ts'
export { createInbox } from './create.ts'
export { DeskError, loadDesks } from './desk/load.ts'
export type { Desk } from './desk/rules.ts'
export type * from './door/door.ts'
export { roles } from './door/door.ts'
export type { Accounts, Inbox, InboxOptions, Log, NewAgent, Session, Visitors } from './door/inbox.ts'
export { Conflict, NotFound, SignInRefused, Stale } from './door/inbox.ts'
export { KeyringError, openKeyring } from './guard/keyring.ts'
/** The database server itself, for who starts one. */
export * as server from './store/server.ts'

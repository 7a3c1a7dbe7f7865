export type { Capabilities, Channel, Connector, InboundFile, Sink, Stored } from './contract.ts'
export { ConfigError, Refused, Unavailable } from './contract.ts'
export type { Desk } from './desk/rules.ts'
export type * from './door.ts'
export type { Accounts, Health, Inbox, InboxOptions, Log, NewAgent, Operate, Session, Visitors } from './inbox.ts'
export { Conflict, NotFound, SignInRefused, Stale } from './inbox.ts'
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

import type { Inbox } from '../../inbox/index.ts'

/** The inbox on its database, opened for one command and closed after it; no wire is opened. */
export type House = <T>(work: (inbox: Inbox) => Promise<T>) => Promise<T>

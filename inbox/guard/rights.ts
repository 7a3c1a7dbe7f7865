import type { Reader, Role } from '../door/door.ts'

/** What a role may do with the conversations of its desk. Roles not named here see none. */
const readers: ReadonlySet<Role> = new Set(['agent', 'supervisor', 'secretary', 'psychologist', 'listener'])

const editors: ReadonlySet<Role> = new Set(['editor', 'supervisor'])

const any = (roles: ReadonlySet<Role> | undefined, wanted: ReadonlySet<Role>) =>
  roles !== undefined && [...roles].some((role) => wanted.has(role))

/** May this reader know that the desk's conversations exist? */
export const mayRead = (reader: Reader, desk: string) => any(reader.roles.get(desk), readers)

/** May this reader take a conversation from a colleague? */
export const maySupervise = (reader: Reader, desk: string) => reader.roles.get(desk)?.has('supervisor') === true

/** May this reader connect, pause and check the desk's channels? */
export const mayAdminister = (reader: Reader, desk: string) => reader.roles.get(desk)?.has('admin') === true

/** May this reader change what the desk's assistant answers? Editing gives no right to read a conversation. */
export const mayEdit = (reader: Reader, desk: string) => any(reader.roles.get(desk), editors)

/** The desks whose conversations this reader may see: every query of staff carries them. */
export const desksOf = (reader: Reader): string[] => [...reader.roles.keys()].filter((desk) => mayRead(reader, desk))

import type { Inbox, Reader } from '../../../inbox/index.ts'

type Staff = ReturnType<Inbox['as']>

/** An inbox with a fault: some verbs of its staff door work as for a reader of every desk. */
export function behind(inbox: Inbox, fault: (all: Staff) => Partial<Staff>): Inbox {
  const roles = new Map(inbox.desks.map(({ id }) => [id, new Set(['agent', 'editor'] as const)]))
  const faulty = (reader: Reader): Staff =>
    Object.assign(Object.create(inbox.as(reader)), fault(inbox.as({ ...reader, roles })))
  return new Proxy(inbox, {
    get(target, name) {
      if (name === 'as') return faulty
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

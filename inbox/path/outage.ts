import { Unavailable } from '../contract.ts'
import { isOutage } from '../store/connect.ts'

const honest = (error: unknown): never => {
  throw isOutage(error) ? new Unavailable() : error
}

/**
 * The same door, whose promises fail as Unavailable when the database is gone, full or did not confirm: callers tell
 * people that it was not sent, and try again.
 */
export function tellOutages<T extends object>(door: T): T {
  return new Proxy(door, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, given)
        return result instanceof Promise ? result.catch(honest) : result
      }
    },
  })
}

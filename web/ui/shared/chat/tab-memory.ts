import type { Memory } from './wire.ts'

const PREFIX = 'permanence:'

/** sessionStorage of this tab, used only after the desk said that the ticket may be kept. Silent where storage is blocked. */
export function tabMemory(channel: string): Memory {
  const key = PREFIX + channel
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch {
      return undefined
    }
  }
  return {
    load: () => quietly(() => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined),
    save: (kept) => void quietly(() => sessionStorage.setItem(key, JSON.stringify(kept))),
    forget: () => void quietly(() => sessionStorage.removeItem(key)),
  }
}

export const browserClock = {
  later: (milliseconds: number, call: () => void) => {
    const timer = setTimeout(call, milliseconds)
    return () => clearTimeout(timer)
  },
  now: () => new Date(),
}

/** crypto.randomUUID exists on secure pages only; old phones and plain http on a local network have getRandomValues. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

import type { IncomingHttpHeaders } from 'node:http'

/** Which addresses are ours: decides the cookie's name and who may write. */
export interface Site {
  readonly secure: boolean
  /** May a request with these headers act with our cookie? Only the Origin is judged; no other header is believed. */
  allows(headers: IncomingHttpHeaders): boolean
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** publicUrl: what people type. Without it, only this machine itself is served, over plain http. */
export function createSite(publicUrl?: string): Site {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl)
  return {
    secure: own?.protocol === 'https:',
    allows({ origin, host }) {
      // A browser names the origin of every write; what names none carries our own header, which no form can.
      if (origin === undefined) return true
      if (own !== undefined && origin === own.origin) return true
      if (own !== undefined && !LOOPBACK.has(own.hostname)) return false
      const url = URL.canParse(origin) ? new URL(origin) : undefined
      return url !== undefined && url.protocol === 'http:' && LOOPBACK.has(url.hostname) && url.host === host
    },
  }
}

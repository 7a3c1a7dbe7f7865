import type { Context } from 'koa'
import type { Site } from './site.ts'

/** Where a page without JavaScript keeps its ticket; set by the portal. */
export function talkCookie(site: Site): Pick<SessionCookie, 'read'> {
  return named(site, 'talk')
}

/** The cookie that holds a session token. `__Host-` binds it to this host and to https (RFC 6265bis §4.1.3.2). */
export interface SessionCookie {
  read(header: string | undefined): string | undefined
  set(ctx: Context, token: string): void
  clear(ctx: Context): void
}

const TOKEN = /^[\w.~-]{16,300}$/

export function sessionCookie(site: Site): SessionCookie {
  return named(site, 'permanence')
}

function named(site: Site, plain: string): SessionCookie {
  const name = site.secure ? `__Host-${plain}` : plain
  const attributes = `Path=/; HttpOnly; SameSite=Strict${site.secure ? '; Secure' : ''}`
  return {
    read(header) {
      if (header === undefined) return undefined
      for (const part of header.split(';')) {
        const equals = part.indexOf('=')
        if (part.slice(0, equals).trim() !== name) continue
        const value = part.slice(equals + 1).trim()
        return TOKEN.test(value) ? value : undefined
      }
      return undefined
    },
    set: (ctx, token) => ctx.append('Set-Cookie', `${name}=${token}; ${attributes}`),
    clear: (ctx) => ctx.append('Set-Cookie', `${name}=; ${attributes}; Max-Age=0`),
  }
}

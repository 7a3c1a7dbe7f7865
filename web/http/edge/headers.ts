import type { Middleware } from 'koa'

/** For everything that is not a page: nothing may be loaded, run or framed. */
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** For our pages: only files of this server. Frames of our own pages serve the playground. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Every power a page could ask of a device, off (W3C Permissions Policy). */
const POWERS = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'display-capture', 'browsing-topics']
const NO_POWERS = POWERS.map((power) => `${power}=()`).join(', ')

const ALWAYS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': API_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': NO_POWERS,
  'Cache-Control': 'no-store',
}

/** Set before anything runs, so that errors carry them too; a route may replace one of them. */
export function headers(secure: boolean): Middleware {
  const all = secure ? { ...ALWAYS, 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : ALWAYS
  return async (ctx, next) => {
    ctx.set(all)
    await next()
    const policy = ctx.response.get('Content-Security-Policy')
    if (policy === API_POLICY && ctx.response.is('html')) ctx.set('Content-Security-Policy', PAGE_POLICY)
  }
}

/** Routes of the widget: any site may call them, never with cookies; the ticket is the authority. */
export function openToAnySite(path: RegExp): Middleware {
  return async (ctx, next) => {
    if (!path.test(ctx.path)) return next()
    ctx.set('Access-Control-Allow-Origin', '*')
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
    if (ctx.method !== 'OPTIONS') return next()
    ctx.set('Access-Control-Allow-Methods', 'GET, POST')
    ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-Requested-With')
    ctx.set('Access-Control-Max-Age', '7200')
    ctx.status = 204
  }
}

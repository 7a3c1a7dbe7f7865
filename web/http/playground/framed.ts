import type { Middleware } from 'koa'

/** Lets the playground, and nobody else, show the public chat page in a frame. Mounted outside production only. */
export function framedByPlayground(): Middleware {
  return async (ctx, next) => {
    await next()
    if (ctx.path !== '/parler' && ctx.path !== '/en/parler') return
    const policy = ctx.response.get('Content-Security-Policy')
    ctx.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
  }
}

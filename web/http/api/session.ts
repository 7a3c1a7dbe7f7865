import { z } from 'zod'
import type { Inbox, Reader } from '../../../inbox/index.ts'
import type { WireMe, WireSession } from '../../wire.ts'
import { checked, readJson } from '../edge/body.ts'
import type { Directory } from '../out/directory.ts'
import type { SessionCookie } from '../session/cookie.ts'
import type { Gate } from '../session/gate.ts'
import type { ApiRouter } from './router.ts'

const SignIn = z.strictObject({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
  code: z
    .string()
    .max(20)
    .transform((code) => code.replace(/\s/g, ''))
    .optional(),
})
/** A session is killed by its id, which is a hash: the token itself never leaves in a body. */
const SESSION_ID = /^[\w=-]{1,128}$/

/** POST /api/session: the only route of the console for those who have not signed in. */
export function signInRoute(
  router: ApiRouter,
  accounts: Inbox['accounts'],
  cookie: SessionCookie,
  gate: Gate,
  directory: Directory,
): void {
  router.post('/session', async (ctx) => {
    const { login, password, code } = checked(SignIn, await readJson(ctx))
    const session = await gate(() =>
      accounts.signIn({ login, password, ...(code !== undefined && code !== '' && { code }) }),
    )
    cookie.set(ctx, session.token)
    ctx.body = me(session.reader, session.login, directory)
  })
}

export function sessionRoutes(
  router: ApiRouter,
  accounts: Inbox['accounts'],
  cookie: SessionCookie,
  directory: Directory,
): void {
  router.delete('/session', async (ctx) => {
    await accounts.signOut(ctx.state.session.token)
    cookie.clear(ctx)
    ctx.status = 204
  })
  router.get('/me', (ctx) => {
    ctx.body = me(ctx.state.session.reader, ctx.state.session.login, directory)
  })
  router.get('/sessions', async (ctx) => {
    const current = accounts.idOf(ctx.state.session.token)
    const sessions = await accounts.sessions(ctx.state.session.reader)
    ctx.body = sessions.map(
      ({ id, startedAt, lastSeenAt }): WireSession => ({
        id,
        startedAt: startedAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        current: id === current,
      }),
    )
  })
  router.delete('/sessions/:id', async (ctx) => {
    const id = ctx.params['id'] ?? ''
    if (SESSION_ID.test(id)) await accounts.kill(ctx.state.session.reader, id)
    ctx.status = 204
  })
}

function me(reader: Reader, login: string, directory: Directory): WireMe {
  return {
    agent: { id: reader.agent, name: reader.name, login },
    desks: [...reader.roles].flatMap(([id, roles]) => {
      const desk = directory.desk(id)
      if (desk === undefined) return []
      const channels = directory.channelsOf(id).map((channel) => ({
        id: channel.id,
        name: channel.name,
        icon: channel.icon,
        delivery: channel.capabilities.delivery,
      }))
      return [{ id, name: desk.name.fr, roles: [...roles], channels }]
    }),
  }
}

import { z } from 'zod'
import type { ChannelInfo } from '../../../inbox/index.ts'
import type { WireChannel, WireChannelCheck } from '../../wire.ts'
import { checked, readJson } from '../edge/body.ts'
import type { Directory } from '../out/directory.ts'
import { type ApiContext, type ApiRouter, idOf } from './router.ts'

const Settings = z.strictObject({
  settings: z.record(z.string().regex(/^[A-Za-z][\w.]{0,80}$/), z.string().max(4000)),
})
const Pause = z.strictObject({ paused: z.boolean() })
const Check = z.strictObject({})

/** Channels of a desk, for its administrators. Settings are written and never come back. */
export function channelRoutes(router: ApiRouter, directory: Directory, publicUrl: string): void {
  const named = (ctx: ApiContext) => `${idOf(ctx.params['desk'])}/${idOf(ctx.params['id'])}`
  const out = (info: ChannelInfo) => wireChannel(info, directory.desk(info.desk)?.name.fr ?? info.desk, publicUrl)
  router.get('/channels', async (ctx) => {
    ctx.body = { channels: (await ctx.state.staff.channels()).map(out) }
  })
  router.put('/channels/:desk/:id', async (ctx) => {
    const { settings } = checked(Settings, await readJson(ctx))
    ctx.body = out(await ctx.state.staff.connectChannel(named(ctx), settings))
  })
  router.post('/channels/:desk/:id/pause', async (ctx) => {
    const { paused } = checked(Pause, await readJson(ctx))
    ctx.body = out(await ctx.state.staff.pauseChannel(named(ctx), paused))
  })
  router.post('/channels/:desk/:id/check', async (ctx) => {
    checked(Check, await readJson(ctx))
    const told: WireChannelCheck = await ctx.state.staff.checkChannel(named(ctx))
    ctx.body = told
  })
}

function wireChannel(info: ChannelInfo, deskName: string, publicUrl: string): WireChannel {
  const { desk, id, name, label, state, code, lastSuccess, gauge, hook, fields, mine } = info
  return {
    desk,
    deskName,
    id,
    name,
    kind: { fr: label.fr, en: label.en },
    icon: label.icon,
    state,
    ...(code !== undefined && { code }),
    ...(lastSuccess && { lastSuccess: lastSuccess.toISOString() }),
    ...(gauge && { gauge: wireGauge(gauge) }),
    ...(hook && { hook: `${publicUrl}/hooks/${desk}/${id}` }),
    fields: fields.map((field) => ({ ...field })),
    mine,
  }
}

function wireGauge(gauge: NonNullable<ChannelInfo['gauge']>) {
  const { tokenEnds, renewedBy, webhook, lag, budgets, spend, counted } = gauge
  return {
    ...(tokenEnds && { tokenEnds: tokenEnds.toISOString() }),
    ...(renewedBy && { renewedBy: renewedBy.toISOString() }),
    ...(webhook && {
      webhook: { state: webhook.state, ...(webhook.heard && { heard: webhook.heard.toISOString() }) },
    }),
    ...(lag !== undefined && { lag }),
    ...(budgets && { budgets: budgets.map((one) => ({ ...one, reset: one.reset.toISOString() })) }),
    ...(spend && { spend: { ...spend } }),
    ...(counted && { counted: { ...counted } }),
  }
}

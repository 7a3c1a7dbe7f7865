import { z } from 'zod'
import type { AskedQuestion, ContentEntry, ContentVersion, Shelf } from '../../../inbox/index.ts'
import type { WireAsked, WireEntry, WireShelf, WireVersion } from '../../wire.ts'
import { checked, readJson } from '../edge/body.ts'
import type { Directory } from '../out/directory.ts'
import { type ApiContext, type ApiRouter, idOf, Name, seqOf, wellFormed } from './router.ts'

const Line = z.string().max(500).transform(wellFormed)
const Words = z.strictObject({
  fr: z.string().max(4000).transform(wellFormed),
  en: z.string().max(4000).transform(wellFormed),
})
const Lines = z.strictObject({ fr: z.array(Line).max(200), en: z.array(Line).max(200) })

/** The shape of what editors write. Whether it is right is the bot's to say: a draft may be half done. */
const SheetBody = z.strictObject({
  id: Line,
  title: Words,
  body: Words,
  questions: Lines,
  topics: z.array(Line).max(50),
  redirect: Line,
  url: Line.optional(),
  source: Line,
  owner: Line.optional(),
  verified: Line,
  review: Line,
})
const FactBody = z.strictObject({
  id: Line,
  label: Words,
  number: Line.optional(),
  sms: Line.optional(),
  hours: Words.optional(),
  url: Line.optional(),
  email: Line.optional(),
  address: Words.optional(),
  value: Words.optional(),
  source: Line,
  owner: Line.optional(),
  verified: Line,
  review: Line,
  contradiction: Line.optional(),
})
const Note = z.string().max(300).transform(wellFormed).optional()
const Written = z.strictObject({
  body: z.union([SheetBody, FactBody]),
  after: z.int().min(0).max(1_000_000),
  note: Note,
})
const Taken = Written.omit({ body: true })
const Checked = Written.pick({ body: true })
const Kind = z.enum(['sheet', 'fact'])

/** What the assistant answers, for those who edit it at a desk. */
export function knowledgeRoutes(router: ApiRouter, directory: Directory): void {
  const deskOf = (ctx: ApiContext) => idOf(ctx.params['desk'])
  const nameOf = (ctx: ApiContext) => ({
    kind: checked(Kind, ctx.params['kind']),
    id: checked(Name, ctx.params['id']),
  })
  const at = '/knowledge/:desk/:kind/:id'
  const written = async (ctx: ApiContext) => {
    const { body, after, note } = checked(Written, await readJson(ctx))
    return { ...nameOf(ctx), body, after, ...(note !== undefined && { note }) }
  }
  router.get('/knowledge/:desk', async (ctx) => {
    ctx.body = wireShelf(await ctx.state.staff.shelf(deskOf(ctx)), directory)
  })
  router.get('/knowledge/:desk/asked', async (ctx) => {
    ctx.body = { asked: (await ctx.state.staff.asked(deskOf(ctx))).map(wireAsked) }
  })
  router.get('/knowledge/:desk/asked/:id/:seq', async (ctx) => {
    const conversation = idOf(ctx.params['id'])
    ctx.body = { ...(await ctx.state.staff.askedText(deskOf(ctx), conversation, seqOf(ctx.params['seq']))) }
  })
  router.get(`${at}/history`, async (ctx) => {
    ctx.body = { versions: (await ctx.state.staff.contentHistory(deskOf(ctx), nameOf(ctx))).map(wireVersion) }
  })
  router.post(`${at}/check`, async (ctx) => {
    const { body } = checked(Checked, await readJson(ctx))
    ctx.body = { faults: await ctx.state.staff.checkContent(deskOf(ctx), { ...nameOf(ctx), body }) }
  })
  router.put(`${at}/draft`, async (ctx) => {
    ctx.body = wireVersion(await ctx.state.staff.saveContent(deskOf(ctx), await written(ctx)))
  })
  router.post(`${at}/publish`, async (ctx) => {
    ctx.body = wireVersion(await ctx.state.staff.publishContent(deskOf(ctx), await written(ctx)))
  })
  router.post(`${at}/withdraw`, async (ctx) => {
    const { after, note } = checked(Taken, await readJson(ctx))
    const taken = { ...nameOf(ctx), after, ...(note !== undefined && { note }) }
    ctx.body = wireVersion(await ctx.state.staff.withdrawContent(deskOf(ctx), taken))
  })
}

/** Opaque to the inbox; its shape was checked on the way in, and the files' by the bot. */
const bodyOf = (body: unknown) => (body ? { body: body as NonNullable<WireVersion['body']> } : {})

const wireShelf = ({ entries, desks, mine }: Shelf, directory: Directory): WireShelf => ({
  entries: entries.map(wireEntry),
  desks: desks.map((id) => directory.desk(id)?.name.fr ?? id),
  mine,
})

const wireEntry = ({ kind, id, running, draft, last, withdrawn, gone }: ContentEntry): WireEntry => ({
  kind,
  id,
  last,
  withdrawn,
  ...(running && {
    running: {
      ...bodyOf(running.body),
      version: running.version,
      ...(running.at && { at: running.at.toISOString() }),
      ...(running.by !== undefined && { by: running.by }),
    },
  }),
  ...(draft && { draft: wireVersion(draft) }),
  ...(gone !== undefined && { gone: gone as NonNullable<WireEntry['gone']> }),
})

const wireVersion = ({ version, state, body, author, at, note }: ContentVersion): WireVersion => ({
  version,
  state,
  ...bodyOf(body),
  by: author.name,
  at: at.toISOString(),
  ...(note !== undefined && { note }),
})

const wireAsked = ({ conversation, seq, outcome, sheets, at, readable }: AskedQuestion): WireAsked => ({
  conversation,
  seq,
  outcome,
  sheets: [...sheets],
  at: at.toISOString(),
  readable,
})

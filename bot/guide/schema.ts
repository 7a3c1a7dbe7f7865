import { z } from 'zod'
import { Text } from '../sheets/schema.ts'

const Id = z.string().regex(/^[a-z0-9-]{1,40}$/)
const Words = z.strictObject({ fr: z.array(z.string().min(1)), en: z.array(z.string().min(1)) })

const Target = z.union([
  z.strictObject({ step: Id }),
  z.strictObject({ sheet: Id }),
  z.strictObject({ human: z.enum(['asked', 'danger', 'choice']) }),
])
export type Target = z.infer<typeof Target>

export const Choice = z.strictObject({
  /** Unique in the guide: a button pressed late still means the same. */
  id: Id,
  label: Text,
  /** Other ways to say it. */
  words: Words.optional(),
  /** What an agent is told about the person who chose it. */
  keep: z.enum(['role', 'topic']).optional(),
  /** The person says that we did not help. Two in a row lead to a human. */
  failed: z.boolean().optional(),
  to: Target,
})
export type Choice = z.infer<typeof Choice>

const Step = z.strictObject({ text: Text, choices: z.array(Choice).min(1).max(7) })

/** Everything else that the bot says. Words between braces are filled in. */
const Lines = z.strictObject({
  automatic: Text,
  again: Text,
  acknowledge: Text,
  emergency: Text,
  pick: Text,
  suggest: Text,
  lost: Text,
  source: Text,
  link: Text,
  human: Text,
  closed: Text,
  danger: Text,
  letter: Text,
})
export type Lines = z.infer<typeof Lines>

/** guide.yaml: a desk's triage as data. */
export const Guide = z.strictObject({
  /** Raised with every change: talks under way end on the version they began with. Another text under it does not start. */
  version: z.string().min(1),
  /** Folder of sheets, relative to guide.yaml. */
  sheets: z.string().min(1),
  start: Id,
  /** The step shown under a sheet. */
  after: Id,
  lines: Lines,
  /** Offered at every step. */
  always: z.array(Choice).min(1),
  /** Messages made of these words alone. */
  smalltalk: z.array(z.strictObject({ words: Words, to: z.strictObject({ step: Id }) })),
  steps: z.record(Id, Step),
})
export type Guide = z.infer<typeof Guide>

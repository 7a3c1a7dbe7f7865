import { z } from 'zod'

/** A text in the languages of the public: French always, English always. */
const Text = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })

const Day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const Clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'write hours as HH:MM')

const ChannelRules = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: z.string().min(1),
  name: z.string().min(1),
  /** What the connector's parse() reads; secrets come from CHANNELS_FILE and are merged over it. */
  settings: z.record(z.string(), z.unknown()).default({}),
})

/** desk.yaml: the rules of one public service. One more desk is one more folder, never code. */
export const DeskRules = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: Text,
  bot: z.enum(['guide', 'none']),
  /** IANA zone; open around the clock when `week` is absent. */
  hours: z.strictObject({
    zone: z.string(),
    week: z.partialRecord(Day, z.array(z.tuple([Clock, Clock]))).optional(),
  }),
  /** The delay a person may usually expect, as a phrase: "dans la journée". */
  delay: Text,
  privacy: z.strictObject({
    /** Which law: an enquiry (RGPD) or a report of an offence (law 78-17, title III). */
    purpose: z.enum(['enquiry', 'report']),
    /** May a tab keep its ticket to survive a reload? */
    resumeAfterReload: z.boolean(),
    /** Nothing is kept beside the conversations themselves: not even which sheet answered a question. */
    sensitive: z.boolean().optional(),
    notice: Text,
  }),
  channels: z.array(ChannelRules).min(1),
})

export type DeskRules = z.infer<typeof DeskRules>

/** A desk as loaded: its rules, and the folder that holds guide.yaml and sheets/. */
export interface Desk extends DeskRules {
  readonly folder: string
}

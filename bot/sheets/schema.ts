import { z } from 'zod'

export const Text = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof Text>

export const Day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'write the date as YYYY-MM-DD')

/** Where a sheet sends people: the codes that statistics and the evaluation use. */
const REDIRECTS = [
  ...['17', '18', '114', '3114', '119', '3018', '3919', '33700', 'pre-plainte', 'thesee', 'perceval', 'pharos'],
  ...['vss_portal', '17cyber', 'igpn', 'defenseur_des_droits', 'antai', 'otv', 'signalement_masecurite'],
  ...['stop_djihadisme', 'service_public', 'mairie', 'appointment', 'human', 'faq', 'none'],
] as const

export type Redirect = (typeof REDIRECTS)[number]

/** One answer the bot may give. */
export const Sheet = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: Text,
  body: Text,
  /** What people ask, in their words: worth more than any ranking trick. */
  questions: z.strictObject({ fr: z.array(z.string().min(3)).min(2), en: z.array(z.string().min(3)).min(2) }),
  topics: z.array(z.string().min(1)).min(1),
  redirect: z.enum(REDIRECTS),
  url: z.union([z.url({ protocol: /^https$/ }), z.string().regex(/^\{fact:[a-z0-9-]+\.url\}$/)]).optional(),
  source: z.string().min(1),
  /** Who keeps it right: a team, never a person's name. */
  owner: z.string().min(1).optional(),
  /** The day somebody checked it against its source, and the day it must be checked again. */
  verified: Day,
  review: Day,
})
export type Sheet = z.infer<typeof Sheet>

import { z } from 'zod'
import { ConfigError, type SettingField } from '../../inbox/contract.ts'
import { settingsOf } from '../shared/settings.ts'

/** https://docs.x.com/x-api/fundamentals/x-ids: ids are numbers past 2^53, so they are strings everywhere. */
const Id = z.string().regex(/^[0-9]{1,19}$/, 'write the number of the account, as a text in quotes')
const Secret = z.string().min(1)

const Settings = z.strictObject({
  account: z.strictObject({
    id: Id,
    handle: z
      .string()
      .regex(/^@?[A-Za-z0-9_]{1,15}$/, 'write the name that follows the @')
      .transform((handle) => handle.replace(/^@/, '')),
  }),
  /** The app's consumer key and secret: they also sign webhooks. */
  app: z.strictObject({ key: Secret, secret: Secret }),
  /** The account's OAuth 1.0a access token and secret: they do not end by themselves. */
  user: z.strictObject({ token: Secret, secret: Secret }).optional(),
  /** Or OAuth 2: the refresh token that the account gave this client. It is used once; those that follow are kept sealed. */
  oauth2: z.strictObject({ clientId: Secret, clientSecret: Secret, refreshToken: Secret }).partial().optional(),
  /** Webhooks bring news at once; this look comes besides, because an outage of either side leaves gaps. */
  pollSeconds: z.number().min(0.1).max(3600).default(120),
  /** How far back the very first look goes. */
  firstLookHours: z
    .number()
    .min(0)
    .max(24 * 30)
    .default(24),
  /** Cents of euro a day after which nothing is sent until midnight (UTC, as X counts days). */
  dailyCapCents: z
    // A form on a screen gives digits as text.
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,7}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(1_000_000))
    .default(500),
  /** How often we look whether X still calls us, and of everything. */
  webhookSeconds: z.number().min(0.1).max(86_400).default(900),
  timeoutSeconds: z.number().min(0.1).max(60).default(15),
})

interface Oauth2 {
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
}

export type XConfig = Omit<z.infer<typeof Settings>, 'oauth2'> & { readonly oauth2?: Oauth2 }

const must = (field: string, value: string | undefined): string => {
  if (value === undefined) throw new ConfigError(field, `${field}: fill it in`)
  return value
}

/**
 * The client's name says which way counts: with it OAuth 2, without it OAuth 1.0a. A screen on which secrets cannot be
 * emptied can so go from one to the other and back.
 */
export function parseConfig(input: unknown): XConfig {
  const { oauth2, ...config } = settingsOf(Settings, input)
  if (oauth2?.clientId === undefined) {
    must('user.token', config.user?.token)
    return config
  }
  const { clientId, clientSecret, refreshToken } = oauth2
  const client = {
    clientId,
    clientSecret: must('oauth2.clientSecret', clientSecret),
    refreshToken: must('oauth2.refreshToken', refreshToken),
  }
  return { ...config, oauth2: client }
}

const field = (name: string, fr: string, en: string, more: Partial<SettingField> = {}): SettingField => ({
  name,
  label: { fr, en },
  secret: false,
  required: true,
  ...more,
})

export const fields: readonly SettingField[] = [
  field('account.handle', 'Nom du compte (sans @)', 'Account name (without @)'),
  field('account.id', 'Numéro du compte', 'Account number', {
    help: {
      fr: 'Un nombre long, donné par la console des développeurs de X.',
      en: 'A long number, shown in X’s developer console.',
    },
  }),
  field('app.key', 'Clé de l’application (API key)', 'App key (API key)', { secret: true }),
  field('app.secret', 'Secret de l’application', 'App secret', { secret: true }),
  field('user.token', 'Jeton d’accès du compte (OAuth 1.0a)', 'Account access token (OAuth 1.0a)', {
    secret: true,
    required: false,
    help: {
      fr: 'Ce jeton et son secret, ou les trois champs OAuth 2.',
      en: 'This and its secret, or the three OAuth 2 fields.',
    },
  }),
  field('user.secret', 'Secret du jeton d’accès', 'Access token secret', { secret: true, required: false }),
  field('oauth2.clientId', 'Identifiant du client (OAuth 2)', 'Client ID (OAuth 2)', {
    required: false,
    help: {
      fr: 'Rempli, c’est OAuth 2 qui sert ; vide, le jeton d’accès ci-dessus.',
      en: 'Filled in, OAuth 2 is used; empty, the access token above.',
    },
  }),
  field('oauth2.clientSecret', 'Secret du client (OAuth 2)', 'Client secret (OAuth 2)', {
    secret: true,
    required: false,
  }),
  field('oauth2.refreshToken', 'Jeton de renouvellement (OAuth 2)', 'Refresh token (OAuth 2)', {
    secret: true,
    required: false,
    help: {
      fr: 'Il ne sert qu’une fois ; les suivants sont gardés scellés.',
      en: 'It is used once; those that follow are kept sealed.',
    },
  }),
  field('dailyCapCents', 'Dépense maximale par jour (centimes d’euro)', 'Daily spend cap (euro cents)', {
    required: false,
    help: {
      fr: 'Au-delà, rien n’est envoyé avant minuit (UTC). 500 si vide.',
      en: 'Past it, nothing is sent until midnight (UTC). 500 when empty.',
    },
  }),
]

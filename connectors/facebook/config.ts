import { z } from 'zod'
import type { SettingField } from '../../inbox/contract.ts'
import { settingsOf } from '../shared/settings.ts'

const Id = z.string().regex(/^\d{1,32}$/, 'write the number that Meta shows')
/** Tokens and secrets travel in headers and are keys of a signature: no blank or line end may slip in by copying. */
const Secret = z.string().regex(/^[\x21-\x7e]{8,1000}$/, 'copy it whole, without blanks')

const Settings = z.strictObject({
  pageId: Id,
  appId: Id,
  appSecret: Secret,
  /** Chosen by the operator and typed into Meta's webhook form too. */
  verifyToken: Secret,
  pageAccessToken: Secret,
  graphVersion: z
    .string()
    .regex(/^v\d{2}\.\d$/, 'write it as v25.0')
    .default('v25.0'),
  /** When another app holds a conversation, take it over in order to answer. */
  takeControl: z.boolean().default(false),
})

export type FacebookConfig = z.infer<typeof Settings>

export const parseConfig = (input: unknown): FacebookConfig => settingsOf(Settings, input)

export const fields: readonly SettingField[] = [
  {
    name: 'pageId',
    label: { fr: 'Identifiant de la page', en: 'Page ID' },
    help: { fr: 'Page Facebook, À propos, Transparence de la page.', en: 'Facebook page, About, Page transparency.' },
    secret: false,
    required: true,
  },
  {
    name: 'appId',
    label: { fr: 'Identifiant de l’application', en: 'App ID' },
    secret: false,
    required: true,
  },
  {
    name: 'appSecret',
    label: { fr: 'Clé secrète de l’application', en: 'App secret' },
    help: { fr: 'Paramètres de l’application, Général.', en: 'App settings, Basic.' },
    secret: true,
    required: true,
  },
  {
    name: 'verifyToken',
    label: { fr: 'Jeton de vérification', en: 'Verify token' },
    help: {
      fr: 'Choisissez une longue suite au hasard et écrivez-la aussi chez Meta.',
      en: 'Choose a long random string and type it at Meta too.',
    },
    secret: true,
    required: true,
  },
  {
    name: 'pageAccessToken',
    label: { fr: 'Jeton d’accès de la page', en: 'Page access token' },
    help: {
      fr: 'Celui d’un utilisateur système : il n’expire pas.',
      en: 'That of a system user: it does not expire.',
    },
    secret: true,
    required: true,
  },
  {
    name: 'graphVersion',
    label: { fr: 'Version de l’API Graph', en: 'Graph API version' },
    secret: false,
    required: false,
  },
]

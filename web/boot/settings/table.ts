import { isIP } from 'node:net'
import { z } from 'zod'

/** One setting: read from the environment, checked by `rule`, shown by --help and .env.example. */
export interface Setting {
  readonly rule: z.ZodType<unknown, string | undefined>
  /** What is taken when it is absent, in words; 'none' when nothing is. */
  readonly fallback: string
  /** What is accepted, as it ends the sentence "it must be …". */
  readonly accepts: string
  readonly about: string
  /** The value is never repeated in a sentence or a log. */
  readonly secret?: true
}

const text = z.string().min(1)
const optional = text.optional()
const place = z
  .string()
  .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/)
  .optional()
const flag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional()
const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .optional()
    .transform((value) => value ?? fallback)
const words = (value: string | undefined, between: RegExp) => (value ?? '').split(between).filter((part) => part !== '')

const local = ['localhost', '127.0.0.1', '[::1]']
function isPublicUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(value)
  const plain = protocol === 'http:' && local.includes(hostname)
  return (protocol === 'https:' || plain) && pathname === '/' && search === '' && hash === ''
}

function isAddressOrNetwork(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** Every setting of the product, in the order they are shown. */
export const table = {
  NODE_ENV: {
    rule: z.enum(['development', 'test', 'production']).default('development'),
    fallback: 'development',
    accepts: 'development, test or production',
    about: 'production loads nothing for demonstration and refuses unsafe settings.',
  },
  PORT: {
    rule: whole(0, 65_535, 3000),
    fallback: '3000',
    accepts: 'a whole number from 1 to 65535 (0, outside production, takes any free port)',
    about: 'Port of the portal, the widget and the console.',
  },
  HOST: {
    rule: text.regex(/^[A-Za-z0-9.:-]+$/).default('127.0.0.1'),
    fallback: '127.0.0.1',
    accepts: 'an address or a host name of this machine',
    about: 'Address listened on; 0.0.0.0 for every network of this machine.',
  },
  PUBLIC_URL: {
    rule: text.refine(isPublicUrl).optional(),
    fallback: 'http://localhost:PORT',
    accepts: 'https://name, without a path (http:// only for localhost)',
    about: 'Address that citizens and agents type; links in e-mails start with it.',
  },
  EXIT_URL: {
    rule: text
      .refine((value) => URL.canParse(value) && new URL(value).protocol === 'https:')
      .default('https://meteofrance.com/'),
    fallback: 'https://meteofrance.com/',
    accepts: 'an https:// address',
    about: 'Where the quick exit leads: a page that says nothing about this one, such as the weather.',
  },
  TRUSTED_PROXIES: {
    rule: z
      .string()
      .optional()
      .transform((value) => words(value, /[\s,]+/))
      .refine((list) => list.every(isAddressOrNetwork)),
    fallback: 'none',
    accepts: 'addresses or networks between commas, such as 10.0.0.4,10.1.0.0/16',
    about: 'Proxies whose X-Forwarded-For is believed.',
  },
  DATA_DIR: {
    rule: text.default('./data'),
    fallback: './data',
    accepts: 'a folder this process may write',
    about: 'Folder of the embedded database and of what must survive a restart.',
  },
  MONGODB_URI: {
    rule: text.regex(/^mongodb(\+srv)?:\/\/\S+$/).optional(),
    fallback: 'an embedded mongod under DATA_DIR',
    accepts: 'an address that starts with mongodb:// or mongodb+srv://, of a replica set',
    about: 'Your own MongoDB. Without it the product runs its own.',
    secret: true,
  },
  MONGODB_DATABASE: {
    rule: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,40}$/)
      .default('permanence'),
    fallback: 'permanence',
    accepts: '1 to 40 letters, digits, - or _',
    about: 'Database for content; wrapped keys live in NAME_keys.',
  },
  MONGOD_PATH: {
    rule: optional,
    fallback: 'searched: PATH, cache, official download, Python package',
    accepts: 'the path of a mongod program',
    about: 'The mongod program that the embedded database runs.',
  },
  MONGOD_ARGS: {
    rule: z
      .string()
      .optional()
      .transform((value) => words(value, /\s+/)),
    fallback: 'none',
    accepts: 'mongod options between spaces',
    about: 'Extra options of the embedded mongod, such as --wiredTigerCacheSizeGB 0.5.',
  },
  KEYRING_FILE: {
    rule: optional,
    fallback: 'DATA_DIR/keyring.json (required, elsewhere, in production)',
    accepts: 'the path of a file outside DATA_DIR',
    about: 'The keys that open every message. Back it up apart from the data.',
  },
  DESKS_DIR: {
    rule: optional,
    fallback: 'the desks that come with the product',
    accepts: 'a folder that holds one folder a desk',
    about: 'Desks to serve.',
  },
  CHANNELS_FILE: {
    rule: optional,
    fallback: 'none',
    accepts: 'the path of a YAML file',
    about: 'Settings of channels with their secrets, keyed desk/channel.',
  },
  X_API_CONNECT: {
    rule: place,
    fallback: 'none: straight to the network',
    accepts: 'host:port',
    about: "Every request for X's API goes there in plain HTTP: an egress proxy, or a simulator.",
  },
  FACEBOOK_API_CONNECT: {
    rule: place,
    fallback: 'none: straight to the network',
    accepts: 'host:port',
    about: "Every request for Facebook's Graph API goes there in plain HTTP: an egress proxy, or a simulator.",
  },
  API_CONNECT_ALLOWED: {
    rule: flag,
    fallback: 'false',
    accepts: 'true or false',
    about: 'Allows the two settings above in production, where the proxy is yours.',
  },
  SESSION_HOURS: {
    rule: whole(1, 168, 12),
    fallback: '12',
    accepts: 'a whole number from 1 to 168',
    about: "Hours after which an agent's session ends.",
  },
  DEMO: {
    rule: flag,
    fallback: 'true (false in production)',
    accepts: 'true or false (only false in production)',
    about: 'Demonstration agents, a demonstration mailbox and the playground.',
  },
  LOG_LEVEL: {
    rule: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
    fallback: 'info',
    accepts: 'info, warn, error or silent',
    about: 'The least serious line that is logged.',
  },
} as const satisfies Record<string, Setting>

export type Name = keyof typeof table
/** What each rule gives back. */
export type Values = { readonly [N in Name]: z.infer<(typeof table)[N]['rule']> }
export const names = Object.keys(table).filter((name): name is Name => name in table)

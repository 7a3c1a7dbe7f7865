import { type FileLimits, type InboundFile, type Outbound, SendError } from '../../../inbox/contract.ts'
import { costOf } from '../station/prices.ts'
import { split } from './split.ts'
import { count, holdsLink, POST_LIMIT, weigh } from './weigh.ts'

/** One post or direct message of an answer. */
export interface Part {
  readonly text: string
  readonly files: readonly InboundFile[]
  /** Cents of euro. */
  readonly cost: number
}

const DM_LIMIT = 10_000
/** https://docs.x.com/x-api/media/quickstart/best-practices */
const LARGEST = 5 * 1024 * 1024
const MOST = 4
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** A post holds four pictures; messages one each, and as many messages as it takes. */
export const postFiles: FileLimits = { most: MOST, types: TYPES, largest: LARGEST }
export const messageFiles: FileLimits = { most: 10, types: TYPES, largest: LARGEST }

/** X has no buttons: choices are lines that people answer with a number. */
function wordsOf({ text, choices = [] }: Outbound): string {
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`)
  return [text.trim(), lines.join('\n')].filter((block) => block !== '').join('\n\n')
}

/** The same parts at every attempt: what went out is found again by them. Throws SendError. */
export function partsOf(message: Outbound): readonly Part[] {
  const files = message.files ?? []
  for (const { type, bytes } of files) {
    if (!TYPES.includes(type)) throw new SendError('never', 'file-type')
    if (bytes.length > LARGEST) throw new SendError('never', 'file-too-large')
  }
  const words = wordsOf(message)
  if (words === '' && files.length === 0) throw new SendError('never', 'empty')
  return message.public ? posts(words, files) : messages(words, files)
}

function posts(words: string, files: readonly InboundFile[]): readonly Part[] {
  if (files.length > MOST) throw new SendError('never', 'too-many-files')
  return split(words, POST_LIMIT, weigh).map((text, index) => ({
    text,
    files: index === 0 ? files : [],
    cost: costOf(holdsLink(text) ? 'postWithLink' : 'summonedReply'),
  }))
}

/** A direct message holds one picture: the others follow, each alone. */
function messages(words: string, files: readonly InboundFile[]): readonly Part[] {
  const cost = costOf('dmSend')
  const [first, ...others] = files
  const texts = split(words, DM_LIMIT, count)
  const talk = texts.map((text, index) => ({ text, files: index === 0 && first ? [first] : [], cost }))
  return [...talk, ...others.map((file) => ({ text: '', files: [file], cost }))]
}

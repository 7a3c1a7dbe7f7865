import type { WireChannel, WireChannelCheck } from '../../../../wire.ts'
import { post, put, Refused } from '../../state/api.ts'
import { sentenceOf, told, warned } from '../../state/say.ts'
import { words } from '../../words/words.ts'

export interface ChannelShown {
  readonly channel: WireChannel
  readonly changed: (next: WireChannel) => void
}

const pathOf = ({ desk, id }: WireChannel, rest = ''): string =>
  `/channels/${encodeURIComponent(desk)}/${encodeURIComponent(id)}${rest}`

export async function pause(channel: WireChannel, paused: boolean): Promise<WireChannel | undefined> {
  const { channels: say } = words.peek()
  try {
    const next = await post<WireChannel>(pathOf(channel, '/pause'), { paused })
    told(paused ? say.paused(channel.name) : say.resumed(channel.name))
    return next
  } catch (error) {
    warned(sentenceOf(error))
    return undefined
  }
}

export const check = (channel: WireChannel): Promise<WireChannelCheck> =>
  post<WireChannelCheck>(pathOf(channel, '/check'))

export type Connected =
  | { readonly next: WireChannel }
  /** field: the one to mend, where the server names one of the form. */
  | { readonly field: string | undefined; readonly sentence: string }

export async function connect(channel: WireChannel, settings: Readonly<Record<string, string>>): Promise<Connected> {
  try {
    return { next: await put<WireChannel>(pathOf(channel), { settings }) }
  } catch (error) {
    const field = error instanceof Refused && error.code === 'channel-config' ? error.body['field'] : undefined
    return { field: typeof field === 'string' ? field : undefined, sentence: sentenceOf(error) }
  }
}

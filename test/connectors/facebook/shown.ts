import { privateParts } from '../../../connectors/facebook/out/parts.ts'
import type { BotLine } from '../../../inbox/index.ts'

/** A line of the bot as the person sees it in Messenger: its parts, and what its short buttons bear. */
export function asShown({ text, choices }: Pick<BotLine, 'text' | 'choices'>): string {
  const parts = privateParts({ text, choices } as unknown as Parameters<typeof privateParts>[0])
  const words = parts.map((part) => part.text).join('\n\n')
  const quick = parts.flatMap(({ quickReplies }) => quickReplies ?? []).map(({ title }) => title)
  return quick.length > 0 ? `${words}\n\n( ${quick.join(' ) ( ')} )` : words
}

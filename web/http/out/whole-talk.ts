import type { Message, Visitor } from '../../../inbox/index.ts'

/** All that follows a number. The inbox gives a long talk in pages; a page shown alone would hide the rest for good. */
export async function everythingAfter(visitor: Pick<Visitor, 'messages'>, after: number): Promise<readonly Message[]> {
  const all: Message[] = []
  for (let page = await visitor.messages(after); page.length > 0; ) {
    all.push(...page)
    const last = page.at(-1)?.seq ?? after
    page = await visitor.messages(last)
  }
  return all
}

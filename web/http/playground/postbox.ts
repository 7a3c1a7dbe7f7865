import type { DemoMailChannel } from '../../demo/mailbox.ts'
import type { Shown } from './mail.ts'
import { citizens } from './people.ts'

const MOST_KEPT = 100

/** One citizen's letters, both ways, and the writing of a new one. */
export interface Postbox {
  letters(citizen: string): readonly Shown[]
  write(letter: { citizen: string; subject: string; text: string; answers: string }): Promise<void>
}

export function createPostbox({ mailbox, address }: DemoMailChannel): Postbox {
  const written: (Shown & { readonly citizen: string })[] = []
  return {
    letters: (citizen) =>
      [...written.filter((one) => one.citizen === citizen), ...mailbox.letters(citizen).map(received)].sort(
        (a, b) => b.at.getTime() - a.at.getTime(),
      ),
    async write({ citizen, subject, text, answers }) {
      const name = citizens.find((one) => one.address === citizen)?.name ?? ''
      const before = mailbox
        .letters(citizen)
        .find(({ letter }) => answers !== '' && letter.messageId === answers)?.letter
      await mailbox.write({
        from: citizen,
        name,
        to: before?.from?.address ?? address,
        subject,
        text,
        ...(before?.messageId !== undefined && {
          inReplyTo: before.messageId,
          references: [...before.references, before.messageId],
        }),
      })
      written.unshift({ at: new Date(), who: name, sent: true, subject, text, messageId: undefined, citizen })
      written.length = Math.min(written.length, MOST_KEPT)
    },
  }
}

function received({ at, letter }: ReturnType<DemoMailChannel['mailbox']['letters']>[number]): Shown {
  const { from, subject, text, messageId } = letter
  return { at, who: from?.name || from?.address || '?', sent: false, subject: subject ?? '', text, messageId }
}

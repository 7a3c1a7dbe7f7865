import type { WireFault, WireSheet, WireText } from '../../../../../wire.ts'
import { words } from '../../../words/words.ts'
import { Line, Pair } from './fields.tsx'

interface Fields {
  readonly body: WireSheet
  readonly change: (body: WireSheet) => void
  readonly faults: readonly WireFault[]
}

const joined = ({ fr, en }: WireSheet['questions']): WireText => ({ fr: fr.join('\n'), en: en.join('\n') })
/** The line being typed may still be empty: it goes when the sheet is sent. */
const split = ({ fr, en }: WireText): WireSheet['questions'] => ({ fr: fr.split('\n'), en: en.split('\n') })

export function SheetFields({ body, change, faults }: Fields) {
  const { fields } = words.value.knowledge
  const set = (patch: Partial<WireSheet>): void => change({ ...body, ...patch })
  const { url: _, ...withoutUrl } = body
  return (
    <>
      <Pair field="title" faults={faults} value={body.title} rows={2} set={(title) => set({ title })} />
      <Pair field="body" faults={faults} value={body.body} rows={9} set={(text) => set({ body: text })} />
      <Pair
        field="questions"
        faults={faults}
        hint={fields['questionsHint']}
        value={joined(body.questions)}
        rows={7}
        set={(text) => set({ questions: split(text) })}
      />
      <div class="k-pair">
        <Line field="source" faults={faults} value={body.source} set={(source) => set({ source })} />
        <Line
          field="url"
          faults={faults}
          value={body.url ?? ''}
          set={(url) => change(url ? { ...body, url } : withoutUrl)}
        />
        <Line field="owner" faults={faults} value={body.owner ?? ''} set={(owner) => set({ owner })} />
        <Line field="redirect" faults={faults} value={body.redirect} set={(redirect) => set({ redirect })} />
        <Line
          field="verified"
          type="date"
          faults={faults}
          value={body.verified}
          set={(verified) => set({ verified })}
        />
        <Line field="review" type="date" faults={faults} value={body.review} set={(review) => set({ review })} />
      </div>
      <Line
        field="topics"
        faults={faults}
        hint={fields['topicsHint']}
        value={body.topics.join(', ')}
        set={(text) => set({ topics: text.split(/\s*,\s*/) })}
      />
    </>
  )
}

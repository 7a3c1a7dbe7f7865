import type { WireFact, WireFault, WireText } from '../../../../../wire.ts'
import { Line, Pair } from './fields.tsx'

interface Fields {
  readonly body: WireFact
  readonly change: (body: WireFact) => void
  readonly faults: readonly WireFault[]
}

const lines = ['number', 'sms', 'url', 'email'] as const
const pairs = ['hours', 'address', 'value'] as const
const empty = { fr: '', en: '' }

export function FactFields({ body, change, faults }: Fields) {
  /** What is empty is not there: a fact says only what it has. */
  const set = (field: keyof WireFact, value: string | WireText): void => {
    const blank = typeof value === 'string' ? value === '' : value.fr === '' && value.en === ''
    const { [field]: _, ...rest } = body
    change((blank ? rest : { ...body, [field]: value }) as WireFact)
  }
  return (
    <>
      <Pair field="label" faults={faults} value={body.label} set={(label) => change({ ...body, label })} />
      <div class="k-pair">
        {lines.map((field) => (
          <Line key={field} field={field} faults={faults} value={body[field] ?? ''} set={(text) => set(field, text)} />
        ))}
      </div>
      {pairs.map((field) => (
        <Pair key={field} field={field} faults={faults} value={body[field] ?? empty} set={(text) => set(field, text)} />
      ))}
      <Line
        field="contradiction"
        faults={faults}
        value={body.contradiction ?? ''}
        set={(text) => set('contradiction', text)}
      />
      <div class="k-pair">
        <Line field="source" faults={faults} value={body.source} set={(source) => change({ ...body, source })} />
        <Line field="owner" faults={faults} value={body.owner ?? ''} set={(text) => set('owner', text)} />
        <Line
          field="verified"
          type="date"
          faults={faults}
          value={body.verified}
          set={(verified) => change({ ...body, verified })}
        />
        <Line
          field="review"
          type="date"
          faults={faults}
          value={body.review}
          set={(review) => change({ ...body, review })}
        />
      </div>
    </>
  )
}

import type { WireFileLimits } from '../../../../wire.ts'
import { size } from '../../rules/phrases.ts'
import { attach, attachedTo, detach } from '../../state/writing/files.ts'
import { lang, words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

/** The files that will leave with the text. */
export function Attachments({ place }: { place: string }) {
  const { write } = words.value
  const files = attachedTo(place)
  if (files.length === 0) return null
  return (
    <ul class="attachments" aria-label={write.attached}>
      {files.map((file) => (
        <li key={file.key} class="file">
          <Icon name="clip" />
          <span>
            {file.id === undefined ? write.uploading(file.name) : <bdi>{file.name}</bdi>}
            {file.size > 0 && file.id !== undefined && `, ${size(file.size, lang.value)}`}
          </span>
          <button type="button" class="btn quiet icon-only" onClick={() => detach(place, file.key)}>
            <Icon name="close" />
            <span class="vh">{write.remove(file.name)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The field itself is the button, so that keyboard and assistive tools meet the browser's own control. */
export function AttachField({
  place,
  label,
  id,
  taken,
}: {
  place: string
  label: string
  id: string
  taken?: WireFileLimits | undefined
}) {
  return (
    <label class="btn quiet attach" for={id}>
      <Icon name="clip" />
      <span>{label}</span>
      <input
        class="vh"
        id={id}
        type="file"
        multiple={taken?.most !== 1}
        accept={taken?.types.join(',')}
        onChange={(event) => {
          const field = event.currentTarget
          void attach(place, field.files ? [...field.files] : [], taken)
          field.value = ''
        }}
      />
    </label>
  )
}

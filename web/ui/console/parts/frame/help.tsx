import { singleKeys } from '../../state/look.ts'
import { words } from '../../words/words.ts'
import { Dialog } from './dialog.tsx'

export function Help() {
  const { help, bar } = words.value
  return (
    <Dialog title={help.title}>
      <p class="muted small">{singleKeys.value ? help.lead : help.off}</p>
      <dl class="keys">
        {help.keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        class="btn second"
        onClick={() => {
          singleKeys.value = !singleKeys.value
        }}
      >
        {singleKeys.value ? bar.singleKeysOff : bar.singleKeysOn}
      </button>
    </Dialog>
  )
}

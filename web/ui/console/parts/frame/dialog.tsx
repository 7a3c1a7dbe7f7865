import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { overlay } from '../../state/place.ts'
import { words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

/** The browser keeps the focus inside and gives it back to the opener. */
export function Dialog({ title, children }: { title: string; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    box.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  const close = (): void => {
    overlay.value = undefined
  }
  return (
    <dialog class="sheet" ref={box} aria-labelledby="sheet-title" onClose={close}>
      <div class="sheet-head">
        <h2 id="sheet-title">{title}</h2>
        <button type="button" class="btn quiet icon-only" onClick={close}>
          <Icon name="close" />
          <span class="vh">{words.value.act.close}</span>
        </button>
      </div>
      {children}
    </dialog>
  )
}

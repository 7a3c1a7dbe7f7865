import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'

interface Offered {
  readonly class: string
  readonly id?: string
  readonly summary: ComponentChildren
  /** Wraps what an entry does: the menu closes first. */
  readonly children: (pick: (run: () => void) => () => void) => ComponentChildren
}

/** A few buttons behind one: closes on Escape, on leaving and on choosing. */
export function Menu({ class: dress, id, summary, children }: Offered) {
  const menu = useRef<HTMLDetailsElement>(null)
  const close = (): void => {
    if (menu.current) menu.current.open = false
  }
  const pick = (run: () => void) => () => {
    close()
    run()
  }
  return (
    <details
      class={`pulldown ${dress}`}
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return
        event.stopPropagation()
        close()
        menu.current.querySelector('summary')?.focus()
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget
        if (to instanceof Node && !menu.current?.contains(to)) close()
      }}
    >
      <summary id={id}>{summary}</summary>
      <div class="menu">{children(pick)}</div>
    </details>
  )
}

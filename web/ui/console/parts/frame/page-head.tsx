import { useEffect, useRef } from 'preact/hooks'
import { words } from '../../words/words.ts'
import { Icon } from '../icons.tsx'
import { backToList } from '../list/walk.ts'

/** The head of a page that stands where the conversation stands. The focus comes to its title. */
export function PageHead({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div class="thread-head">
      <button type="button" class="btn quiet icon-only" onClick={backToList}>
        <Icon name="back" />
        <span class="vh">{words.value.thread.back}</span>
      </button>
      <div>
        <h2 id="page-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </div>
    </div>
  )
}

/** Small enough to stand here: the playground is not built with the faces. */
export const style = `
.playground { display: grid; grid-template-columns: 1fr; gap: var(--space-5); padding: var(--space-5) var(--gutter) var(--space-7); width: 100%; max-width: 96rem; margin-inline: auto; }
@media (min-width: 64rem) { .playground { grid-template-columns: 1fr 1fr; align-items: start; } }
.playground .panel { display: flex; flex-direction: column; gap: var(--space-3); min-width: 0; }
.playground iframe { width: 100%; height: 44rem; max-height: 80vh; border: var(--line) solid var(--color-line-strong); border-radius: var(--radius-md); background: var(--color-page); }
.playground .mail { display: flex; flex-direction: column; gap: var(--space-3); }
.playground h3 { font-size: var(--text-md); margin-top: var(--space-3); }
.playground ol { display: flex; flex-direction: column; gap: var(--space-3); }
.letter { padding: var(--space-4); border: var(--line) solid var(--color-line); border-radius: var(--radius-md); background: var(--color-raised); }
.letter.sent { background: var(--color-bubble); margin-left: var(--space-6); }
.letter.received { margin-right: var(--space-6); }
.letter .text { white-space: pre-wrap; overflow-wrap: anywhere; margin-top: var(--space-2); }
`

/** Looks at the mailbox every three seconds while the page is seen. Without it, a link does the same. */
export const script = `'use strict'
const box = document.getElementById('letters')
const from = document.getElementById('from')
for (const hint of document.querySelectorAll('.noscript')) hint.hidden = true
let shown = box?.innerHTML
async function look() {
  if (document.hidden || box === null) return
  try {
    const answer = await fetch('/playground/letters?de=' + encodeURIComponent(from.value), { cache: 'no-store' })
    if (!answer.ok) return
    const text = await answer.text()
    if (text === shown) return
    shown = text
    const fresh = new DOMParser().parseFromString(text, 'text/html')
    box.replaceChildren(...fresh.body.childNodes)
  } catch {
    // The server is restarting: the next look tells.
  }
}
from?.addEventListener('change', look)
setInterval(look, 3000)
`

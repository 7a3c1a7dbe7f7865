import { leave, neverShowAgain, onThreeShifts } from '../shared/exit.ts'
import { languageOf, t } from '../shared/words/words.ts'
import './portal.css'

/** On every public page: leaving in one gesture. Without this script the button is a plain link to the same end. */
const say = t(languageOf(document.documentElement.lang))
const link = document.querySelector<HTMLAnchorElement>('a[data-exit]')
const spoken = document.querySelector('[data-exit-spoken]')

function exit(): void {
  // The chat of this page, if any, closes its line and drops what it knows.
  const drop = () => void dispatchEvent(new Event('permanence:exit'))
  leave({ target: link?.dataset['exit'] ?? '/sortie', title: say('exitTitle'), drop, beacon: '/sortie' })
}

neverShowAgain('/')
onThreeShifts(() => {
  if (spoken) spoken.textContent = say('exitPressMore')
}, exit)
document.querySelector('[data-exit-keys]')?.removeAttribute('hidden')
for (const way of document.querySelectorAll('a[href="/sortie"]')) {
  way.addEventListener('click', (event) => {
    event.preventDefault()
    exit()
  })
}

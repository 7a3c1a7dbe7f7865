/** Leaving in one gesture. Order matters: the page is blank before anything that could be slow or fail. */
export interface Exit {
  /** Where to go: a page that says nothing about this one. */
  readonly target: string
  /** The neutral title the tab takes at once. */
  readonly title: string
  /** Closes what is live and drops what is in memory. */
  readonly drop: () => void
  /** Where to ask for cookies and storage to be cleared; absent on someone else's site. */
  readonly beacon?: string
}

export function leave(exit: Exit): void {
  blank(exit.title)
  try {
    exit.drop()
    if (exit.beacon) {
      sessionStorage.clear()
      navigator.sendBeacon(exit.beacon)
    }
  } finally {
    // replace(): the Back button must not find this page.
    location.replace(exit.target)
  }
}

function blank(title: string): void {
  const cover = document.createElement('div')
  // Style set by script on a property: allowed under a strict style-src.
  Object.assign(cover.style, { position: 'fixed', inset: '0', background: '#fff', zIndex: '2147483647' })
  document.documentElement.append(cover)
  document.body.style.display = 'none'
  document.title = title
}

/** A page that the browser kept alive is shown again on Back: it stays blank and goes home. */
export function neverShowAgain(home: string): void {
  addEventListener('pageshow', (event) => {
    if (event.persisted && document.body.style.display === 'none') location.replace(home)
  })
}

const WITHIN = 5_000

/** Calls back at the third Shift in a row, each within 5 seconds; says after the second that one more is needed. */
export function onThreeShifts(almost: () => void, done: () => void): () => void {
  let count = 0
  let last = 0
  const heard = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat) return
    if (event.key !== 'Shift') {
      count = 0
      return
    }
    count = event.timeStamp - last > WITHIN ? 1 : count + 1
    last = event.timeStamp
    if (count === 2) almost()
    if (count === 3) {
      count = 0
      done()
    }
  }
  addEventListener('keydown', heard, true)
  return () => removeEventListener('keydown', heard, true)
}

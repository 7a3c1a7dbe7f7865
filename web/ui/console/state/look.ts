import { effect, signal } from '@preact/signals'
import { lang } from '../words/words.ts'

/** How one agent likes the screen. Kept on this computer: it says nothing about anybody. */
const place = 'permanence.look'

interface Look {
  readonly theme?: 'light' | 'dark'
  readonly lang?: 'fr' | 'en'
  readonly singleKeys?: boolean
}

function kept(): Look {
  try {
    const look: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    return look !== null && typeof look === 'object' ? look : {}
  } catch {
    return {}
  }
}

const first = kept()

const theme = signal<'light' | 'dark' | undefined>(
  first.theme === 'light' || first.theme === 'dark' ? first.theme : undefined,
)
export const singleKeys = signal(first.singleKeys !== false)

/** The time on the screen: waiting times move without asking the server. */
export const now = signal(Date.now())

export function toggleTheme(): void {
  const dark = theme.value ? theme.value === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  theme.value = dark ? 'light' : 'dark'
}

export function startLook(): void {
  const root = document.documentElement
  lang.value = first.lang === 'en' || first.lang === 'fr' ? first.lang : root.lang.startsWith('en') ? 'en' : 'fr'
  effect(() => {
    root.lang = lang.value
    if (theme.value) root.dataset['theme'] = theme.value
    const look: Look = {
      ...(theme.value ? { theme: theme.value } : {}),
      lang: lang.value,
      singleKeys: singleKeys.value,
    }
    try {
      localStorage.setItem(place, JSON.stringify(look))
    } catch {
      // A browser may forbid storage: the choice then lasts as long as the page.
    }
  })
  setInterval(() => {
    now.value = Date.now()
  }, 10_000)
}

import type { WireIcon } from '../../../wire.ts'

const paths = {
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1',
  back: 'M19 12H5M11 6l-6 6 6 6',
  bot: 'M5 9h14v10H5zM12 9V5M9 13.2v.1M15 13.2v.1M9.5 16.5h5',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  check: 'M5 12.5 10 17.5 19.5 7',
  clip: 'm19 11-7.5 7.5a4.2 4.2 0 0 1-6-6L13.5 4.5a2.8 2.8 0 0 1 4 4L10 16a1.4 1.4 0 0 1-2-2l6.5-6.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5.3l3.5 2',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'm6 9 6 6 6-6',
  form: 'M6 3h9l4 4v14H6zM14 3v5h5M9.5 13h6M9.5 17h4',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3.5 9.5h17M3.5 14.5h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  inbox: 'M4 13 6.5 5h11L20 13v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  link: 'M13 5h6v6M19 5l-8.5 8.5M10 6H5v13h13v-5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  mail: 'M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 9h7M8.5 12.5h4',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  pause: 'M9 6v12M15 6v12',
  phone: 'M5 4h4l1.5 5-2.3 1.6a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z',
  reply: 'M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7v1',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m5 11.5 4.5 4.5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  up: 'M12 19V5M6 11l6-6 6 6',
  user: 'M12 4.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  users:
    'M9 5.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 19c.8-3.4 3.3-4.8 6.5-4.8s5.7 1.4 6.5 4.8M15.5 5.8a3.3 3.3 0 0 1 0 6.4M18 14.8c2 .6 3.2 2 3.7 4.2',
} as const

export type IconName = keyof typeof paths | WireIcon

/** Always beside a word: an icon never speaks alone. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

/** The half-open door with lamplight behind it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx="9" fill="var(--color-brand)" />
      <path d="M11 8h15v20H11z" fill="var(--color-lamp)" />
      <path d="M11 8l7.5 3.5V31L11 28z" fill="var(--color-on-brand)" />
      <path d="M7 28h4M26 28h3" stroke="var(--color-on-brand)" stroke-width="2" stroke-linecap="round" />
      <circle cx="16.2" cy="20.5" r="1.1" fill="var(--color-brand)" />
    </svg>
  )
}

import type { Facts } from '../sheets/facts.ts'

const BUILT_IN = { source: 'Permanence', verified: '2026-11-22', review: '2027-05-22' }
const hours = { fr: 'jour et nuit', en: 'day and night' }

/** What danger notices say where no shelf says it: they must not wait for a file, nor fail with one. */
export const ALWAYS: Facts = new Map([
  ['119', { id: '119', label: { fr: 'Enfant en danger', en: 'Child in danger' }, hours, ...BUILT_IN }],
  ['3114', { id: '3114', label: { fr: 'Prévention du suicide', en: 'Suicide prevention' }, hours, ...BUILT_IN }],
])

import { computed, signal } from '@preact/signals'
import type { Lang } from '../rules/phrases.ts'
import { en } from './en.ts'
import { fr, type Words } from './fr.ts'

export type { Words }

export const lang = signal<Lang>('fr')

/** Read inside components: they render again when the language changes. */
export const words = computed<Words>(() => (lang.value === 'en' ? en : fr))

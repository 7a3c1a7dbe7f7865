import { computed, signal } from '@preact/signals'
import type { WireMe } from '../../../wire.ts'
import { words } from '../words/words.ts'
import { get, onSessionEnd, post, Refused, remove, Unreachable } from './api.ts'

/** undefined: not known yet. */
export const me = signal<WireMe | null | undefined>(undefined)
/** The session ended under the agent's hands: what was typed stays in memory until the same person is back. */
export const ended = signal(false)
export const codeAsked = signal(false)

let lastAgent: string | undefined
const forgetters = new Set<() => void>()

export const myId = computed(() => me.value?.agent.id ?? '')
export const channels = computed(() =>
  (me.value?.desks ?? []).flatMap((desk) => desk.channels.map((channel) => ({ ...channel, desk: desk.id }))),
)
/** Channels have a screen for whoever administers or supervises a desk. */
export const looksAfterChannels = computed(() =>
  (me.value?.desks ?? []).some(({ roles }) => roles.includes('admin') || roles.includes('supervisor')),
)
/** The desks whose answers the reader edits, or supervises. */
export const editedDesks = computed(() =>
  (me.value?.desks ?? []).filter(({ roles }) => roles.includes('editor') || roles.includes('supervisor')),
)
export const deliveryOf = (desk: string, channel: string): 'lease' | 'resume' | 'task' | undefined =>
  channels.value.find((one) => one.desk === desk && one.id === channel)?.delivery

/** What must not survive a change of person on a shared computer. */
export const onForget = (forget: () => void): void => {
  forgetters.add(forget)
}

const forget = (): void => {
  for (const one of forgetters) one()
}

function welcome(who: WireMe): void {
  if (lastAgent !== undefined && lastAgent !== who.agent.id) forget()
  lastAgent = who.agent.id
  ended.value = false
  codeAsked.value = false
  me.value = who
}

export async function loadMe(): Promise<void> {
  try {
    welcome(await get<WireMe>('/me'))
  } catch (error) {
    if (error instanceof Unreachable && me.peek()) return
    me.value = null
  }
}

/** Resolves with what to tell the agent when it did not work. */
export async function signIn(login: string, password: string, code: string): Promise<string | undefined> {
  try {
    welcome(await post<WireMe>('/session', { login, password, ...(code ? { code } : {}) }))
    return undefined
  } catch (error) {
    if (error instanceof Refused) return refusal(error, code)
    return words.value.signIn.offline
  }
}

function refusal(error: Refused, code: string): string {
  const say = words.value.signIn
  if (error.code === 'second-factor') {
    codeAsked.value = true
    return code ? say.codeWrong : say.codeNeeded
  }
  if (error.code === 'sign-in') return say.wrong
  if (error.code === 'slow-down' || error.status === 429) return say.slowDown
  return error.sentence || say.wrong
}

export async function signOut(): Promise<void> {
  await remove('/session')
  forget()
  lastAgent = undefined
  ended.value = false
  me.value = null
}

onSessionEnd(() => {
  if (!me.peek()) return
  ended.value = true
  me.value = null
})

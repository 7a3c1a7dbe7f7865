import type { WireHead, WireMessage } from '../../../../web/wire.ts'

/** Invented conversations: only what a test says differs from a plain open one. */
export const head = (id: string, over: Partial<WireHead> = {}): WireHead => ({
  id,
  number: 1,
  desk: 'one',
  deskName: 'Service',
  channel: 'chat',
  channelName: 'Discussion',
  icon: 'chat',
  contact: {},
  public: false,
  status: 'open',
  danger: 'none',
  junk: false,
  trouble: false,
  waitingSince: '2026-11-22T20:00:00.000Z',
  lastAt: '2026-11-22T20:00:00.000Z',
  lastSeq: 1,
  preview: 'Bonjour',
  unread: 0,
  ...over,
})

export const message = (seq: number, over: Partial<WireMessage> = {}): WireMessage => ({
  seq,
  at: '2026-11-22T20:44:00.000Z',
  author: { type: 'contact' },
  audience: 'contact',
  text: `Message ${seq}`,
  files: [],
  ...over,
})

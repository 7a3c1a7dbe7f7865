import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { type PortalConversation, type PortalOptions, portalRoutes } from '../../../web/http/portal/index.ts'

export const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&\u202e`

export const portal = (more: Partial<PortalOptions> = {}): PortalOptions => ({
  desks: [
    {
      name: { fr: 'Brigade', en: 'Brigade' },
      channel: 'brigade/discussion',
      notice: { fr: 'Lu par nos agents.', en: 'Read by our officers.' },
      delay: { fr: 'en quelques minutes', en: 'within a few minutes' },
      maxLength: 4000,
    },
  ],
  sheets: () => [
    { id: 'vol', title: { fr: 'Vol', en: 'Theft' }, body: { fr: 'Portez plainte.', en: 'File a complaint.' } },
  ],
  assets: { of: () => ({ styles: ['/assets/a.css'], scripts: ['/assets/a.js'] }) },
  conversation: async () => undefined,
  greeting: async () => ({ text: 'Bonjour.', choices: [{ id: 'report', label: 'Signaler' }] }),
  say: async () => ({ ticket: 'T 1;é', ack: { ok: true, seq: 1, duplicate: false } }),
  publicUrl: 'http://localhost:1',
  exitTarget: 'https://meteofrance.com/',
  zone: 'Europe/Paris',
  demo: true,
  ...more,
})

export const talkOf = (text: string): PortalConversation => ({
  state: { status: 'open', agent: text, readByAgent: 0 },
  messages: [
    { seq: 1, at: '2026-11-22T20:00:00Z', author: { type: 'contact' }, audience: 'contact', text, files: [] },
    {
      seq: 2,
      at: '2026-11-22T20:00:01Z',
      author: { type: 'agent', name: text },
      audience: 'contact',
      text,
      sheet: { id: 'x', title: text, url: `javascript:${text}`, verified: text },
      choices: [{ id: text, label: text }],
      files: [{ id: 'f', name: text, type: 'text/html', size: 1, url: '/chat/files/f' }],
    },
    {
      seq: 3,
      at: '2026-11-22T20:00:02Z',
      author: { type: 'system' },
      audience: 'contact',
      text,
      card: { type: 'danger', level: 'hard', numbers: ['17', text] },
      files: [],
    },
    { seq: 4, at: '2026-11-22T20:00:03Z', author: { type: 'agent' }, audience: 'staff', text: 'NOTE', files: [] },
  ],
})

/** The pages on a real port, without the rest of the house. */
export async function serve(options: PortalOptions): Promise<{ url: string; close: () => Promise<void> }> {
  const routes = portalRoutes(options)
  const app = new Koa().use(routes.routes()).use(routes.allowedMethods())
  const server: Server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

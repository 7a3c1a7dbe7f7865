import type { Plugin } from 'vite'

/** Files of socket.io's client that the widget does without, and what stands in for them. */
const instead: readonly (readonly [RegExp, string])[] = [
  // It starts with a WebSocket and falls back to polling by fetch: XMLHttpRequest and WebTransport stay out.
  [
    /engine\.io-client\/build\/esm\/transports\/index\.js$/,
    `import { Fetch } from './polling-fetch.js'
    import { WS } from './websocket.js'
    export const transports = { websocket: WS, polling: Fetch }`,
  ],
  // A chat sends and receives JSON only: files go over HTTP. Nothing binary to look for, or to put together.
  [/socket\.io-parser\/build\/esm\/is-binary\.js$/, 'export const isBinary = () => false, hasBinary = () => false'],
  [
    /socket\.io-parser\/build\/esm\/binary\.js$/,
    'export const deconstructPacket = (packet) => ({ packet, buffers: [] }), reconstructPacket = (packet) => packet',
  ],
  [/contrib\/base64-arraybuffer\.js$/, 'export const decode = () => new ArrayBuffer(0)'],
]

/** For the widget alone: the parts of socket.io's client that a chat uses. */
export const lighterSocket: Plugin = {
  name: 'lighter-socket',
  enforce: 'pre',
  load(id) {
    const file = id.replaceAll('\\', '/')
    return instead.find(([path]) => path.test(file))?.[1]
  },
}

/** Its packages do not say that importing them changes nothing elsewhere; it does not, and unused files may go. */
export const changesNothingElsewhere = (id: string): boolean => !/engine\.io|socket\.io|component-emitter/.test(id)

/** Leaves out the tokens that no rule of the widget asks for. */
export const fewerTokens: Plugin = {
  name: 'fewer-tokens',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = pruned(chunk.code)
  },
}

function pruned(code: string): string {
  const asked = (name: string) => code.includes(`var(${name})`)
  const next = code.replace(/(?<=[{;])(--[a-z0-9-]+):[^;{}`]*(?:;|(?=\}))/g, (rule, name: string) =>
    asked(name) ? rule : '',
  )
  return next === code ? code : pruned(next)
}

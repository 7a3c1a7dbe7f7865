import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, Middleware } from 'koa'
import { LRUCache } from 'lru-cache'
import type { Assets } from '../portal/index.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
/** Vite names what it builds after its content: such a file never changes. */
const HASHED = /-[\w-]{8,}\.\w+$/
const ENTRY = 'console/main.tsx'
const CONSOLE = /^\/console(\/[\w/-]*)?$/

/** The built faces: scripts and styles for anyone, and the console's page. */
export function staticFiles(folder: string, assets: Assets): Middleware {
  const read = reader(folder)
  const page = async () => (await read('console/index.html')) ?? shell(assets)
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    if (CONSOLE.test(ctx.path)) return send(ctx, '.html', await page())
    if (ctx.path !== '/w.js' && !ctx.path.startsWith('/assets/')) return next()
    const name = inside(ctx.path)
    const bytes = name === undefined ? undefined : await read(name)
    if (bytes === undefined) return next()
    send(ctx, ctx.path, bytes)
    // Other sites load the widget: these files hold nothing of anyone.
    ctx.set('Access-Control-Allow-Origin', '*')
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
    ctx.set('Cache-Control', HASHED.test(ctx.path) ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
  }
}

type Read = (name: string) => Promise<Buffer | undefined>

/** The console's page: nothing but the links to what was built. */
function shell(assets: Assets): Buffer {
  const { styles, scripts } = assets.of(ENTRY)
  const links = [
    ...styles.map((path) => `<link rel="stylesheet" href="${path}">`),
    ...scripts.map((path) => `<script type="module" src="${path}"></script>`),
  ]
  return Buffer.from(
    `<!doctype html><html lang="fr" data-density="compact"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">` +
      `<title>Permanence</title><link rel="icon" href="data:,">${links.join('')}</head>` +
      `<body><div id="console"></div><noscript><p>La console a besoin de JavaScript.</p></noscript></body></html>`,
  )
}

function send(ctx: Context, name: string, bytes: Buffer): void {
  ctx.body = bytes
  ctx.set('Content-Type', TYPES[extname(name) || name] ?? 'application/octet-stream')
}

/** The path below the folder, or undefined when it would leave it. */
function inside(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const name = normalize(decoded).replace(/^[/\\]+/, '')
  return decoded.includes('\0') || name.split(/[/\\]/).includes('..') ? undefined : name
}

/** Small and few: kept in memory for a minute, so that a rebuild is seen without a restart. */
function reader(folder: string): Read {
  const kept = new LRUCache<string, Buffer>({
    max: 200,
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: (it) => it.length + 1,
    ttl: 60_000,
  })
  return async (name) => {
    const known = kept.get(name)
    if (known !== undefined) return known
    const bytes = await readFile(join(folder, ...name.split(sep))).catch(() => undefined)
    if (bytes !== undefined) kept.set(name, bytes)
    return bytes
  }
}

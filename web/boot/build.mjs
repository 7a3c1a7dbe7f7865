// Compiles the server (tsc) and the faces (vite) into dist/, each only when its sources changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

// The demonstration plays the networks with the tests' simulators; production never loads them.
const rooms = ['connectors', 'inbox', 'bot', 'web', join('test', 'simulators')]
const isUi = (file) => file.startsWith(join('web', 'ui') + sep)
const isDesk = (file) => file.startsWith(join('inbox', 'desks') + sep)
const isCode = (file) => ['.ts', '.tsx'].includes(extname(file))
const isText = (file) => extname(file) === '.md'

/** The two things that are built: which files decide, which tool does it, what to run. */
const parts = {
  server: {
    label: 'the server (tsc)',
    tool: 'node_modules/typescript/bin/tsc',
    reads: (file) => !isUi(file) && !isDesk(file) && !isText(file),
    config: ['tsconfig.json'],
    make: buildServer,
  },
  ui: {
    label: 'the faces (vite)',
    tool: 'node_modules/vite/bin/vite.js',
    reads: (file) => isUi(file) || file === join('web', 'wire.ts'),
    config: [],
    make: buildUi,
  },
}

/** Builds the parts named, under a lock: two starts at once must not write over each other. */
export async function build(root, names, say) {
  const present = names.filter((name) => name !== 'ui' || existsSync(join(root, 'web/ui/vite.config.ts')))
  const stale = () => present.filter((name) => stampOf(root, name) !== wanted(root, parts[name]))
  if (stale().length === 0) return
  const release = await lock(join(root, 'dist'), say)
  try {
    for (const name of stale()) {
      const { label, tool, make } = parts[name]
      if (!existsSync(join(root, tool))) {
        throw sentence(`dist/ does not match the sources and ${tool} is not installed; run npm ci, then npm run build.`)
      }
      const begun = Date.now()
      const stamp = wanted(root, parts[name])
      rmSync(stampFile(root, name), { force: true })
      say(`Building ${label}…`)
      await make(root, join(root, tool))
      writeFileSync(stampFile(root, name), stamp)
      say(`Built ${label} in ${((Date.now() - begun) / 1000).toFixed(1)} s.`)
    }
  } finally {
    release()
  }
}

const stampFile = (root, name) => join(root, 'dist', `.${name}.stamp`)

function stampOf(root, name) {
  const file = stampFile(root, name)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** A hash of what the part is made from: times change with a copy or a checkout, contents do not. */
function wanted(root, { reads, config }) {
  const hash = createHash('sha256')
  const files = [...config, 'package-lock.json', ...sources(root).filter(reads)]
  for (const file of files) {
    const path = join(root, file)
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

function sources(root) {
  return rooms
    .filter((room) => existsSync(join(root, room)))
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, '/').length)),
    )
    .sort()
}

/** Types are the check's affair: here tsc only takes them away. Made aside, then swapped in, so that a failure keeps the old build. */
async function buildServer(root, tsc) {
  const next = join(root, 'dist', '.next')
  rmSync(next, { recursive: true, force: true })
  await run(root, tsc, ['-p', join(root, 'web/boot/tsconfig.build.json'), '--outDir', next])
  for (const file of sources(root).filter((one) => parts.server.reads(one) && !isCode(one))) {
    cpSync(join(root, file), join(next, file))
  }
  for (const room of rooms) {
    rmSync(join(root, 'dist', room), { recursive: true, force: true })
    mkdirSync(dirname(join(root, 'dist', room)), { recursive: true })
    if (existsSync(join(next, room))) renameSync(join(next, room), join(root, 'dist', room))
  }
  rmSync(next, { recursive: true, force: true })
}

function buildUi(root, vite) {
  const config = join(root, 'web/ui/vite.config.ts')
  const out = ['--outDir', join(root, 'dist/ui'), '--emptyOutDir']
  return run(root, vite, ['build', '--config', config, '--logLevel', 'warn', ...out])
}

function run(root, tool, args) {
  return new Promise((resolve, reject) => {
    // Whoever starts it, in a test or for development: what is built is always the same. Vite takes NODE_ENV from around it.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, [tool, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(sentence(`The build failed; npm run check may say more.\n${said.trim()}`))
    })
  })
}

/** A file that holds the builder's number; one left by a dead builder is taken over. */
async function lock(dist, say) {
  mkdirSync(dist, { recursive: true })
  const file = join(dist, '.building')
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true })
    else if (!waited) say('Another start is building; waiting for it…')
    await pause(100)
  }
}

function readHolder(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const sentence = (text) => Object.assign(new Error(text), { code: 'build' })

import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real Dovecot with one box, on a port of its own, for as long as a test needs it. */
export interface Dovecot {
  readonly port: number
  /** TLS from the first byte, where a certificate was given; the plain port then offers STARTTLS. */
  readonly securePort: number
  readonly login: { readonly user: string; readonly password: string }
  /** Puts a mail in the box as a delivery would. Returns its file's name. */
  append(mail: string | Uint8Array): string
  /** Removes a mail as a human with a mail client would. */
  remove(file: string): void
  /** Every UID changes: the box gets a new UIDVALIDITY at the next look. */
  changeUidValidity(): Promise<void>
  files(): readonly string[]
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and removes all traces. */
  end(): Promise<void>
}

const binary = '/usr/sbin/dovecot'
const imap = '/usr/lib/dovecot/imap'
const installer = '/usr/bin/apt-get'

function ensureInstalled(): void {
  if (existsSync(binary) && existsSync(imap)) return
  if (process.getuid?.() !== 0) {
    throw new Error(
      'These tests need Dovecot: install the package dovecot-imapd (Debian: apt-get install dovecot-imapd).',
    )
  }
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  const install = ['install', '-y', '--no-install-recommends', 'dovecot-imapd']
  if (spawnSync(installer, install, options).status === 0) return
  spawnSync(installer, ['update'], options)
  if (spawnSync(installer, install, options).status !== 0) {
    throw new Error('These tests need Dovecot, and apt-get install dovecot-imapd failed here.')
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Files of a server's certificate and its key. */
interface Identity {
  readonly certificate: string
  readonly key: string
}

interface Doors {
  readonly port: number
  readonly securePort: number
  readonly identity: Identity | undefined
}

function settings(folder: string, { port, securePort, identity }: Doors, root: boolean): string {
  const user = root ? 'dovecot' : (process.env['USER'] ?? spawnSync('id', ['-un']).stdout.toString().trim())
  const group = root ? 'dovecot' : spawnSync('id', ['-gn']).stdout.toString().trim()
  const owner = root ? 'mail' : user
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
${identity ? `ssl = yes\nssl_cert = <${identity.certificate}\nssl_key = <${identity.key}` : 'ssl = no'}
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${root ? 'dovenull' : user}
mail_location = maildir:${folder}/box
mail_uid = ${owner}
mail_gid = ${root ? 'mail' : group}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 50
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = static
  args = uid=${owner} gid=${root ? 'mail' : group} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${securePort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
}
`
}

function lay(folder: string, doors: Doors, password: string): void {
  const root = process.getuid?.() === 0
  for (const part of ['run', 'state', 'home', 'box', 'box/cur', 'box/new', 'box/tmp']) mkdirSync(join(folder, part))
  writeFileSync(join(folder, 'dovecot.conf'), settings(folder, doors, root))
  writeFileSync(join(folder, 'users'), `citizens:{PLAIN}${password}::::::\n`)
  chmodSync(folder, 0o755)
  if (root) spawnSync('chown', ['-R', 'mail:mail', join(folder, 'box'), join(folder, 'home')])
}

async function untilOpen(port: number, log: string): Promise<void> {
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Dovecot does not answer; its log is ${log}`)
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing was left of it.
  }
}

function runner(folder: string, port: number): { start(): Promise<void>; stop(): Promise<void> } {
  let child: ReturnType<typeof spawn> | undefined
  return {
    async start() {
      child = spawn(binary, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true })
      await untilOpen(port, join(folder, 'dovecot.log'))
    },
    async stop() {
      const running = child
      child = undefined
      if (!running || running.exitCode !== null) return
      const gone = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      await gone
      // Sessions outlive the master: end what it started, by its process group, as a crash of the machine would.
      endGroup(running.pid)
    },
  }
}

export async function startDovecot(identity?: Identity): Promise<Dovecot> {
  ensureInstalled()
  const folder = mkdtempSync(join(tmpdir(), 'permanence-dovecot-'))
  const port = await freePort()
  const password = randomBytes(9).toString('base64url')
  const securePort = identity ? await freePort() : 0
  lay(folder, { port, securePort, identity }, password)
  const { start, stop } = runner(folder, port)
  await start()
  const box = join(folder, 'box')
  let count = 0
  const files = (): string[] =>
    ['new', 'cur'].flatMap((part) => readdirSync(join(box, part)).map((name) => join(box, part, name)))
  return {
    port,
    securePort,
    login: { user: 'citizens', password },
    append(mail) {
      count += 1
      const name = `${Math.floor(Date.now() / 1000)}.M${String(count).padStart(8, '0')}.test`
      const path = join(box, 'tmp', name)
      writeFileSync(path, mail, { mode: 0o666 })
      chmodSync(path, 0o666)
      renameSync(path, join(box, 'new', name))
      return name
    },
    remove(file) {
      const found = files().find((path) => path.includes(file))
      if (found) unlinkSync(found)
    },
    async changeUidValidity() {
      await stop()
      for (const name of readdirSync(box).filter((entry) => entry.startsWith('dovecot'))) unlinkSync(join(box, name))
      // Dovecot takes the time in seconds as the new UIDVALIDITY.
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      await start()
    },
    files,
    stop,
    start,
    async end() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

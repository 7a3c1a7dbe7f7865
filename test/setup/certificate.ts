import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An authority of our own and a certificate it gave to 127.0.0.1, as files. */
export interface Authority {
  readonly authority: string
  readonly certificate: string
  readonly key: string
  remove(): void
}

const program = 'openssl'

/** Made anew for each use: no key of anybody lies in the repository. openssl comes with Dovecot. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-ca-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr}`)
  }
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    ...['req', '-x509', ...fresh, '-days', '2', '-subj', '/CN=Autorite de la mairie'],
    ...['-keyout', at('ca.key'), '-out', at('ca.pem')],
  )
  openssl('req', ...fresh, '-subj', '/CN=127.0.0.1', '-keyout', at('server.key'), '-out', at('server.csr'))
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1\n')
  openssl(
    ...['x509', '-req', '-in', at('server.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'],
    ...['-days', '2', '-extfile', at('names'), '-out', at('server.pem')],
  )
  // Dovecot reads it as root before it becomes somebody else; elsewhere it runs as us.
  chmodSync(folder, 0o755)
  return {
    authority: at('ca.pem'),
    certificate: at('server.pem'),
    key: at('server.key'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

import type { DemoSignIn } from './agents.ts'
import type { DemoNetwork } from './network.ts'

/** What a first start says: where to go, and how to sign in. */
export function announcement(
  settings: { readonly publicUrl: string; readonly port: number; readonly demo: boolean },
  port: number,
  signIns: readonly DemoSignIn[],
  mail: string | undefined,
  networks: readonly Pick<DemoNetwork, 'name'>[] = [],
): string {
  const origin = settings.port === 0 ? `http://localhost:${port}` : settings.publicUrl
  const lines = ['', 'Permanence is ready.', `  Portal       ${origin}/`, `  Console      ${origin}/console`]
  if (settings.demo) {
    lines.push(`  Widget demo  ${origin}/demo`)
    lines.push(`  Playground   ${origin}/playground   (write as a citizen, on every channel)`)
  }
  if (signIns.length > 0) {
    lines.push('', 'Demonstration sign-ins (invented people):')
    for (const { login, password, about, secret } of signIns) {
      lines.push(`  ${login.padEnd(8)} ${password.padEnd(26)} ${about}`)
      if (secret !== undefined) lines.push(`  ${''.padEnd(8)} code: add this key to an authenticator: ${secret}`)
    }
  }
  if (mail !== undefined) lines.push('', `Demonstration mailbox: ${mail}, written to from the playground.`)
  if (networks.length > 0) {
    const names = networks.map(({ name }) => name).join(', ')
    lines.push(`Simulated networks:    ${names}, on this machine; nothing leaves it, whatever keys are typed in.`)
  }
  return `${lines.join('\n')}\n\n`
}

import type { DemoSignIn } from './agents.ts'

/** What a first start says: where to go, and how to sign in. */
export function announcement(
  origin: string,
  demo: { signIns: readonly DemoSignIn[]; mail: string | undefined } | undefined,
): string {
  const lines = [
    '',
    'Permanence is ready.',
    `  Portal       ${origin}/`,
    `  Console      ${origin}/console`,
    ...(demo === undefined
      ? []
      : [
          `  Widget demo  ${origin}/demo`,
          `  Playground   ${origin}/playground   (write as a citizen, by chat and by e-mail)`,
        ]),
  ]
  if (demo !== undefined && demo.signIns.length > 0) {
    lines.push('', 'Demonstration sign-ins (invented people):')
    for (const { login, password, about, secret } of demo.signIns) {
      lines.push(`  ${login.padEnd(8)} ${password.padEnd(26)} ${about}`)
      if (secret !== undefined) lines.push(`  ${''.padEnd(8)} code: add this key to an authenticator: ${secret}`)
    }
  }
  if (demo?.mail !== undefined) lines.push('', `Demonstration mailbox: ${demo.mail}, written to from the playground.`)
  return `${lines.join('\n')}\n\n`
}

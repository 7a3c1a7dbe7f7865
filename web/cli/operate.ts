import type { Command } from './command.ts'
import type { House } from './house.ts'

export function headsRebuild(house: House): Command {
  return {
    name: 'heads rebuild',
    takes: '',
    about: 'compute every conversation head again from its messages',
    run: (_args, out) =>
      house(async ({ operate }) => {
        const { conversations, mended } = await operate.rebuildHeads()
        out.line(`${conversations} conversations read, ${mended} heads mended.`)
        return 0
      }),
  }
}

export function auditVerify(house: House): Command {
  return {
    name: 'audit verify',
    takes: '',
    about: "check each desk's audit chain",
    run: (_args, out) =>
      house(async ({ operate }) => {
        const chains = await operate.verifyAudit()
        for (const { desk, entries, broken } of chains) {
          out.line(
            broken === undefined
              ? `ok    ${desk}: ${entries} entries, whole.`
              : `fail  ${desk}: entry ${broken} of ${entries} was changed, removed or added; keep the database and its copies, and tell who answers for security.`,
          )
        }
        return chains.some(({ broken }) => broken !== undefined) ? 1 : 0
      }),
  }
}

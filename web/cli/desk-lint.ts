import { type Connector, type Desk, DeskError, loadDesks } from '../../inbox/index.ts'
import type { Command } from './command.ts'

export interface Fault {
  readonly file: string
  readonly line: number
  readonly message: string
  readonly mend: string
}

type Kinds = readonly Pick<Connector, 'kind' | 'capabilities'>[]
type Lint = (desk: Desk, kinds: Kinds) => Promise<readonly Fault[]>

/** Checks desks as the start would, and their guides and sheets more closely, on the wires that each desk really has. */
export function deskLint(lintDesk: Lint, desksDir: () => string, kinds: Kinds): Command {
  return {
    name: 'desk lint',
    takes: '[FOLDER]',
    about: 'check every desk of a folder: rules, guide, sheets',
    async run([folder = desksDir()], out) {
      let desks: readonly Desk[]
      try {
        desks = await loadDesks(folder)
      } catch (error) {
        if (!(error instanceof DeskError)) throw error
        out.line(`fail  ${error.message}`)
        return 1
      }
      let faults = 0
      for (const desk of desks) {
        const found = desk.bot === 'none' ? [] : await lintDesk(desk, kinds)
        faults += found.length
        if (found.length === 0) out.line(`ok    ${desk.id}: ${desk.channels.length} channels, nothing to mend.`)
        for (const { file, line, message, mend } of found) out.line(`fail  ${file}:${line}: ${message} ${mend}`)
      }
      return faults === 0 ? 0 : 1
    },
  }
}

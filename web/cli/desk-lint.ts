import { type Desk, DeskError, loadDesks } from '../../inbox/index.ts'
import type { Command } from './command.ts'

interface Fault {
  readonly file: string
  readonly line: number
  readonly message: string
  readonly mend: string
}

/** The faults of one desk's guide and sheets, on the channels that it has. */
export type DeskLint = (desk: Desk) => Promise<readonly Fault[]>

/** Checks desks as the start would, and their guides and sheets more closely, on the wires that each desk really has. */
export function deskLint(lintDesk: DeskLint, desksDir: () => string): Command {
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
        const found = desk.bot === 'none' ? [] : await lintDesk(desk)
        faults += found.length
        if (found.length === 0) out.line(`ok    ${desk.id}: ${desk.channels.length} channels, nothing to mend.`)
        for (const { file, line, message, mend } of found) out.line(`fail  ${file}:${line}: ${message} ${mend}`)
      }
      return faults === 0 ? 0 : 1
    },
  }
}

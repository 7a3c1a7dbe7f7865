import { loadDesks } from '../../inbox/index.ts'
import type { Command } from './command.ts'
import type { DeskLint } from './desk-lint.ts'

interface ReloadParts {
  readonly lint: DeskLint
  readonly settings: () => { readonly desksDir: string; readonly dataDir: string }
  /** The process that runs on a data folder. */
  readonly holderOf: (dataDir: string) => number | undefined
  readonly signal: (process: number) => void
}

/** Checks what an editor changed, then asks the running product to read it. What is broken is not even asked for. */
export function guideReload({ lint, settings, holderOf, signal }: ReloadParts): Command {
  return {
    name: 'guide reload',
    takes: '',
    about: 'check guides, sheets and facts, then let the running product read them; talks under way go on',
    async run(_args, out) {
      const { desksDir, dataDir } = settings()
      let faults = 0
      for (const desk of await loadDesks(desksDir)) {
        const found = desk.bot === 'none' ? [] : await lint(desk)
        for (const { file, line, message, mend } of found) out.line(`fail  ${file}:${line}: ${message} ${mend}`)
        faults += found.length
      }
      if (faults > 0) return 1
      const process = holderOf(dataDir)
      if (process === undefined) {
        out.line(`fail  Nothing runs on ${dataDir}: npm start reads the files itself.`)
        return 1
      }
      signal(process)
      out.line(`ok    Process ${process} reads them now: "guide.read" or "guide.refused" in its log tells.`)
      return 0
    },
  }
}

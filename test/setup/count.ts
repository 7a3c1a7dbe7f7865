import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

/** Ends a run with one plain line, `N passed, N failed`, and leaves it in COUNT_FILE for a script to repeat. */
export class Count implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      const before = failed
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state !== 'skipped') failed++
      }
      // A file that broke before or around its tests counts as one failure.
      if (!module.ok() && failed === before) failed++
    }
    if (reason !== 'passed' && failed === 0) failed = 1
    const line = `${passed} passed, ${failed} failed`
    const file = process.env['COUNT_FILE']
    if (file !== undefined) writeFileSync(file, `${line}\n`)
    process.stdout.write(`${line}\n`)
  }
}

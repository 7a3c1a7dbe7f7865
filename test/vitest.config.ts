import { defineConfig } from 'vitest/config'
import { Count } from './setup/count.ts'

const root = new URL('..', import.meta.url).pathname

/**
 * fast: no server needed · real: mongod, mail servers, processes · browser: Chromium. One project after the other; real
 * servers share two cores: one file at a time.
 */
export default defineConfig({
  root,
  test: {
    reporters: ['default', new Count()],
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.fast.test.ts'],
          testTimeout: 10_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.fast.test.ts', 'test/**/*.browser.test.ts', 'test/browser/**', 'test/path.test.ts'],
          globalSetup: ['test/setup/mongod.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/path.test.ts', 'test/browser/**/*.test.ts', 'test/**/*.browser.test.ts'],
          globalSetup: ['test/setup/mongod.ts', 'test/setup/browser.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

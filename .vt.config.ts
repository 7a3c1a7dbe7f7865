import { defineConfig } from 'vitest/config'
export default defineConfig({
  root: '/work/main',
  test: {
    include: ['test/inbox/**/*.test.ts'],
    provide: { mongo: 'mongodb://127.0.0.1:27999/?replicaSet=rs0' } as never,
    testTimeout: 60000,
    fileParallelism: false,
  },
})

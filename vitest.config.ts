import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'platform/**/*.test.ts',
      'benchmarks/**/*.test.ts',
      'tools/nx-plugin/*.test.mjs',
    ],
    // Most tests wait for the CLI in a process of its own; vitest would leave one core idle.
    maxWorkers: '100%',
    testTimeout: 300_000,
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'platform/**/*.test.ts',
      'benchmarks/**/*.test.ts',
      'tools/nx-plugin/*.test.mjs',
    ],
    testTimeout: 60_000,
  },
})

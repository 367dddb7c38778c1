import { defineConfig } from 'vitest/config'

/** Runs that are ended at one moment after another: minutes of them, so that they have a command of their own. */
const interruptions = 'packages/cli/src/interruptions/*.test.ts'

export default defineConfig(({ mode }) => ({
  test: {
    include:
      mode === 'interruptions'
        ? [interruptions]
        : [
            'packages/*/src/**/*.test.ts',
            'packages/cli/bin/*.test.mjs',
            'platform/**/*.test.ts',
            'benchmarks/**/*.test.ts',
            'tools/nx-plugin/*.test.mjs',
          ],
    exclude: mode === 'interruptions' ? [] : [interruptions],
    // Most tests wait for the CLI in a process of its own; vitest would leave one core idle.
    maxWorkers: '100%',
    // No test changes what modules share, so each is loaded once a worker, and not once a file.
    isolate: false,
    testTimeout: 300_000,
  },
}))

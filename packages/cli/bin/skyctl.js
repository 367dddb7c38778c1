#!/usr/bin/env node
// Starts skyctl from a bundle of its own sources, built on demand and keyed by their hash: TypeScript without a build
// step, at the start-up time of plain JavaScript.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { hashOfSources } from './source-hash.js'

// A run lasts for seconds: optimizing a function as early as the V8 of Node 20 does costs more than it brings, a fifth of
// the CPU time of a large `generate` or `validate`. Later ones have a cheaper compiler between, and do not know the flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000')

const packages = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const root = join(packages, '..')
const cache = join(root, 'node_modules', '.cache', 'skyctl')

/** @param {string} folder */
async function build(folder) {
  const esbuild = createRequire(import.meta.url)('esbuild')
  const temporary = `${folder}.${process.pid}`
  await esbuild.build({
    entryPoints: {
      main: join(packages, 'cli', 'src', 'main.ts'),
      'judge-worker': join(packages, 'generate', 'src', 'validate', 'judge-worker.ts'),
    },
    outdir: temporary,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a command imports late is loaded late: a run that changes nothing never needs the construct library.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Shared with the user's modules, or too large to bundle; found from the cache folder, inside node_modules.
    external: [
      '@viz-js/viz',
      'cdk8s',
      'cdk8s-plus-28',
      'constructs',
      'esbuild',
      'typescript',
      'zod',
    ],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    sourcemap: true,
    logLevel: 'error',
  })
  try {
    renameSync(temporary, folder)
  } catch (error) {
    // Another start was faster; its bundle is the same.
    rmSync(temporary, { recursive: true, force: true })
    if (!existsSync(join(folder, 'main.mjs'))) throw error
  }
  dropOldBundles(dirname(folder))
}

/** Bundles of older sources; the newest few stay, for a checkout that goes back and forth. @param {string} folder */
function dropOldBundles(folder) {
  const kept = 4
  readdirSync(folder)
    .filter((name) => /^cli-[0-9a-f]{24}$/.test(name))
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time)
    .slice(kept)
    .forEach(({ path }) => {
      rmSync(path, { recursive: true, force: true })
    })
}

const version = hashOfSources(root, cache)
const bundle = join(cache, `cli-${version}`)
if (!existsSync(join(bundle, 'main.mjs'))) {
  try {
    await build(bundle)
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code
    if (code === undefined) throw error
    process.stderr.write(
      `error [cache-failed] skyctl cannot be prepared in ${dirname(bundle)} (${code})\n` +
        '  fix: make that folder writable, or run skyctl once as the one who installed it\n',
    )
    process.exit(2)
  }
}
const { main } = await import(pathToFileURL(join(bundle, 'main.mjs')).href)
process.exitCode = await main(process.argv, {
  version,
  schemas: join(root, 'schemas'),
  judgeWorker: pathToFileURL(join(bundle, 'judge-worker.mjs')),
})

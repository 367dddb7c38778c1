import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Problem, SkyError } from '@skyctl/core'
import { type BuildFailure, build, type Metafile, type Plugin } from 'esbuild'

/**
 * Packages that user modules share with the tool: the very same instances, wherever the workspace lies. Everything else
 * that a module imports is bundled, the workspace's own libraries included.
 */
const sharedPackages = /^(cdk8s|cdk8s-plus-28|constructs|zod)(\/|$)/

const shareWithTool: Plugin = {
  name: 'share-with-tool',
  setup({ onResolve }) {
    onResolve({ filter: sharedPackages }, ({ path }) => ({
      path: import.meta.resolve(path),
      external: true,
    }))
  },
}

/** CommonJS packages inside the bundle call `require` for what Node itself provides. */
const requireForCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/** Where `@skyctl/*` is found for a workspace that has no `node_modules` of its own. */
function toolPackages(): string[] {
  const require = createRequire(import.meta.url)
  return (require.resolve.paths('@skyctl/model') ?? []).filter((path) => existsSync(path))
}

export interface LoadedModules {
  /** Exports by module path (relative to the workspace). */
  readonly exports: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** Source files that each module is made of, relative to the workspace: the import graph. */
  readonly sources: ReadonlyMap<string, readonly string[]>
}

/**
 * Bundles the user's modules in one esbuild pass and imports the result from the cache folder.
 *
 * @param root Absolute path of the workspace.
 * @param modules Paths relative to the workspace, sorted.
 * @param cacheDir Absolute path of the cache folder.
 * @throws SkyError `module-syntax` for every syntax or import error, with its position; `module-failed` where a module throws.
 */
export async function loadModules(
  root: string,
  modules: readonly string[],
  cacheDir: string,
): Promise<LoadedModules> {
  if (modules.length === 0) return { exports: new Map(), sources: new Map() }
  const { code, metafile } = await bundle(root, modules)
  const imported = await importBundle(code, cacheDir).catch((cause: unknown) =>
    blameModules(root, modules, cacheDir, cause),
  )
  const exports = new Map<string, Readonly<Record<string, unknown>>>()
  modules.forEach((module, index) => {
    exports.set(module, imported[`m${index}`] as Readonly<Record<string, unknown>>)
  })
  return { exports, sources: sourcesOf(metafile, modules) }
}

async function bundle(root: string, modules: readonly string[]) {
  const entry = modules
    .map((module, index) => `export * as m${index} from ${JSON.stringify(`./${module}`)}`)
    .join('\n')
  try {
    const result = await build({
      stdin: { contents: entry, resolveDir: root, sourcefile: 'skyctl-modules.ts', loader: 'ts' },
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      banner: { js: requireForCommonJs },
      target: 'node20',
      plugins: [shareWithTool],
      nodePaths: toolPackages(),
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      tsconfigRaw: '{}',
    })
    return { code: result.outputFiles[0]?.text ?? '', metafile: result.metafile }
  } catch (cause) {
    throw new SkyError(syntaxProblems(cause as BuildFailure), { exitCode: 2, cause })
  }
}

function syntaxProblems(failure: BuildFailure): Problem[] {
  if (!Array.isArray(failure.errors)) throw failure
  return failure.errors.map((error) => ({
    id: 'module-syntax',
    severity: 'error',
    where: {
      ...(error.location && {
        file: error.location.file,
        line: error.location.line,
        column: error.location.column + 1,
      }),
    },
    message: error.text,
    hint: 'correct the module; nothing was generated',
  }))
}

async function importBundle(code: string, cacheDir: string): Promise<Record<string, unknown>> {
  mkdirSync(cacheDir, { recursive: true })
  const name = `modules-${createHash('sha256').update(code).digest('hex').slice(0, 24)}.mjs`
  const file = join(cacheDir, name)
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, code)
  renameSync(temporary, file)
  const imported = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  dropOldBundles(cacheDir)
  return imported
}

/** Bundles of earlier versions of the modules; a few stay for runs in other branches. */
const keptBundles = 4

function dropOldBundles(cacheDir: string): void {
  const bundles = readdirSync(cacheDir).filter((name) => name.startsWith('modules-'))
  if (bundles.length <= keptBundles) return
  bundles
    .map((name) => ({ path: join(cacheDir, name), age: statSync(join(cacheDir, name)).mtimeMs }))
    .sort((a, b) => b.age - a.age)
    .slice(keptBundles)
    .forEach(({ path }) => {
      rmSync(path, { force: true })
    })
}

/** A module threw while it was evaluated: find each that does, by importing them one by one. */
async function blameModules(
  root: string,
  modules: readonly string[],
  cacheDir: string,
  cause: unknown,
): Promise<never> {
  const problems: Problem[] = []
  for (const module of modules) {
    const { code } = await bundle(root, [module])
    try {
      await importBundle(code, cacheDir)
    } catch (error) {
      problems.push({
        id: 'module-failed',
        severity: 'error',
        where: { file: module },
        message: `the module throws when it is loaded: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'a module only declares; correct it, nothing was generated',
      })
    }
  }
  if (problems.length === 0) throw cause
  throw new SkyError(problems, { exitCode: 2, cause })
}

function sourcesOf(metafile: Metafile, modules: readonly string[]): Map<string, readonly string[]> {
  const closures = new Map<string, readonly string[]>()
  for (const module of modules) {
    const seen = new Set<string>()
    const queue = [module]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      for (const imported of metafile.inputs[next]?.imports ?? []) {
        if (!imported.external) queue.push(imported.path)
      }
    }
    closures.set(module, [...seen].sort())
  }
  return closures
}

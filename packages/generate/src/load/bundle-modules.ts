import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Problem, SkyError } from '@skyctl/core'
import type { BuildFailure, Metafile } from 'esbuild'
import { findBundle, keepBundle } from './bundle-cache.ts'
import { type BundledFiles, digestOf, type ModuleSources, openSources } from './module-sources.ts'

/**
 * Packages that user modules share with the tool: the very same instances, wherever the workspace lies, since the bundle
 * is imported from the tool's own cache folder. Everything else that a module imports is bundled.
 */
const sharedPackages = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'zod']

/** CommonJS packages inside the bundle call `require` for what Node itself provides. */
const requireForCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

export interface LoadedModules {
  /** Exports by module path (relative to the workspace). */
  readonly exports: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

/** What the modules of a workspace are made of, as the tool knows it from former runs. */
export function moduleSources(root: string): ModuleSources {
  return openSources(join(cacheFolder(root), `modules-sources-${digestOf(root)}.json`), root)
}

/**
 * Bundles the user's modules in one esbuild pass and imports the result. Where these modules were bundled before, and no
 * source has changed, that bundle is imported again.
 *
 * @param root Absolute path of the workspace.
 * @param modules Paths relative to the workspace, sorted.
 * @param sources Learns what the modules are made of.
 * @throws SkyError `module-syntax` for every syntax or import error, with its position; `module-failed` where a module throws.
 */
export async function loadModules(
  root: string,
  modules: readonly string[],
  sources: ModuleSources = moduleSources(root),
): Promise<LoadedModules> {
  if (modules.length === 0) return { exports: new Map() }
  const packages = toolPackages()
  const cacheDir = cacheFolder(root)
  const known = keyOf(root, modules, sources)
  const file =
    (known && findBundle(cacheDir, known)) ??
    (await makeBundle(root, modules, { packages, cacheDir, sources }))
  const imported = await importBundle(file).catch((cause: unknown) =>
    blameModules(root, modules, { packages, cacheDir, sources }, cause),
  )
  return {
    exports: new Map(
      modules.map((module, index) => [
        module,
        imported[`m${index}`] as Readonly<Record<string, unknown>>,
      ]),
    ),
  }
}

/** Changes with the modules and with every source of theirs; undefined where one of them is not known. */
function keyOf(
  root: string,
  modules: readonly string[],
  sources: ModuleSources,
): string | undefined {
  const digests = modules.map((module) => sources.digestOf(module))
  return digests.includes(undefined) ? undefined : digestOf(JSON.stringify([root, digests]))
}

interface Bundler {
  /** Folders where packages are found. */
  readonly packages: string[]
  readonly cacheDir: string
  readonly sources: ModuleSources
}

async function makeBundle(
  root: string,
  modules: readonly string[],
  { packages, cacheDir, sources }: Bundler,
): Promise<string> {
  const startedAt = performance.timeOrigin + performance.now()
  const { code, files } = await bundleModules(root, modules, packages)
  sources.learn(files, startedAt)
  return keepBundle(cacheDir, keyOf(root, modules, sources) ?? digestOf(code), code)
}

/** Beside the tool's own packages, which the bundle imports. */
function cacheFolder(root: string): string {
  return join(toolPackages()[0] ?? root, '.cache', 'skyctl')
}

/** The tool's own `node_modules`: where `@skyctl/*` is found for a workspace that has none. */
function toolPackages(): string[] {
  const require = createRequire(import.meta.url)
  return (require.resolve.paths('cdk8s') ?? []).filter((path) => existsSync(join(path, 'cdk8s')))
}

async function bundleModules(
  root: string,
  modules: readonly string[],
  nodePaths: string[],
): Promise<{ code: string; files: BundledFiles }> {
  const { build } = await import('esbuild')
  const entry = modules
    .map((module, index) => `export * as m${index} from ${JSON.stringify(`./${module}`)}`)
    .join('\n')
  try {
    const result = await build({
      stdin: { contents: entry, resolveDir: root, sourcefile: stdinName, loader: 'ts' },
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      banner: { js: requireForCommonJs },
      target: 'node20',
      external: sharedPackages,
      nodePaths,
      logLevel: 'silent',
      tsconfigRaw: '{}',
    })
    return { code: result.outputFiles[0]?.text ?? '', files: filesOf(result.metafile) }
  } catch (cause) {
    throw new SkyError(syntaxProblems(cause as BuildFailure), { exitCode: 2, cause })
  }
}

const stdinName = 'skyctl-modules.ts'

function filesOf({ inputs }: Metafile): BundledFiles {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([file]) => file !== stdinName)
      .map(([file, { imports }]) => [
        file,
        { imports: imports.flatMap(({ path, external }) => (external ? [] : [path])) },
      ]),
  )
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

async function importBundle(file: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>
}

/** A module threw while it was evaluated: find each that does, by importing them one by one. */
async function blameModules(
  root: string,
  modules: readonly string[],
  bundler: Bundler,
  cause: unknown,
): Promise<never> {
  const problems: Problem[] = []
  for (const module of modules) {
    const one = await makeBundle(root, [module], bundler)
    try {
      await importBundle(one)
    } catch (error) {
      problems.push({
        id: 'module-failed',
        severity: 'error',
        where: { file: module, ...lineOf(error, readFileSync(join(root, module), 'utf8')) },
        message: `the module throws when it is loaded: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'a module only declares; correct it, nothing was generated',
      })
    }
  }
  if (problems.length === 0) throw cause
  throw new SkyError(problems, { exitCode: 2, cause })
}

/** Where the message of an error stands in the source, if it is written there. */
function lineOf(error: unknown, source: string): { line?: number } {
  if (!(error instanceof Error) || error.message === '') return {}
  const line = source.split('\n').findIndex((text) => text.includes(error.message))
  return line < 0 ? {} : { line: line + 1 }
}

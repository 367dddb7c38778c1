import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { SkyError } from '@skyctl/core'

/** A bundle of user modules on disk, keyed by the content of everything that is in it. */
export interface Bundle {
  /** Absolute path of the module. */
  readonly file: string
  /** Changes with any source that is in it. */
  readonly digest: string
}

interface Index {
  readonly modules: readonly string[]
  /** Source files by path relative to the workspace, with the hash of their content. */
  readonly inputs: Readonly<Record<string, string>>
  /** Name of the bundle. */
  readonly bundle: string
}

/** The bundle of the last run, where it was made of the very same modules and sources. */
export function findBundle(
  cacheDir: string,
  root: string,
  modules: readonly string[],
): Bundle | undefined {
  const path = indexPath(cacheDir, root, modules)
  if (!existsSync(path)) return undefined
  const index = readIndex(path)
  if (index === undefined || !existsSync(join(cacheDir, index.bundle))) return undefined
  for (const [input, hash] of Object.entries(index.inputs)) {
    const file = join(root, input)
    if (!existsSync(file) || hashOf(readFileSync(file)) !== hash) return undefined
  }
  const file = join(cacheDir, index.bundle)
  markUsed(file)
  return { file, digest: hashOf(JSON.stringify(index.inputs)) }
}

interface Bundled {
  readonly code: string
  readonly inputs: readonly string[]
}

/**
 * Keeps a bundle for the next run, and drops old ones.
 *
 * @throws SkyError `cache-failed` where the folder cannot be written: modules are imported from it.
 */
export function keepBundle(
  cacheDir: string,
  root: string,
  modules: readonly string[],
  bundled: Bundled,
): Bundle {
  try {
    return keep(cacheDir, root, modules, bundled)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === undefined) throw cause
    throw new SkyError(
      [
        {
          id: 'cache-failed',
          severity: 'error',
          where: {},
          message: `the modules of apps/ and platform/ cannot be put into ${cacheDir} (${code}), from where they are run`,
          hint: 'make that folder writable, or run as the one who installed skyctl',
        },
      ],
      { exitCode: 2, cause },
    )
  }
}

function keep(
  cacheDir: string,
  root: string,
  modules: readonly string[],
  { code, inputs }: Bundled,
): Bundle {
  mkdirSync(cacheDir, { recursive: true })
  const bundle = `modules-${hashOf(code)}.mjs`
  const file = join(cacheDir, bundle)
  if (existsSync(file)) markUsed(file)
  else writeAtomically(file, code)
  const index: Index = {
    modules,
    inputs: Object.fromEntries(
      inputs.map((input) => [input, hashOf(readFileSync(join(root, input)))]),
    ),
    bundle,
  }
  writeAtomically(indexPath(cacheDir, root, modules), JSON.stringify(index))
  dropOld(cacheDir, file)
  return { file, digest: hashOf(JSON.stringify(index.inputs)) }
}

/** One index a workspace and set of modules: a tool may serve several workspaces. */
function indexPath(cacheDir: string, root: string, modules: readonly string[]): string {
  return join(cacheDir, `modules-index-${hashOf(JSON.stringify([root, modules]))}.json`)
}

function readIndex(path: string): Index | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Index
  } catch {
    // Half-written or foreign: as good as none.
    return undefined
  }
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 24)
}

function writeAtomically(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, file)
}

/** Another run must not drop, as the oldest, what this one is about to import. */
function markUsed(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // A cache that only others may write keeps the time they gave it.
  }
}

/** Bundles and indexes kept: enough for a few workspaces and for a checkout that goes back and forth. */
const kept = 32

function dropOld(cacheDir: string, current: string): void {
  const files = readdirSync(cacheDir)
    .filter((name) => name.startsWith('modules-'))
    .map((name) => join(cacheDir, name))
    .filter((path) => path !== current)
  if (files.length <= kept) return
  files
    .map((path) => ({ path, time: timeOf(path) }))
    .sort((a, b) => b.time - a.time)
    .slice(kept)
    .forEach(({ path }) => {
      rmSync(path, { force: true })
    })
}

/** Another run may just have dropped it. */
function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

import { join } from 'node:path'
import { hasErrors, type Problem, sortProblems } from '@skyctl/core'
import { type DiskOperation, type SyncResult, syncTree, withLock } from '@skyctl/tree-lib'
import type { Decision } from './decide.ts'
import { moduleSources } from './load/bundle-modules.ts'
import type { ModuleSources } from './load/module-sources.ts'
import { openMemory } from './memory/memory.ts'
import type { PendingObject } from './pending.ts'
import { currentDigest, keyOfRun, NotRemembered, recallRun, rememberRun } from './remembered-run.ts'
import { findWorkspaceDrift, writeWorkspaceFiles } from './write-workspace-files.ts'

export interface GenerateOptions {
  /** Absolute path of the workspace. */
  readonly root: string
  /** Folder of the JSON Schemas, absolute: manifests are held against them before anything is written. */
  readonly schemas: string
  /** Environments to check and write; default: all. */
  readonly environments?: readonly string[]
  /** Owners to write; what is checked stays whole. */
  readonly only?: readonly string[]
  /** Owners that may lose more than the prune limits allow. */
  readonly allowPrune?: readonly string[]
  /** Write nothing; report each file that a run would change. */
  readonly check?: boolean
  /** Changes with the tool's sources and dependencies; without one nothing is remembered between runs. */
  readonly version?: string
  /** Command line, for the one who meets the lock. */
  readonly command: string
  /** Told what is being done, for a status line. */
  readonly onProgress?: (stage: string) => void
  /** Called before each operation on the disk: tests kill a run there. */
  readonly onOperation?: (operation: DiskOperation) => void
}

export interface GenerateResult {
  readonly sync: SyncResult
  /** Generated files outside `generated/` that were written. */
  readonly workspaceFiles: readonly string[]
  readonly pending: readonly PendingObject[]
  readonly problems: readonly Problem[]
}

/** The part of a run's options that concerns the tree on disk. */
type TreeRunOptions = Pick<
  GenerateOptions,
  'root' | 'environments' | 'only' | 'allowPrune' | 'onOperation'
>

/** Where the tool keeps what it may lose: deleting it changes time only. */
export function cacheFolder(root: string): string {
  return join(root, 'node_modules', '.cache', 'skyctl')
}

/**
 * The main job: load, units, projections, check, render, write. Nothing is written where a problem is an error.
 *
 * @throws SkyError where the workspace cannot be read or parsed, where another run holds the lock, where the disk refuses.
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const cache = cacheFolder(options.root)
  if (options.check) return run(options, cache)
  return withLock(join(cache, 'lock'), { command: options.command }, () => run(options, cache))
}

async function run(options: GenerateOptions, cache: string): Promise<GenerateResult> {
  const sources = moduleSources(options.root)
  const current = confirmCurrent(options, cache, sources)
  if (current !== undefined) return current
  const { root, check = false, onProgress = () => {} } = options
  const decision = await decideAndRemember(options, cache, sources)
  const { workspace, rendered, workspaceFiles, pending, problems } = decision
  onProgress(check ? 'comparing the tree' : 'writing the tree')
  const sync = syncTree({ ...treeOptions(options, cache), rendered, check })
  const key = keyOfRun(workspace.digest, options.version, options.environments)
  // A tree that may not be written is looked at again, whatever is in its way.
  const isFit = sync.problems.every(({ id, severity }) => severity !== 'error' || id === 'drift')
  if (key !== undefined && isFit) {
    rememberRun(cache, key, { rendered, workspaceFiles, pending, problems })
  }
  const drift = check ? findWorkspaceDrift(root, workspaceFiles) : []
  const written = check || hasErrors(sync.problems) ? [] : writeWorkspaceFiles(root, workspaceFiles)
  return {
    sync,
    workspaceFiles: written,
    pending,
    problems: sortProblems([...problems, ...sync.problems, ...drift]),
  }
}

/** What the workspace says, with what earlier runs worked out of it, and kept for later ones. */
async function decideAndRemember(
  options: GenerateOptions,
  cache: string,
  sources: ModuleSources,
): Promise<Decision> {
  // Late: a run that finds nothing changed needs neither the schemas nor the construct library.
  const { decide } = await import('./decide.ts')
  if (options.version === undefined) return decide({ ...options, sources })
  const memory = openMemory(join(cache, 'memory'), options.version)
  const decision = await decide({ ...options, sources, memory })
  const { workspace, environments } = decision
  const others = workspace.environments.filter((one) => !environments.includes(one))
  memory.save((scope) => others.some(({ name }) => name === scope))
  return decision
}

/**
 * The whole answer where nothing has changed since the last run, in the source and in the tree; undefined where
 * anything has, and the run must be made.
 */
function confirmCurrent(
  options: GenerateOptions,
  cache: string,
  sources: ModuleSources,
): GenerateResult | undefined {
  if (options.only !== undefined) return undefined
  if (options.version === undefined) return undefined
  const key = keyOfRun(currentDigest(options.root, sources), options.version, options.environments)
  const remembered = key === undefined ? undefined : recallRun(cache, key)
  if (remembered === undefined) return undefined
  try {
    const { rendered, workspaceFiles, pending, problems } = remembered
    const sync = syncTree({ ...treeOptions(options, cache), rendered, check: true, isFit: true })
    const drift = findWorkspaceDrift(options.root, workspaceFiles)
    if (hasErrors(sync.problems) || drift.length > 0) return undefined
    return {
      sync,
      workspaceFiles: [],
      pending,
      problems: sortProblems([...problems, ...sync.problems]),
    }
  } catch (error) {
    if (error instanceof NotRemembered) return undefined
    throw error
  }
}

/** How a run reads and writes the tree. */
export function treeOptions(options: TreeRunOptions, cache: string) {
  return {
    root: join(options.root, 'generated'),
    indexPath: join(cache, 'tree-index'),
    scope: {
      ...(options.environments && { environments: options.environments }),
      ...(options.only && { only: options.only }),
    },
    ...(options.allowPrune && { allowPrune: options.allowPrune }),
    ...(options.onOperation && { onOperation: options.onOperation }),
  }
}

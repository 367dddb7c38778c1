import { join } from 'node:path'
import { hasErrors, type Problem, SkyError, sortProblems, suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import {
  checkFiles,
  type DiskOperation,
  renderFiles,
  type SyncResult,
  syncTree,
  withLock,
} from '@skyctl/tree-lib'
import type { Workspace } from './load/workspace.ts'
import type { PendingObject } from './pending.ts'
import { currentDigest, keyOfRun, NotRemembered, recallRun, rememberRun } from './remembered-run.ts'
import { findWorkspaceDrift, writeWorkspaceFiles } from './write-workspace-files.ts'

export interface GenerateOptions {
  /** Absolute path of the workspace. */
  readonly root: string
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
  const current = confirmCurrent(options, cache)
  if (current !== undefined) return current
  const { root, only, check = false, onProgress = () => {} } = options
  // Late: a run that finds nothing changed needs neither the schemas nor the construct library.
  const [{ loadWorkspace }, { planWorkspace }, { locateFindings }, workspaceModule] =
    await Promise.all([
      import('./load/load-workspace.ts'),
      import('./plan.ts'),
      import('./checks/locate-findings.ts'),
      import('./workspace-files.ts'),
    ])
  onProgress('reading the workspace')
  const workspace = await loadWorkspace(root)
  refuseEmpty(workspace)
  const environments = chooseEnvironments(workspace, options.environments)
  checkOwners(workspace, only ?? [])

  onProgress(`deciding ${environments.map((environment) => environment.name).join(', ')}`)
  const plan = planWorkspace(workspace, environments)
  const problems = await locateFindings(root, [...plan.problems, ...checkFiles(plan.files)])
  if (hasErrors(problems)) throw new SkyError(sortProblems(problems))

  onProgress(`rendering ${plan.files.length} files`)
  const rendered = renderFiles(plan.files)
  const workspaceFiles = workspaceModule.planWorkspaceFiles(workspace)
  const key = keyOfRun(workspace.digest, options.version, options.environments)
  if (key !== undefined) {
    rememberRun(cache, key, { rendered, workspaceFiles, pending: plan.pending, problems })
  }

  onProgress(check ? 'comparing the tree' : 'writing the tree')
  const sync = syncTree({ ...treeOptions(options, cache), rendered, check })
  const drift = check ? findWorkspaceDrift(root, workspaceFiles) : []
  const written = check || hasErrors(sync.problems) ? [] : writeWorkspaceFiles(root, workspaceFiles)
  return {
    sync,
    workspaceFiles: written,
    pending: plan.pending,
    problems: sortProblems([...problems, ...sync.problems, ...drift]),
  }
}

/**
 * The whole answer where nothing has changed since the last run, in the source and in the tree; undefined where
 * anything has, and the run must be made.
 */
function confirmCurrent(options: GenerateOptions, cache: string): GenerateResult | undefined {
  if (options.only !== undefined) return undefined
  if (options.version === undefined) return undefined
  const key = keyOfRun(currentDigest(options.root), options.version, options.environments)
  const remembered = key === undefined ? undefined : recallRun(cache, key)
  if (remembered === undefined) return undefined
  try {
    const { rendered, workspaceFiles, pending, problems } = remembered
    const sync = syncTree({ ...treeOptions(options, cache), rendered, check: true })
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

function treeOptions(options: GenerateOptions, cache: string) {
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

/** Nothing to generate from is a wrong folder or a lost checkout, not a success. */
function refuseEmpty({ apps, components }: Workspace): void {
  if (apps.length + components.length > 0) return
  const message = 'there is no app in apps/ and no component in platform/: nothing can be generated'
  const hint = 'write the first one with `skyctl new app`, or name another workspace with -C'
  throw new SkyError([wrongUse('empty-workspace', message, hint)], { exitCode: 2 })
}

function chooseEnvironments(
  workspace: Workspace,
  names: readonly string[] | undefined,
): readonly Environment[] {
  if (names === undefined) return workspace.environments
  const known = new Map(workspace.environments.map((one) => [one.name, one]))
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new SkyError(
      unknown.map((name) =>
        wrongUse(
          'unknown-environment',
          `there is no environment '${name}'`,
          suggestionHint(name, known.keys()),
        ),
      ),
      { exitCode: 2 },
    )
  }
  return workspace.environments.filter((one) => names.includes(one.name))
}

/** Names that own nothing are typos, not wishes. */
function checkOwners(workspace: Workspace, names: readonly string[]): void {
  const known = new Set([
    ...workspace.apps.map((app) => app.name),
    ...workspace.components.map((component) => component.name),
    ...['_argocd', '_cluster', '_types'],
  ])
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new SkyError(
    unknown.map((name) =>
      wrongUse(
        'unknown-owner',
        `no app or component is called '${name}'`,
        suggestionHint(name, known),
      ),
    ),
    { exitCode: 2 },
  )
}

function wrongUse(id: string, message: string, hint: string): Problem {
  return { id, severity: 'error', where: {}, message, hint }
}

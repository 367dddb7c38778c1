import { hasErrors, type Problem, SkyError, sortProblems, suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { checkFiles, type Rendered, renderFiles } from '@skyctl/tree-lib'
import { judgeManifests, openSchemas, type Schemas } from './checks/judge-manifests.ts'
import { locateFindings } from './checks/locate-findings.ts'
import { evaluateApps, type LoadOptions, loadWorkspace } from './load/load-workspace.ts'
import { NotEvaluated } from './load/recall-apps.ts'
import type { Workspace } from './load/workspace.ts'
import type { Memory } from './memory/memory.ts'
import type { PendingObject } from './pending.ts'
import { type EnvironmentPlan, planEnvironment } from './plan.ts'
import { keepPlan } from './plan-unit.ts'
import { projectTypes } from './projections/types.ts'
import { planWorkspaceFiles, type WorkspaceFile } from './workspace-files.ts'

export interface DecideOptions extends LoadOptions {
  /** Absolute path of the workspace. */
  readonly root: string
  /** Folder of the JSON Schemas, absolute. */
  readonly schemas: string
  /** Environments to decide; default: all. */
  readonly environments?: readonly string[]
  /** Owners that will be written; only their names are checked here. */
  readonly only?: readonly string[]
  readonly onProgress?: (stage: string) => void
}

/** What a workspace says: every byte of its tree, before anything is compared or written. */
export interface Decision {
  readonly workspace: Workspace
  /** The environments that were chosen. */
  readonly environments: readonly Environment[]
  readonly rendered: readonly Rendered[]
  readonly workspaceFiles: readonly WorkspaceFile[]
  readonly pending: readonly PendingObject[]
  /** Warnings: errors end the run. */
  readonly problems: readonly Problem[]
}

/**
 * Load, units, projections, check, render.
 *
 * @throws SkyError where the workspace cannot be read or parsed, or where a check finds an error.
 */
export async function decide(options: DecideOptions): Promise<Decision> {
  options.onProgress?.('reading the workspace')
  const workspace = await loadWorkspace(options.root, options)
  return decideFor(workspace, options)
}

/** {@link decide} for a workspace that is loaded. */
export async function decideFor(
  loaded: Workspace,
  options: Omit<DecideOptions, 'root' | 'overlay' | 'sources'>,
): Promise<Decision> {
  const { onProgress = () => {} } = options
  refuseEmpty(loaded)
  const environments = chooseEnvironments(loaded, options.environments)
  checkOwners(loaded, options.only ?? [])

  const schemas = openSchemas(options.schemas)
  let workspace = loaded
  const decided: EnvironmentDecision[] = []
  for (const environment of environments) {
    onProgress(`deciding ${environment.name}`)
    const planned = await planEvaluated(workspace, environment, options.memory)
    workspace = planned.workspace
    decided.push(await decideEnvironment(planned.plan, schemas, options.memory))
  }
  const problems = sortProblems(
    await locateFindings(workspace.root, [
      ...workspace.problems,
      ...decided.flatMap((one) => one.problems),
    ]),
  )
  if (hasErrors(problems)) throw new SkyError(problems)
  return {
    workspace,
    environments,
    rendered: [
      ...decided.flatMap(({ rendered }) => rendered),
      ...renderFiles(projectTypes(workspace)),
    ],
    workspaceFiles: planWorkspaceFiles(workspace),
    pending: decided.flatMap(({ pending }) => pending),
    problems,
  }
}

/** Plans an environment; modules of apps that have to be evaluated for that are. */
async function planEvaluated(
  workspace: Workspace,
  environment: Environment,
  memory: Memory | undefined,
): Promise<{ workspace: Workspace; plan: EnvironmentPlan }> {
  try {
    return { workspace, plan: planEnvironment(workspace, environment, memory) }
  } catch (error) {
    if (!(error instanceof NotEvaluated)) throw error
    return planEvaluated(await evaluateApps(workspace, error.apps), environment, memory)
  }
}

type EnvironmentDecision = Pick<Decision, 'rendered' | 'pending' | 'problems'>

/** Judges and renders what is planned for one environment; of its objects nothing stays but their bytes. */
async function decideEnvironment(
  plan: EnvironmentPlan,
  schemas: Schemas,
  memory: Memory | undefined,
): Promise<EnvironmentDecision> {
  const { environment, files, pending } = plan
  // What a recalled file alone can be judged by was judged when it was planned.
  const fresh = files.filter(({ hash }) => hash === undefined)
  const judged = await judgeManifests(fresh, environment, schemas)
  const problems = [...plan.problems, ...unsaid(checkFiles(files), plan.problems), ...judged]
  if (hasErrors(problems)) return { rendered: [], pending, problems }
  const rendered = renderFiles(files)
  if (memory) keepPlans(plan, rendered, judged, memory)
  return { rendered, pending, problems }
}

/** Keeps what was planned for units in whose files nothing was found. */
function keepPlans(
  { environment, units }: EnvironmentPlan,
  rendered: readonly Rendered[],
  judged: readonly Problem[],
  memory: Memory,
): void {
  const hashes = new Map(rendered.map(({ path, hash }) => [path, hash]))
  const spoken = new Set(judged.map(({ where }) => where.file))
  for (const unit of units) {
    const files = [...unit.objects, ...unit.applications]
    if (files.some(({ origin }) => spoken.has(origin))) continue
    keepPlan(unit, environment.name, hashes, memory)
  }
}

/** The tree itself refuses a Secret with data, whatever is suppressed; where a guardrail has said so with its source, once is enough. */
function unsaid(problems: readonly Problem[], said: readonly Problem[]): Problem[] {
  const secrets = new Set(
    said.filter(({ id }) => id === 'ban-plain-secret').map(({ where }) => where.object),
  )
  return problems.filter(({ id, where }) => id !== 'secret-with-data' || !secrets.has(where.object))
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

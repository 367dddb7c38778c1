import { join } from 'node:path'
import { hasErrors, type Problem, SkyError, sortProblems } from '@skyctl/core'
import type { AppSpec } from '@skyctl/model'
import { type SyncResult, syncTree, withLock } from '@skyctl/tree-lib'
import { type Decision, decide, decideFor } from '../decide.ts'
import { cacheFolder, type GenerateOptions, treeOptions } from '../generate.ts'
import { loadWorkspace } from '../load/load-workspace.ts'
import { parseYaml } from '../load/parse-yaml.ts'
import { appImage, imageReference } from '../units/app-unit.ts'
import { findWorkspaceDrift } from '../write-workspace-files.ts'
import { type EditedText, readEditable, writeTexts } from './environment-text.ts'
import { type ReleaseRequest, resolveRequest } from './release-request.ts'
import { setImage } from './set-image.ts'
import { findStandbyImages } from './standby-images.ts'

export interface ReleaseOptions
  extends Pick<
    GenerateOptions,
    'root' | 'schemas' | 'allowPrune' | 'command' | 'onProgress' | 'onOperation'
  > {
  readonly request: ReleaseRequest
}

/** An image as an environment runs it. */
export interface ReleasedImage {
  /** `repository:tag`, with `@sha256:...` where a digest is known. */
  readonly image: string
  readonly tag: string
  readonly digest?: string
}

export interface ReleaseResult {
  readonly app: string
  /** Those that were asked for, sorted by name; `from` equals `to` where there was nothing to do. */
  readonly environments: readonly {
    readonly environment: string
    readonly from: ReleasedImage
    readonly to: ReleasedImage
  }[]
  /** Every file that was written or deleted, relative to the workspace; empty where there was nothing to do. */
  readonly files: readonly string[]
  /** Warnings that the release gives rise to: not those that were there before. */
  readonly problems: readonly Problem[]
}

/**
 * Releases an image: edits the environments and regenerates their trees in one step. All is decided with the edited
 * text before anything is written; then the environments are written, and the trees. A run that is killed between the two leaves
 * what the next `generate` completes.
 *
 * @throws SkyError exit code 2 where the request is wrong; 1 where the tree was not current (`stale-tree`): a release
 * commit holds the release and nothing else; 1 where a check, the prune limits or the disk refuse.
 */
export async function releaseImage(options: ReleaseOptions): Promise<ReleaseResult> {
  const lock = join(cacheFolder(options.root), 'lock')
  return withLock(lock, { command: options.command }, () => run(options))
}

async function run(options: ReleaseOptions): Promise<ReleaseResult> {
  const { root, onProgress = () => {} } = options
  onProgress('reading the workspace')
  const workspace = await loadWorkspace(root)
  const { app, environments, imageFor } = resolveRequest(workspace, options.request)
  const names = environments.map(({ name }) => name)
  const scope = { environments: names, schemas: options.schemas, onProgress }
  const tree = treeOptions({ ...options, environments: names }, cacheFolder(root))

  const before = await decideFor(workspace, scope)
  refuseStale(root, before, syncTree({ ...tree, rendered: before.rendered, check: true }))

  const steps = environments.map((environment) => {
    const from = appImage(app, environment)
    const to = imageFor(environment)
    const isChanged = from.tag !== to.tag || from.digest !== to.digest
    const released = { repository: from.repository, ...to }
    return { environment, isChanged, from, to: released }
  })
  const changed = steps.filter(({ isChanged }) => isChanged)
  const texts = changed.map(({ environment: { file }, to }): EditedText => {
    const text = readEditable(root, file)
    return { file, before: text, after: setImage(file, text, app.name, to) }
  })
  const result = {
    app: app.name,
    environments: steps.map(({ environment, from, to }) => ({
      environment: environment.name,
      from: describeImage(from),
      to: describeImage(to),
    })),
  }
  if (texts.length === 0) {
    return { ...result, files: [], problems: findStandbyImages(workspace, app, environments) }
  }

  const overlay = new Map(texts.map(({ file, after }) => [file, after]))
  const after = await decide({ root, overlay, ...scope })
  const { rendered } = after
  refuseErrors(syncTree({ ...tree, rendered, check: true }))
  onProgress('writing the environments and the tree')
  const sync = writeTexts(root, texts, () => refuseErrors(syncTree({ ...tree, rendered })))
  const treeFiles = [...sync.written, ...sync.deleted, ...sync.ownerManifests]
  return {
    ...result,
    files: [...overlay.keys(), ...treeFiles.map((path) => `generated/${path}`)].sort(),
    problems: sortProblems([
      ...newProblems(before, after, overlay),
      ...findStandbyImages(after.workspace, app, after.environments),
    ]),
  }
}

function describeImage(image: AppSpec['image']): ReleasedImage {
  const { tag, digest } = image
  return { image: imageReference(image), tag, ...(digest !== undefined && { digest }) }
}

/** A release commit holds the release and nothing else, so the tree must be current before it. */
function refuseStale(root: string, before: Decision, sync: SyncResult): void {
  const drift = [...sync.problems, ...findWorkspaceDrift(root, before.workspaceFiles)]
    .filter(({ id }) => id === 'drift')
    .flatMap(({ where }) => where.file ?? [])
  if (drift.length === 0) return
  const shown = drift.slice(0, 5).join(', ')
  const more = drift.length > 5 ? ` and ${drift.length - 5} more` : ''
  const problem: Problem = {
    id: 'stale-tree',
    severity: 'error',
    where: {},
    message: `the tree is not what the source says even before the release, which would carry changes that are not its own: ${shown}${more}; nothing was written`,
    hint: 'run `npm run generate`, commit the result on its own, and release again',
  }
  throw new SkyError([problem])
}

/** Everything but drift, which is what a release is for. */
function refuseErrors(sync: SyncResult): SyncResult {
  const problems = sync.problems.filter(({ id }) => id !== 'drift')
  if (hasErrors(problems)) throw new SkyError(problems)
  return sync
}

/** What a release gives rise to, such as an exception that the digest makes needless, each at its line. */
function newProblems(
  before: Decision,
  after: Decision,
  overlay: ReadonlyMap<string, string>,
): Problem[] {
  const known = new Set(before.problems.map((problem) => JSON.stringify(problem)))
  return after.problems
    .filter((problem) => !known.has(JSON.stringify(problem)))
    .map((problem) => {
      const { file = '', pointer, line } = problem.where
      const text = overlay.get(file)
      if (text === undefined || pointer === undefined || line !== undefined) return problem
      return { ...problem, where: { ...problem.where, ...parseYaml(file, text).locate(pointer) } }
    })
}

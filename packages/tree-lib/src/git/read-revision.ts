import { spawnSync } from 'node:child_process'
import { SkyError } from '@skyctl/core'

export interface RevisionFolder {
  /** A folder of the work tree, absolute: the workspace, which may be a part of the repository. */
  readonly workspace: string
  /** What `git rev-parse` understands: a branch, a tag, a commit. */
  readonly revision: string
  /** Relative to the workspace. */
  readonly folder: string
  /** Chooses by the path relative to the folder. */
  readonly isWanted?: (path: string) => boolean
}

/**
 * The files of a folder at a revision, read from git's objects: no checkout, and no change of the work tree. Links and submodules are no
 * files.
 *
 * @returns Texts by their path relative to the folder, with forward slashes, in the order of git; none where the revision has no such folder.
 * @throws SkyError exit code 2 where git, the repository or the revision is missing.
 */
export function readRevision({
  workspace,
  revision,
  folder,
  isWanted = () => true,
}: RevisionFolder): ReadonlyMap<string, string> {
  const commit = commitOf(workspace, revision)
  const prefix = git(workspace, ['rev-parse', '--show-prefix']).toString().trim()
  const root = `${prefix}${folder}/`
  const listed = git(workspace, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', root])
  const files = listed
    .toString()
    .split('\0')
    .flatMap((line) => {
      const [, mode = '', object = '', path = ''] = /^(\d+) blob (\S+)\t(.*)$/s.exec(line) ?? []
      const name = path.slice(root.length)
      return mode.startsWith('100') && isWanted(name) ? [{ name, object }] : []
    })
  const blobs = readBlobs(workspace, [...new Set(files.map(({ object }) => object))])
  return new Map(files.map(({ name, object }) => [name, blobs.get(object) ?? '']))
}

/**
 * Name of the commit that a revision is.
 *
 * @throws SkyError exit code 2 where there is none.
 */
export function commitOf(workspace: string, revision: string): string {
  const wanted = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  const { status, stdout } = runGit(workspace, wanted)
  if (status === 0) return stdout.toString().trim()
  const isShallow = runGit(workspace, ['rev-parse', '--is-shallow-repository']).stdout.toString()
  throw failure(
    'unknown-revision',
    `'${revision}' is no commit of this repository, and no folder`,
    isShallow.startsWith('true')
      ? 'the clone is shallow: fetch more of it (fetch-depth: 0), or correct the name'
      : 'correct the name, or fetch it first; git branch --all lists what there is',
  )
}

/** What a change is held against: where HEAD left the default branch of `origin`; HEAD where there is none. */
export function baseOfChange(workspace: string): string {
  for (const branch of ['origin/HEAD', 'origin/main', 'origin/master']) {
    const { status, stdout } = runGit(workspace, ['merge-base', 'HEAD', branch])
    if (status === 0) return stdout.toString().trim()
  }
  return commitOf(workspace, 'HEAD')
}

function readBlobs(workspace: string, objects: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (objects.length === 0) return found
  const output = git(workspace, ['cat-file', '--batch'], `${objects.join('\n')}\n`)
  let at = 0
  for (const object of objects) {
    const end = output.indexOf(10, at)
    const size = Number(output.toString('latin1', at, end).split(' ')[2])
    found.set(object, output.toString('utf8', end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return found
}

function git(workspace: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr } = runGit(workspace, args, input)
  if (status === 0) return stdout
  throw failure(
    'git-failed',
    `git ${args[0]} failed: ${stderr.toString().trim()}`,
    'see what git says',
  )
}

function runGit(workspace: string, args: readonly string[], input = '') {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: workspace,
    input,
    maxBuffer: 1 << 30,
    // A hook that calls us names its own repository.
    env: withoutGit(process.env),
  })
  if (error === undefined) return { status, stdout, stderr }
  throw failure('git-missing', `git cannot be run: ${error.message}`, 'install git')
}

function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^GIT_(DIR|INDEX|WORK)/.test(name)),
  )
}

function failure(id: string, message: string, hint: string): SkyError {
  return new SkyError([{ id, severity: 'error', where: {}, message, hint }], { exitCode: 2 })
}

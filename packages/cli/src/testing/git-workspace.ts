import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, onTestFinished } from 'vitest'
import { binary, createWorkspace, type Run } from './workspace.ts'

const script = fileURLToPath(new URL('../../../../tools/release.sh', import.meta.url))

/** What git reads besides its arguments: nothing of the machine, nothing of a hook that calls us. */
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  NO_COLOR: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
}

export interface Clone {
  readonly dir: string
  /** Runs git and returns its output; a failure is an error. */
  readonly git: (...args: readonly string[]) => string
  /** Runs `tools/release.sh` to its end. */
  readonly release: (...args: readonly string[]) => Run
  /** Starts `tools/release.sh`. */
  readonly startRelease: (...args: readonly string[]) => Promise<Run>
  readonly skyctl: (...args: readonly string[]) => Run
  /** Installs a git hook, or a skyctl of the test's own, that is a shell script. */
  readonly hook: (name: 'pre-push' | 'skyctl', body: string) => void
}

export interface GitWorkspace {
  /** Folder of the bare repository that all clones push to. */
  readonly remote: string
  readonly clone: (name: string) => Clone
  /** Refuses every push from now on. */
  readonly refusePushes: () => void
}

/** The tiny workspace with a current tree as a bare repository, made once for all tests of a file. */
export function createTemplate(): string {
  const workspace = createWorkspace({
    files: { '.gitignore': 'node_modules/\nbare.git/\n' },
    cleanUp: afterAll,
  })
  workspace.run('generate')
  const template = join(workspace.dir, 'bare.git')
  git(workspace.dir, 'init', '--quiet', '--initial-branch', 'main')
  git(workspace.dir, 'add', '--all')
  git(workspace.dir, 'commit', '--quiet', '--message', 'first')
  git(workspace.dir, 'clone', '--quiet', '--bare', '.', template)
  return template
}

/** A remote repository, copied from a template, of which clones can be made. */
export function createGitWorkspace(
  template: string,
  cleanUp: (remove: () => void) => void = onTestFinished,
): GitWorkspace {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-git-'))
  cleanUp(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const remote = join(folder, 'remote.git')
  cpSync(template, remote, { recursive: true })
  return {
    remote,
    clone: (name) => {
      git(folder, 'clone', '--quiet', remote, name)
      return openClone(join(folder, name))
    },
    refusePushes: () => {
      writeScript(join(remote, 'hooks', 'pre-receive'), 'echo refused >> pushes; exit 1')
    },
  }
}

function openClone(dir: string): Clone {
  const files: Record<'pre-push' | 'skyctl', string> = {
    'pre-push': join(dir, '.git', 'hooks', 'pre-push'),
    skyctl: join(dir, '.git', 'skyctl'),
  }
  writeScript(files.skyctl, `exec '${binary}' "$@"`)
  const options = { cwd: dir, env: { ...environment, SKYCTL: files.skyctl } }
  return {
    dir,
    git: (...args) => git(dir, ...args),
    release: (...args) => {
      const { status, stdout, stderr } = spawnSync(script, args, { ...options, encoding: 'utf8' })
      return { code: status, stdout, stderr }
    },
    startRelease: (...args) => ended(spawn(script, args, options)),
    skyctl: (...args) => {
      const { status, stdout, stderr } = spawnSync(binary, args, { ...options, encoding: 'utf8' })
      return { code: status, stdout, stderr }
    },
    hook: (name, body) => writeScript(files[name], body),
  }
}

function ended(child: ChildProcess): Promise<Run> {
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      texts[name] += chunk.toString()
    })
  }
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, ...texts }))
  })
}

function git(dir: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: dir,
    env: environment,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`)
  return stdout.trim()
}

function writeScript(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`)
  chmodSync(path, 0o755)
}

/** A line for a hook that runs a release in another clone, the first time that the hook runs. */
export function releaseOnce(clone: Clone, args: string): string {
  return `if [ ! -e '${clone.dir}/.git/released' ]; then
  touch '${clone.dir}/.git/released'
  unset $(git rev-parse --local-env-vars)
  (cd '${clone.dir}' && SKYCTL='${clone.dir}/.git/skyctl' '${script}' ${args}) >&2 || exit 9
fi`
}

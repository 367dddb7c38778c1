import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type Clone,
  createGitWorkspace,
  createTemplate,
  type GitWorkspace,
  releaseOnce,
} from './testing/git-workspace.ts'
import { binary } from './testing/workspace.ts'

const template = createTemplate()
const digest = (start: string) => `sha256:${start.repeat(32)}`
const set = (app: string, tag: string, environment = 'live') =>
  ['image', 'set', app, `:${tag}@${digest('9f')}`, '--env', environment] as const

/** What is true of the branch whoever was faster: a fresh clone is current, and history is a line of small commits. */
function expectSound(workspace: GitWorkspace): Clone {
  const clone = workspace.clone('fresh')
  expect(clone.skyctl('generate', '--check').code).toBe(0)
  for (const commit of clone.git('rev-list', 'HEAD', '--max-count=-1').split('\n').slice(0, -1)) {
    expect(clone.git('rev-list', '--parents', '--max-count=1', commit).split(' ')).toHaveLength(2)
    const subject = clone.git('show', '--no-patch', '--format=%s', commit)
    const [, app, environment] = /^(?:release|promote) (\S+) .* to (\S+)$/.exec(subject) ?? []
    for (const file of clone.git('show', '--format=', '--name-only', commit).split('\n')) {
      if (file !== `environments/${environment}.yaml`)
        expect(file).toMatch(new RegExp(`^generated/${environment}/apps/${app}/`))
    }
  }
  return clone
}

const subjects = (clone: Clone) => clone.git('log', '--format=%s').split('\n')

describe('a release', () => {
  it('lands as one commit that says what it is, and leaves the clone where it was', () => {
    const workspace = createGitWorkspace(template)
    const clone = workspace.clone('a')
    const run = clone.release(...set('web', '2.0'))
    expect(run.code).toBe(0)
    const fresh = expectSound(workspace)
    expect(subjects(fresh)).toEqual(['release web 2.0 to live', 'first'])
    expect(fresh.git('log', '-1', '--format=%b')).toMatch(
      /^live: 1\.0\.0@sha256:\w+ -> 2\.0@sha256:\w+$/,
    )
    expect(run.stdout).toContain(`landed on main as ${fresh.git('rev-parse', 'HEAD')}\n`)
    expect(clone.git('symbolic-ref', '--short', 'HEAD')).toBe('main')
    expect(clone.git('status', '--porcelain')).toBe('')
  })

  it('lands on the head of the branch, however old the clone is', () => {
    const workspace = createGitWorkspace(template)
    const [a, b] = [workspace.clone('a'), workspace.clone('b')]
    a.release(...set('web', '2.0'))
    expect(b.release(...set('api', '2.0')).code).toBe(0)
    expect(subjects(expectSound(workspace))).toHaveLength(3)
  })

  it('is promoted from one environment to the next', () => {
    const workspace = createGitWorkspace(template)
    const clone = workspace.clone('a')
    clone.release(...set('web', '2.0', 'test'))
    expect(clone.release('promote', 'web', '--from', 'test', '--to', 'live').code).toBe(0)
    const fresh = expectSound(workspace)
    expect(subjects(fresh)[0]).toBe('promote web 2.0 from test to live')
    const deployment = 'live/apps/web/shop/deployment.apps.web.yaml'
    expect(readFileSync(join(fresh.dir, 'generated', deployment), 'utf8')).toContain(
      `web:2.0@${digest('9f')}`,
    )
  })

  it('is no commit where there is nothing to release', () => {
    const workspace = createGitWorkspace(template)
    const clone = workspace.clone('a')
    clone.release(...set('web', '2.0'))
    const run = clone.release(...set('web', '2.0'))
    expect([run.code, run.stdout]).toEqual([0, expect.stringMatching(/^nothing to release/)])
    expect(subjects(expectSound(workspace))).toHaveLength(2)
  })
})

describe('of two releases at once both land, the slower on the head that the faster made:', () => {
  it.each([
    ['of two apps, where the other pushes before the push', 'skyctl', 'api'],
    ['of one app, where the other pushes before the push', 'skyctl', 'web'],
    ['of two apps, where the other pushes during the push', 'pre-push', 'api'],
    ['of one app, where the other pushes during the push', 'pre-push', 'web'],
  ] as const)('%s', (_, hook, app) => {
    const workspace = createGitWorkspace(template)
    const [a, b] = [workspace.clone('a'), workspace.clone('b')]
    const other = releaseOnce(b, set(app, '3.0').join(' '))
    a.hook(hook, hook === 'skyctl' ? `${other}\nexec '${binary}' "$@"` : other)
    const run = a.release(...set('web', '2.0'))
    expect(run.code).toBe(0)
    expect(run.stderr).toContain('somebody else was faster (attempt 1 of 10)')
    const fresh = expectSound(workspace)
    expect(subjects(fresh)).toEqual([
      'release web 2.0 to live',
      `release ${app} 3.0 to live`,
      'first',
    ])
    expect(readFileSync(join(fresh.dir, 'environments/live.yaml'), 'utf8')).toContain('tag: "2.0"')
  })

  it('in whatever order they come', async () => {
    const workspace = createGitWorkspace(template)
    const runs = await Promise.all([
      workspace.clone('a').startRelease(...set('web', '2.0')),
      workspace.clone('b').startRelease(...set('api', '2.0')),
      workspace.clone('c').startRelease(...set('web', '2.0', 'test')),
    ])
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(subjects(expectSound(workspace))).toHaveLength(4)
  })
})

describe('a release is given up', () => {
  it('where the remote refuses the push for another reason, at once', () => {
    const workspace = createGitWorkspace(template)
    const clone = workspace.clone('a')
    workspace.refusePushes()
    const run = clone.release(...set('web', '2.0'))
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('pre-receive hook declined')
    expect(run.stderr).toContain('origin refused the push, and nobody else had pushed')
    expect(readFileSync(join(workspace.remote, 'pushes'), 'utf8')).toBe('refused\n')
    expect(clone.git('symbolic-ref', '--short', 'HEAD')).toBe('main')
    expect(subjects(expectSound(workspace))).toEqual(['first'])
  })

  it('where others are faster every time, after the attempts that were asked for', () => {
    const workspace = createGitWorkspace(template)
    const [a, b] = [workspace.clone('a'), workspace.clone('b')]
    a.hook(
      'pre-push',
      `unset $(git rev-parse --local-env-vars)
cd '${b.dir}' && git commit --quiet --allow-empty -m other && git push --quiet origin main`,
    )
    const run = a.release('--attempts', '2', ...set('web', '2.0'))
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('gave up after 2 attempts')
    expect(subjects(workspace.clone('fresh'))).toEqual(['other', 'other', 'first'])
  })

  it('where skyctl refuses it, with its exit code', () => {
    const workspace = createGitWorkspace(template)
    const clone = workspace.clone('a')
    const run = clone.release('image', 'set', 'wbe', `:2@${digest('9f')}`, '--env', 'live')
    expect(run.code).toBe(2)
    expect(run.stderr).toContain("did you mean 'web'?")
    expect(clone.git('status', '--porcelain', '--branch')).toBe('## main...origin/main')
  })

  it('where the worktree has changes, which stay', () => {
    const workspace = createGitWorkspace(template)
    const clone = workspace.clone('a')
    writeFileSync(join(clone.dir, 'note.txt'), '')
    const run = clone.release(...set('web', '2.0'))
    expect([run.code, run.stderr]).toEqual([
      2,
      'release: the worktree has changes: commit or stash them first\n',
    ])
    expect(existsSync(join(clone.dir, 'note.txt'))).toBe(true)
  })
})

describe('wrong use exits 2 and changes nothing:', () => {
  const clone = createGitWorkspace(template, afterAll).clone('a')

  it.each([
    [[], 'Usage:'],
    [['generate'], 'Usage:'],
    [['--attempts', '0', ...set('web', '2.0')], "not '0'"],
    [['--branch', 'a b', ...set('web', '2.0')], 'no branch'],
    [['--remote', '-x', ...set('web', '2.0')], 'no remote'],
    [['--branch'], 'needs a value'],
    [[...set('web', '2.0'), '--json'], 'commit message'],
  ])('where it is used wrongly: %j', (args, message) => {
    const run = createGitWorkspace(template)
      .clone('a')
      .release(...args)
    expect([run.code, run.stdout]).toEqual([2, ''])
    expect(run.stderr).toContain(message)
  })

  it('arguments that look like a shell command, which they never become', () => {
    const run = clone.release(
      'image',
      'set',
      'web',
      '$(touch owned); touch owned',
      '--env',
      '`touch owned`',
    )
    expect(run.code).toBe(2)
    expect(existsSync(join(clone.dir, 'owned'))).toBe(false)
  })
})

import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createWorkspace, type TestWorkspace } from './testing/workspace.ts'

let workspace: TestWorkspace

function git(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: workspace.dir,
  })
}

beforeAll(() => {
  workspace = createWorkspace({ files: { '.gitignore': 'node_modules/\n' }, cleanUp: afterAll })
  workspace.run('generate')
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'first')
})

const path = 'apps/api/app.ts'

/** Changes the app for the length of a test. */
function edit(from: string, to: string): void {
  const before = workspace.read(path)
  if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`)
  workspace.write(path, before.replace(from, to))
  onTestFinished(() => workspace.write(path, before))
}

describe('skyctl diff', () => {
  it('compares HEAD with what generate would write, and writes nothing', () => {
    const clean = workspace.run('diff', '--exit-code')
    expect([clean.code, clean.stdout, clean.stderr]).toEqual([0, '**No object changes.**\n', ''])
    edit('replicas: 2', 'replicas: 3')
    const before = workspace.tree()
    const { code, stdout } = workspace.run('diff', '--exit-code')
    expect(code).toBe(1)
    expect(stdout).toContain('### Changed')
    expect(stdout).toMatch(/^\*\*.*spec\.replicas: 2 -&gt; 3/)
    expect(workspace.tree()).toEqual(before)
    const { headline } = JSON.parse(workspace.run('diff', 'HEAD', '--json').stdout)
    expect(headline).toContain('spec.replicas: 2 -> 3')
  })

  it('says what is wrong with its arguments, and with the workspace', () => {
    expect(workspace.run('diff', 'nowhere')).toMatchObject({ code: 2, stdout: '' })
    expect(workspace.run('diff', '--format', 'yaml').stderr).toContain('md, json, sarif')
    edit("kind: 'Deployment'", "kind: 'Deploiment'")
    const broken = workspace.run('diff')
    expect([broken.code, broken.stdout]).toEqual([1, ''])
    expect(broken.stderr).toContain('apps/api/app.ts')
  })

  it('is SARIF for code scanning', () => {
    const report = JSON.parse(workspace.run('diff', '--format', 'sarif').stdout)
    expect([report.version, report.runs[0].results]).toEqual(['2.1.0', []])
  })
})

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { baseOfChange, commitOf, readRevision } from './read-revision.ts'

const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']

function repository(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-revision-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...author, ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const commit = (message: string) => {
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', message)
  }
  git('init', '--quiet', '--initial-branch', 'main')
  for (const [path, text] of Object.entries(files)) write(path, text)
  commit('first')
  return { root, git, write, commit }
}

function problemOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof SkyError)
      return `${error.exitCode} ${error.problems[0]?.id} ${error.problems[0]?.hint}`
    throw error
  }
  throw new Error('it did not fail')
}

describe('readRevision', () => {
  it('reads what a folder held, whatever the work tree has now', () => {
    const { root, write, commit } = repository({
      'generated/a.yaml': 'a: 1\n',
      'generated/b c/ü.yaml': 'ä\n',
      'other.yaml': '',
    })
    write('generated/a.yaml', 'a: 2\n')
    commit('second')
    write('generated/a.yaml', 'a: 3\n')
    const read = (revision: string) =>
      Object.fromEntries(readRevision({ workspace: root, revision, folder: 'generated' }))
    expect(read('HEAD~1')).toEqual({ 'a.yaml': 'a: 1\n', 'b c/ü.yaml': 'ä\n' })
    expect(read('main')).toEqual({ 'a.yaml': 'a: 2\n', 'b c/ü.yaml': 'ä\n' })
  })

  it('reads a workspace that is a part of its repository', () => {
    const { root } = repository({ 'platform/generated/a.yaml': 'a\n', 'generated/b.yaml': 'b\n' })
    const files = readRevision({
      workspace: join(root, 'platform'),
      revision: 'HEAD',
      folder: 'generated',
    })
    expect([...files]).toEqual([['a.yaml', 'a\n']])
  })

  it('leaves links and what is not wanted out, and knows a folder that was not there', () => {
    const { root, commit } = repository({ 'generated/a.yaml': 'a\n', 'generated/b.txt': 'b\n' })
    symlinkSync('a.yaml', join(root, 'generated/link.yaml'))
    commit('a link')
    const isWanted = (path: string) => path.endsWith('.yaml')
    const read = (folder: string) => [
      ...readRevision({ workspace: root, revision: 'HEAD', folder, isWanted }).keys(),
    ]
    expect(read('generated')).toEqual(['a.yaml'])
    expect(read('elsewhere')).toEqual([])
  })

  it('reads texts of any size, empty ones included, and one text of two files', () => {
    const big = 'x'.repeat(200_000)
    const { root } = repository({ 'g/a': '', 'g/b': big, 'g/c': big, 'g/d': 'no line end' })
    const files = readRevision({ workspace: root, revision: 'HEAD', folder: 'g' })
    expect([...files.values()]).toEqual(['', big, big, 'no line end'])
  })

  it('says what to do where a revision is missing, and takes no option for one', () => {
    const { root } = repository({ a: '' })
    const read = (revision: string) =>
      problemOf(() => readRevision({ workspace: root, revision, folder: 'g' }))
    expect(read('nowhere')).toMatch(/^2 unknown-revision correct the name/)
    expect(read('--all')).toMatch(/^2 unknown-revision/)
    const clone = join(root, 'clone')
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone])
    expect(problemOf(() => commitOf(clone, 'HEAD~1'))).toMatch(
      /^2 unknown-revision the clone is shallow/,
    )
  })
})

describe('baseOfChange', () => {
  it('is where a branch left the default branch of origin, and HEAD without an origin', () => {
    const { root, git, write, commit } = repository({ a: '1' })
    expect(baseOfChange(root)).toBe(git('rev-parse', 'HEAD'))
    const clone = join(root, 'clone')
    execFileSync('git', ['clone', '--quiet', root, clone])
    const forked = git('rev-parse', 'HEAD')
    write('a', '2')
    commit('main goes on')
    execFileSync('git', ['fetch', '--quiet'], { cwd: clone })
    execFileSync('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', 'mine'], {
      cwd: clone,
    })
    expect(baseOfChange(clone)).toBe(forked)
  })
})

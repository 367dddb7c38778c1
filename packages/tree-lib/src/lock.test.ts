import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { acquireLock, withLock } from './lock.ts'
import { exitOf, nextOutput, runChild, startChild } from './testing/run-child.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const info = { command: 'skyctl generate' }

describe('withLock', () => {
  it('holds the lock while it runs, and releases it on success and on failure', async () => {
    const path = join(temporaryFolder(), 'cache', 'lock')
    const content = await withLock(path, info, () => readFileSync(path, 'utf8'))
    expect(JSON.parse(content)).toMatchObject({
      pid: process.pid,
      host: hostname(),
      command: 'skyctl generate',
    })
    expect(existsSync(path)).toBe(false)
    const failure = withLock(path, info, () => Promise.reject(new Error('inside')))
    await expect(failure).rejects.toThrow('inside')
    expect(readdirSync(join(path, '..'))).toEqual([])
  })

  it('refuses a second run in this process and in another, and says who holds the lock', async () => {
    const path = join(temporaryFolder(), 'lock')
    const problem = await withLock(path, info, async () => {
      const other = runChild('hold-lock.child.ts', [path])
      expect([other.status, other.stdout]).toEqual([1, 'locked\n'])
      return problemOf(() => acquireLock(path, info))
    })
    expect(
      problem?.message.replace(/process \d+ on .* since \S+;/, 'process PID on HOST, since START;'),
    ).toMatchInlineSnapshot(
      `"another run is at work: 'skyctl generate', process PID on HOST, since START; two at once would write over each other"`,
    )
    expect(problem?.hint.replace(path, 'PATH')).toMatchInlineSnapshot(
      `"wait until it ends and run again; if no such process lives any more, delete 'PATH'"`,
    )
  })

  it('takes over the lock of a process that was killed', async () => {
    const path = join(temporaryFolder(), 'lock')
    const child = startChild('hold-lock.child.ts', [path])
    onTestFinished(() => void child.kill('SIGKILL'))
    expect(await nextOutput(child)).toBe('held\n')
    expect(problemOf(() => acquireLock(path, info))?.id).toBe('locked')
    const exit = exitOf(child)
    child.kill('SIGKILL')
    expect(await exit).toBe('SIGKILL')
    expect(existsSync(path)).toBe(true)
    acquireLock(path, info)()
    expect(readdirSync(join(path, '..'))).toEqual([])
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'releases on %s and ends as the signal says',
    async (signal) => {
      const path = join(temporaryFolder(), 'lock')
      const child = startChild('hold-lock.child.ts', [path])
      onTestFinished(() => void child.kill('SIGKILL'))
      await nextOutput(child)
      const exit = exitOf(child)
      child.kill(signal)
      expect(await exit).toBe(signal)
      expect(existsSync(path)).toBe(false)
    },
  )

  it('lets one process in at a time, though all of them find a stale lock', async () => {
    const path = join(temporaryFolder(), 'lock')
    writeLock(path, { pid: deadPid(), processStart: null })
    writeFileSync(`${path}-counter`, '0')
    const rounds = 20
    const children = [1, 2, 3].map(() =>
      startChild('race-for-lock.child.ts', [path, String(rounds)]),
    )
    expect(await Promise.all(children.map(exitOf))).toEqual([0, 0, 0])
    expect(readFileSync(`${path}-counter`, 'utf8')).toBe(String(3 * rounds))
  })

  it('is not fooled by another process that got the same pid', () => {
    const path = join(temporaryFolder(), 'lock')
    // This very process lives, and did not start then.
    writeLock(path, { pid: process.pid, processStart: 'another boot 1' })
    if (existsSync('/proc/self/stat')) acquireLock(path, info)()
    else expect(problemOf(() => acquireLock(path, info))?.id).toBe('locked')
  })

  it('does not judge a process of another host, nor a lock that it cannot read', () => {
    const path = join(temporaryFolder(), 'lock')
    writeLock(path, { pid: deadPid(), processStart: null, host: 'elsewhere' })
    expect(problemOf(() => acquireLock(path, info))?.id).toBe('locked')
    writeFileSync(path, '{}')
    expect(
      problemOf(() => acquireLock(path, info))?.message.replaceAll(path, 'PATH'),
    ).toMatchInlineSnapshot(
      `"another run is at work: its lock file 'PATH' cannot be read, so who holds it is not known; two at once would write over each other"`,
    )
  })

  it('leaves a lock alone that is not its own any more', () => {
    const path = join(temporaryFolder(), 'lock')
    const release = acquireLock(path, info)
    writeLock(path, { pid: process.pid, processStart: null })
    release()
    expect(existsSync(path)).toBe(true)
  })

  it('says so where no lock file can be made', () => {
    expect(problemOf(() => acquireLock('/dev/null/lock', info))).toMatchInlineSnapshot(`
      {
        "hint": "make its folder writable and run again",
        "id": "lock-failed",
        "message": "the lock file '/dev/null/lock' cannot be created (EEXIST), so two runs at once could not be kept apart",
        "severity": "error",
        "where": {
          "file": "/dev/null/lock",
        },
      }
    `)
  })
})

function problemOf(act: () => unknown) {
  try {
    act()
    return undefined
  } catch (error) {
    if (!(error instanceof SkyError)) throw error
    return error.problems[0]
  }
}

/** The pid of a process that has ended. */
function deadPid(): number {
  const child = runChild('pid.child.ts', [])
  return Number(child.stdout)
}

function writeLock(path: string, holder: Readonly<Record<string, unknown>>): void {
  const id = '01234567-89ab-4cde-8f01-23456789abcd'
  const own = JSON.parse(ownLock()) as Record<string, unknown>
  writeFileSync(path, JSON.stringify({ ...own, id, ...holder }))
}

function ownLock(): string {
  const path = join(temporaryFolder(), 'lock')
  const release = acquireLock(path, info)
  const text = readFileSync(path, 'utf8')
  release()
  return text
}

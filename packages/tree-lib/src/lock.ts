import { linkSync, mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Problem, SkyError } from '@skyctl/core'
import { describeSelf, isDead, type LockHolder, type LockInfo, readHolder } from './lock-holder.ts'

/**
 * Runs `fn` while holding the lock file at `path`, and lets go however it ends, on SIGINT and SIGTERM too. A lock
 * whose process is dead is taken over.
 *
 * @throws SkyError (`locked`) where another run holds it, the message says who; `lock-failed` where no lock
 * file can be created.
 */
export async function withLock<T>(
  path: string,
  info: LockInfo,
  fn: () => T | Promise<T>,
): Promise<T> {
  const release = acquireLock(path, info)
  const onSignal = (signal: NodeJS.Signals): void => {
    release()
    process.off(signal, onSignal)
    // Again, now without us: whoever else listens, or the default, decides how the process ends.
    process.kill(process.pid, signal)
  }
  process.on('exit', release)
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  try {
    return await fn()
  } finally {
    process.off('exit', release)
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    release()
  }
}

/** Takes the lock and returns the function that gives it back; calling that twice is harmless. */
export function acquireLock(path: string, info: LockInfo): () => void {
  const self = describeSelf(info)
  while (!tryCreate(path, self)) {
    const holder = readHolder(path)
    if (holder === undefined) continue
    if (holder === 'unreadable' || !isDead(holder)) throw locked(path, holder)
    removeStale(path, holder, info)
  }
  return () => {
    const holder = readHolder(path)
    if (typeof holder === 'object' && holder.id === self.id) rmSync(path, { force: true })
  }
}

function tryCreate(path: string, self: LockHolder): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return create(path, self)
  } catch (cause) {
    const problem: Problem = {
      id: 'lock-failed',
      severity: 'error',
      where: { file: path },
      message: `the lock file '${path}' cannot be created (${codeOf(cause)}), so two runs at once could not be kept apart`,
      hint: 'make its folder writable and run again',
    }
    throw new SkyError([problem], { cause })
  }
}

/** Puts the lock file there with its content, or not at all: nobody ever sees a half written one. */
function create(path: string, self: LockHolder): boolean {
  const draft = `${path}.${self.id}`
  writeFileSync(draft, `${JSON.stringify(self)}\n`, { flag: 'wx' })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (codeOf(error) === 'EPERM' || codeOf(error) === 'ENOTSUP')
      return createWithoutLinks(path, self)
    throw error
  } finally {
    unlinkSync(draft)
  }
}

/** For file systems without hard links. */
function createWithoutLinks(path: string, self: LockHolder): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(self)}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes the lock of a dead holder. Between reading a lock and removing it another process may have done the same
 * and taken the lock: so the right to remove this one holding is itself a lock, named after the holding's id.
 */
function removeStale(path: string, stale: LockHolder, info: LockInfo): void {
  const release = acquireLock(`${path}.${stale.id}.takeover`, info)
  try {
    const holder = readHolder(path)
    if (typeof holder === 'object' && holder.id === stale.id) unlinkSync(path)
  } finally {
    release()
  }
}

function locked(path: string, holder: LockHolder | 'unreadable'): SkyError {
  const who =
    holder === 'unreadable'
      ? `its lock file '${path}' cannot be read, so who holds it is not known`
      : `'${holder.command}', process ${holder.pid} on ${holder.host}, since ${holder.start}`
  const problem: Problem = {
    id: 'locked',
    severity: 'error',
    where: { file: path },
    message: `another run is at work: ${who}; two at once would write over each other`,
    hint: `wait until it ends and run again; if no such process lives any more, delete '${path}'`,
  }
  return new SkyError([problem])
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}

import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** What a run says of itself to those who wait for it. */
export interface LockInfo {
  /** What was called: `skyctl generate`. */
  readonly command: string
}

/** The content of a lock file. */
export interface LockHolder extends LockInfo {
  readonly pid: number
  readonly host: string
  /** ISO 8601. */
  readonly start: string
  /** Names this one holding of the lock. */
  readonly id: string
  /** Tells a process from a later one with the same pid; null where the system does not say. */
  readonly processStart: string | null
  /** Pids mean something only inside one of these; null where the system has none. */
  readonly pidNamespace: string | null
}

/** What a lock file says; undefined where it is gone by now. */
export function readHolder(path: string): LockHolder | 'unreadable' | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : 'unreadable'
  }
  try {
    const value: unknown = JSON.parse(text)
    return isHolder(value) ? value : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false
  const { pid, host, start, id, command } = value as Readonly<Record<string, unknown>>
  return (
    typeof pid === 'number' &&
    [host, start, command].every((text) => typeof text === 'string') &&
    // The id becomes part of a file name.
    typeof id === 'string' &&
    /^[0-9a-f-]{36}$/.test(id)
  )
}

/** This process as the holder of a lock. */
export function describeSelf({ command }: LockInfo): LockHolder {
  return {
    pid: process.pid,
    host: hostname(),
    start: new Date().toISOString(),
    command,
    id: randomUUID(),
    processStart: processStart(process.pid),
    pidNamespace: pidNamespace(),
  }
}

/** Whether the holder is known to be dead: of another host or container nothing is known. */
export function isDead(holder: LockHolder): boolean {
  if (holder.host !== hostname() || holder.pidNamespace !== pidNamespace()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return codeOf(error) === 'ESRCH'
  }
  const start = processStart(holder.pid)
  return holder.processStart !== null && start !== null && holder.processStart !== start
}

/** Boot and start time of a process, where the system has /proc. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name, in parentheses, may itself hold spaces; field 22 is the 20th after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${fields[19]}`
  } catch {
    return null
  }
}

function pidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return null
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}

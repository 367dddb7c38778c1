import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))
const folder = fileURLToPath(new URL('.', import.meta.url))
const nobody = 65534

/** Starts a script of this folder in a process of its own. */
export function startChild(name: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', script(name), ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/**
 * Runs a script of this folder and returns how it ended and what it printed. Permission bits do not bind root: with
 * `unprivileged` a process of root runs it as nobody.
 */
export function runChild(
  name: string,
  args: readonly string[],
  options: { readonly unprivileged?: boolean } = {},
): { readonly status: number | null; readonly signal: string | null; readonly stdout: string } {
  const isRoot = process.getuid?.() === 0
  const identity = options.unprivileged && isRoot ? { uid: nobody, gid: nobody } : {}
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', script(name), ...args],
    { cwd: folder, encoding: 'utf8', ...identity },
  )
  if (stderr !== '') throw new Error(stderr)
  return { status, signal, stdout }
}

/** Resolves with what a child prints next. */
export function nextOutput(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()))
    child.once('exit', (code, signal) => reject(new Error(`child ended: ${code ?? signal}`)))
  })
}

/** Resolves with how a child ended. */
export function exitOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
}

import { existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { dropOldest } from '../drop-oldest.ts'

/** The bundle that was kept under this key, as the absolute path of a module. */
export function findBundle(cacheDir: string, key: string): string | undefined {
  const file = fileOf(cacheDir, key)
  if (!existsSync(file)) return undefined
  markUsed(file)
  return file
}

/**
 * Keeps a bundle for this run and the next, and drops old ones.
 *
 * @param key Changes with the code.
 * @returns The absolute path of the module.
 * @throws SkyError `cache-failed` where the folder cannot be written: modules are imported from it.
 */
export function keepBundle(cacheDir: string, key: string, code: string): string {
  try {
    mkdirSync(cacheDir, { recursive: true })
    const file = fileOf(cacheDir, key)
    if (existsSync(file)) markUsed(file)
    else writeAtomically(file, code)
    dropOld(cacheDir, file)
    return file
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === undefined) throw cause
    throw new SkyError(
      [
        {
          id: 'cache-failed',
          severity: 'error',
          where: {},
          message: `the modules of apps/ and platform/ cannot be put into ${cacheDir} (${code}), from where they are run`,
          hint: 'make that folder writable, or run as the one who installed skyctl',
        },
      ],
      { exitCode: 2, cause },
    )
  }
}

function fileOf(cacheDir: string, key: string): string {
  return join(cacheDir, `modules-${key}.mjs`)
}

function writeAtomically(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, file)
}

/** Another run must not drop, as the oldest, what this one is about to import. */
function markUsed(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // A cache that only others may write keeps the time they gave it.
  }
}

/** Bundles kept: enough for a few workspaces and for a checkout that goes back and forth. */
const kept = 32

function dropOld(cacheDir: string, current: string): void {
  const files = readdirSync(cacheDir)
    .filter((name) => name.startsWith('modules-'))
    .map((name) => join(cacheDir, name))
  dropOldest(
    files.filter((path) => path !== current),
    kept,
  )
}

import { closeSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file that may be lost, whole or not at all. A folder that cannot be written, as in a checkout of somebody else, costs the
 * next run time, and that is all.
 *
 * @param parts What it shall hold, one after another.
 */
export function writeCache(path: string, ...parts: readonly (string | Uint8Array)[]): void {
  const temporary = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(temporary, 'w')
    try {
      for (const part of parts) writeFileSync(file, part)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch {
    // Not remembered.
  }
}

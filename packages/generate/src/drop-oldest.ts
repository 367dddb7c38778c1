import { rmSync, statSync } from 'node:fs'

/**
 * Deletes all of these files but the few that were changed last.
 *
 * @returns What was deleted.
 */
export function dropOldest(paths: readonly string[], kept: number): readonly string[] {
  if (paths.length <= kept) return []
  const dropped = paths
    .map((path) => ({ path, time: timeOf(path) }))
    .sort((a, b) => b.time - a.time)
    .slice(kept)
    .map(({ path }) => path)
  for (const path of dropped) rmSync(path, { force: true })
  return dropped
}

/** Another run may just have dropped it. */
function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

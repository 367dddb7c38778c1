import { BenchmarkFailure } from '../benchmark.ts'
import { editedPaths, expectedFiles } from './expected-files.ts'
import { environmentsOf, type Size, type SyntheticApp, sizeLabel } from './workspace.ts'

/** File path to hash of its bytes, as `readFiles` returns it. */
type Tree = ReadonlyMap<string, string>

/** @throws BenchmarkFailure unless the tree holds exactly the files that the workspace asks for, counted by kind. */
export function verifyComplete(tree: Tree, size: Size): void {
  const expected = new Set(expectedFiles(size))
  const missing = [...expected].filter((path) => !tree.has(path))
  const foreign = [...tree.keys()].filter((path) => !expected.has(path))
  if (missing.length === 0 && foreign.length === 0) return
  throw new BenchmarkFailure(
    `the tree of ${sizeLabel(size)} is not what the workspace asks for\n` +
      `  missing: ${byKind(missing)}\n  not expected: ${byKind(foreign)}`,
  )
}

/** @throws BenchmarkFailure where a byte differs. */
export function verifyUnchanged(before: Tree, after: Tree): void {
  const changed = changedPaths(before, after)
  if (changed.length === 0) return
  throw new BenchmarkFailure(`a second run changed ${byKind(changed)}: ${changed[0]}`)
}

/** @throws BenchmarkFailure unless exactly the objects of the edited app changed. */
export function verifyEdited(before: Tree, after: Tree, app: SyntheticApp, size: Size): void {
  const changed = changedPaths(before, after)
  const wanted = environmentsOf(size).flatMap((environment) => editedPaths(app, environment))
  if (changed.join('\n') === wanted.sort().join('\n')) return
  throw new BenchmarkFailure(
    `the edit of ${app.name} should change ${byKind(wanted)}, but changed ${byKind(changed)}`,
  )
}

function changedPaths(before: Tree, after: Tree): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}

/** `2 deployment, 1 service`: the kind is what a file name begins with. */
function byKind(paths: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const kind = path.endsWith('.yaml') ? (name.split('.')[0] ?? name) : name.replace(/^.*\./, '.')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing'
}

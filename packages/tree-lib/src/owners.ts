import { compareText, type Problem } from '@skyctl/core'
import { isSafePath, scopeOf, typesScope, workspaceFile } from './tree-path.ts'

/** The folder of a scope's owner manifests, relative to `generated/`. */
export function ownersFolder(scope: string): string {
  return scope === typesScope ? '.owners' : `${scope}/.owners`
}

/** `<env>/.owners/<owner>.txt`; `.owners/<owner>.txt` for `types/`. Relative to `generated/`. */
export function ownerManifestPath(scope: string, owner: string): string {
  return `${ownersFolder(scope)}/${owner}.txt`
}

/** The text of an owner manifest: sorted paths relative to `generated/`, one a line. */
export function formatOwnerManifest(paths: Iterable<string>): string {
  return [...new Set(paths)]
    .sort(compareText)
    .map((path) => `${path}\n`)
    .join('')
}

/** What an owner manifest on disk says: the paths to believe, and a problem for each line that is not believed. */
export interface OwnerManifest {
  readonly paths: readonly string[]
  readonly problems: readonly Problem[]
}

const conflictMarker = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/

/**
 * Reads an owner manifest without trusting it: prune deletes what it names. A line that is no safe path inside
 * `scope` is a warning (`owner-manifest-invalid`) and owns nothing. Of a merge conflict both sides count, since
 * each side's files may be on the disk.
 *
 * @param file path of the manifest relative to `generated/`, for messages.
 */
export function parseOwnerManifest(text: string, scope: string, file: string): OwnerManifest {
  const paths: string[] = []
  const problems: Problem[] = []
  const lines = text.split('\n')
  for (const [index, ended] of lines.entries()) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (line === '' || conflictMarker.test(line)) continue
    if (isSafePath(line) && scopeOf(line) === scope) paths.push(line)
    else problems.push(invalidLine(line, index + 1, scope, file))
  }
  return { paths, problems }
}

function invalidLine(text: string, line: number, scope: string, file: string): Problem {
  const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text)
  return {
    id: 'owner-manifest-invalid',
    severity: 'warning',
    where: { file: workspaceFile(file), line },
    message: `line ${line}, ${shown}, is no path inside '${scope}/': nothing is deleted on its word, the file it may mean counts as nobody's`,
    hint: 'nothing, if this run writes: the manifest is written anew; a file that nobody owns is yours to delete',
  }
}

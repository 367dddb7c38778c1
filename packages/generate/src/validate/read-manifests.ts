import type { Problem } from '@skyctl/core'
import { listFiles } from './list-files.ts'
import { type ReadFile, readSource } from './read-source.ts'
import { readText } from './read-text.ts'

export { listFiles } from './list-files.ts'
export { type ReadFile, readSource } from './read-source.ts'
export { readText, type SourceText } from './read-text.ts'

/** Manifests of files and folders, with what could not be read of them. */
export interface ReadManifests {
  readonly files: readonly ReadFile[]
  readonly problems: readonly Problem[]
}

/**
 * Reads every manifest below the given paths; `-` is standard input.
 *
 * @param folder Working folder, absolute.
 */
export function readManifests(folder: string, paths: readonly string[]): ReadManifests {
  const { manifests, problems } = listFiles(folder, paths)
  const outcomes = manifests.map((found) => readText(found))
  const files = outcomes.filter((outcome) => 'text' in outcome).map(readSource)
  return {
    files,
    problems: [
      ...problems,
      ...outcomes.filter((outcome) => 'id' in outcome),
      ...files.flatMap((file) => file.problems),
    ],
  }
}

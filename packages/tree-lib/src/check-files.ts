import { type PlannedFile, type Problem, sortProblems } from '@skyctl/core'
import { findCollisions } from './find-collisions.ts'
import { findSecretData } from './find-secret-data.ts'
import { findUnsafePaths } from './find-unsafe-paths.ts'

/** Everything that keeps planned files from being written, whatever the disk holds. */
export function checkFiles(files: readonly PlannedFile[]): Problem[] {
  return sortProblems([
    ...findUnsafePaths(files),
    ...findCollisions(files),
    ...findSecretData(files),
  ])
}

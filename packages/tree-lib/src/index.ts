/** Planned files to bytes to disk: deterministic YAML, ownership, drift, prune limits, recovery after a kill. */
export { checkFiles } from './check-files.ts'
export { compareTree, type Scope, type TreeDiff } from './compare.ts'
export type { OwnedPath, OwnerManifestChange } from './compare-owners.ts'
export { contentHash } from './content-hash.ts'
export { findCollisions } from './find-collisions.ts'
export { findSecretData } from './find-secret-data.ts'
export { type FilePlace, findUnsafePaths } from './find-unsafe-paths.ts'
export { findUnwritable } from './find-unwritable.ts'
export { baseOfChange, commitOf, type RevisionFolder, readRevision } from './git/read-revision.ts'
export { acquireLock, withLock } from './lock.ts'
export type { LockInfo } from './lock-holder.ts'
export { formatOwnerManifest, ownerManifestPath, parseOwnerManifest } from './owners.ts'
export { findPruneProblems, type PruneInput } from './prune-limits.ts'
export { readTree, type TreeListing } from './read-tree.ts'
export { inReadingOrder } from './reading-order.ts'
export { type Rendered, renderFile, renderFiles } from './render.ts'
export { findDrift, type SyncResult, type SyncTreeOptions, syncTree } from './sync-tree.ts'
export {
  knownHash,
  openTreeIndex,
  recordHash,
  saveTreeIndex,
  type TreeIndex,
} from './tree-index.ts'
export { writeCache } from './write-cache.ts'
export { type ApplyOptions, applyTree, type DiskOperation } from './write-tree.ts'
export { writeYaml } from './write-yaml.ts'

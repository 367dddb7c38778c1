/** Where the tree lies in a workspace: what stands before a tree path in messages. */
export const treeFolder = 'generated'

/** The scope that every run compares: types of all apps, whatever environments a run chooses. */
export const typesScope = 'types'

/** End of the name of a file that is being written; what a killed run leaves of it, the next removes. */
export const temporarySuffix = '.skyctl-tmp'

/** Longest file name, in bytes, that common file systems carry. */
const longestName = 255

const portablePath = /^[A-Za-z0-9_%][A-Za-z0-9_%.@+-]*(?:\/[A-Za-z0-9_%][A-Za-z0-9_%.@+-]*)+$/

/** The first segment of a tree path: its environment, or `types`. */
export function scopeOf(path: string): string {
  return path.slice(0, path.indexOf('/'))
}

/** A tree path as messages name it, relative to the workspace. */
export function workspaceFile(path: string): string {
  return `${treeFolder}/${path}`
}

/**
 * Whether a path can be joined to the tree's root and stays inside, on every file system, and is none of
 * the files that the tool keeps for itself: at least two segments, portable characters, none hidden.
 */
export function isSafePath(path: string): boolean {
  return portablePath.test(path) && !hasLongName(path) && !path.endsWith(temporarySuffix)
}

function hasLongName(path: string): boolean {
  return path.length > longestName && path.split('/').some((name) => name.length > longestName)
}

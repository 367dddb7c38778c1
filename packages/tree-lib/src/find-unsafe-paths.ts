import type { Problem } from '@skyctl/core'
import { isSafePath, workspaceFile } from './tree-path.ts'

/** What the path checks need of a planned or rendered file. */
export interface FilePlace {
  readonly path: string
  readonly owner: string
  readonly origin: string
}

// Argo CD treats a folder with one of these as a Kustomize or Helm source and stops reading plain manifests.
const changesTheFolder = /\/(?:kustomization(?:\.ya?ml)?|chart\.yaml)$/i
// Argo CD reads these as manifests too, while the tree's own readers look at .yaml only.
const otherManifest = /\.(?:json|yml)$/i
const ownerName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/

/** Files that must not be written where they are planned: an error each, id `unsafe-path`. */
export function findUnsafePaths(files: readonly FilePlace[]): Problem[] {
  const problems: Problem[] = []
  for (const file of files) {
    const what = isSafePath(file.path)
      ? wrongName(file)
      : 'is not a safe path: it could leave the tree, hide in it, or not exist on another file system'
    if (what === undefined) continue
    problems.push({
      id: 'unsafe-path',
      severity: 'error',
      where: { file: workspaceFile(file.path) },
      message: `'${file.path}', planned by '${file.owner}' from ${file.origin}, ${what}`,
      hint: 'plan it as <environment>/<folder>/<file>: letters, digits and . _ % - @ + only, no segment that starts with a dot, manifests as .yaml',
    })
  }
  return problems
}

function wrongName(file: FilePlace): string | undefined {
  if (changesTheFolder.test(file.path)) {
    return 'has a name by which Argo CD takes the whole folder for a Kustomize or Helm source'
  }
  if (otherManifest.test(file.path)) {
    return 'has a suffix that Argo CD reads as a manifest, but the tree holds manifests as .yaml only'
  }
  if (!ownerName.test(file.owner)) return 'has an owner whose name cannot be a file name'
  return undefined
}

import type { CrdDeclaration } from '@skyctl/model'

export const argocdCrds: readonly CrdDeclaration[] = [
  crd('Application', 'applications'),
  crd('ApplicationSet', 'applicationsets'),
  crd('AppProject', 'appprojects'),
]

function crd(kind: string, plural: string): CrdDeclaration {
  return { group: 'argoproj.io', kind, plural, versions: ['v1alpha1'], scope: 'Namespaced' }
}

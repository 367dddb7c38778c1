import type { CrdDeclaration } from '@skyctl/model'

/** Kinds that the chart installs for stores, secrets and their cluster-wide forms. */
export const externalSecretsCrds: readonly CrdDeclaration[] = [
  crd('ClusterExternalSecret', 'clusterexternalsecrets', 'v1', 'Cluster'),
  crd('ClusterPushSecret', 'clusterpushsecrets', 'v1alpha1', 'Cluster'),
  crd('ClusterSecretStore', 'clustersecretstores', 'v1', 'Cluster'),
  crd('ExternalSecret', 'externalsecrets', 'v1', 'Namespaced'),
  crd('PushSecret', 'pushsecrets', 'v1alpha1', 'Namespaced'),
  crd('SecretStore', 'secretstores', 'v1', 'Namespaced'),
]

function crd(
  kind: string,
  plural: string,
  version: string,
  scope: CrdDeclaration['scope'],
): CrdDeclaration {
  return { group: 'external-secrets.io', kind, plural, versions: [version], scope }
}

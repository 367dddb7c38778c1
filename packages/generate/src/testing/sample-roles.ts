import type { Manifest } from '@skyctl/core'

/** `cluster.yaml` with a role for each of these ServiceAccounts, each `namespace/name`. */
export function sampleCluster(
  roles: Readonly<Record<string, string>>,
  account = '111122223333',
): object {
  return {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: 'acme-live' },
    secretsEncryption: { keyARN: `arn:aws:kms:eu-west-1:${account}:alias/secrets` },
    iam: {
      serviceAccounts: Object.entries(roles).map(([roleName, serviceAccount]) => {
        const [namespace, name] = serviceAccount.split('/')
        return { metadata: { name, namespace }, roleName }
      }),
    },
  }
}

/** A ServiceAccount of namespace `ns`, told to assume this role; of none where the role is left out. */
export function sampleServiceAccount(
  name: string,
  role?: string,
  account = '111122223333',
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace: 'ns',
      ...(role !== undefined && {
        annotations: { 'eks.amazonaws.com/role-arn': `arn:aws:iam::${account}:role/${role}` },
      }),
    },
  }
}

/** An Application whose chart gets these values. */
export function sampleApplication(values: object): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'chart', namespace: 'argocd' },
    spec: { sources: [{ chart: 'chart', helm: { valuesObject: values } }] },
  } as Manifest
}

import { secretStoreName } from '@skyctl/model'
import { metadata, type WorkloadScope } from './scope.ts'

/** An ExternalSecret for each secret that an app names: the value itself never enters the tree. */
export function addExternalSecrets(scope: WorkloadScope): void {
  const { add, unit, spec, environment } = scope
  for (const [name, secret] of Object.entries(spec.secrets)) {
    add({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadata(scope, { suffix: name }),
      spec: {
        refreshInterval: secret.refreshInterval,
        secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
        target: { name: `${unit.name}-${name}`, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: Object.entries(secret.keys).map(([key, property]) => ({
          secretKey: key,
          remoteRef: {
            key: `${environment.cluster.name}/${secret.from}`,
            ...(property !== '' && { property }),
          },
        })),
      },
    })
  }
}

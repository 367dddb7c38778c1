import type { Manifest } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { readerServiceAccount, type SecretReader } from './secret-readers.ts'

/** Name of the store: what every ExternalSecret in the tree refers to. */
export const secretStoreName = 'aws-secrets-manager'

/** The ServiceAccount and the SecretStore that let a namespace read its own secrets, and only those. */
export function readerObjects(
  { namespace, role }: SecretReader,
  environment: Environment,
  roleArn: (suffix: string) => string,
): Manifest[] {
  const labels = {
    'app.kubernetes.io/name': 'external-secrets',
    'app.kubernetes.io/instance': `external-secrets-${environment.name}`,
    'app.kubernetes.io/part-of': environment.company,
    'app.kubernetes.io/managed-by': 'skyctl',
  }
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: readerServiceAccount,
        namespace,
        labels,
        annotations: { 'eks.amazonaws.com/role-arn': roleArn(role.suffix) },
      },
      // The controller asks for a token of its own; no pod needs one mounted.
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: secretStoreName, namespace, labels },
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region: environment.region,
            auth: { jwt: { serviceAccountRef: { name: readerServiceAccount } } },
          },
        },
      },
    },
  ]
}

import type { Manifest } from '@skyctl/core'
import { type Environment, secretStoreName } from '@skyctl/model'
import { readerServiceAccount, type SecretReader } from './secret-readers.ts'

/** The ServiceAccount and the SecretStore that let a namespace read its own secrets, and only those. */
export function readerObjects(
  { namespace, role }: SecretReader,
  environment: Environment,
  roleArn: (suffix: string) => string,
  labels: Readonly<Record<string, string>>,
): Manifest[] {
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

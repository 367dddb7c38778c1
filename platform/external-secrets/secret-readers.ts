import { createHash } from 'node:crypto'
import type { ComponentRole, Environment, IamStatement, Unit } from '@skyctl/model'

/** ServiceAccount that a namespace's SecretStore reads as. */
export const readerServiceAccount = 'external-secrets-reader'

/** A namespace that reads secrets, with the role that may read exactly those. */
export interface SecretReader {
  readonly namespace: string
  readonly role: ComponentRole
}

/** One reader for each namespace in which an app names a secret, sorted by namespace. */
export function secretReaders(apps: readonly Unit[], environment: Environment): SecretReader[] {
  const byNamespace = new Map<string, Set<string>>()
  for (const { namespace, remote } of apps.flatMap((app) => app.secrets)) {
    byNamespace.set(namespace, (byNamespace.get(namespace) ?? new Set()).add(remote))
  }
  return [...byNamespace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, remotes]) => ({
      namespace,
      role: {
        suffix: roleSuffix(namespace, environment.cluster.name),
        serviceAccount: readerServiceAccount,
        namespace,
        statements: readStatements([...remotes].sort(), environment.encryption.secretsKeyAlias),
      },
    }))
}

/**
 * Reads these secrets and no other. Secrets Manager appends six characters that it chooses to each name. Their key
 * decrypts only through Secrets Manager, and only what these secrets hold.
 */
function readStatements(remotes: readonly string[], keyAlias: string): IamStatement[] {
  return [
    {
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      resources: remotes.map(
        (remote) => `arn:{partition}:secretsmanager:{region}:{account}:secret:${remote}-??????`,
      ),
    },
    {
      actions: ['kms:Decrypt'],
      resources: ['arn:{partition}:kms:{region}:{account}:key/*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': '{account}',
          'kms:ViaService': 'secretsmanager.{region}.amazonaws.com',
        },
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': keyAlias },
      },
    },
  ]
}

const roleNameLength = 64
const hashLength = 8

/** `secrets-<namespace>`, shortened to what IAM leaves after the cluster's name; the hash keeps it unique. */
export function roleSuffix(namespace: string, cluster: string): string {
  const suffix = `secrets-${namespace}`
  const room = roleNameLength - cluster.length - 1
  if (suffix.length <= room) return suffix
  const hash = createHash('sha256').update(namespace).digest('hex').slice(0, hashLength)
  return `${suffix.slice(0, room - hashLength - 1).replace(/-+$/, '')}-${hash}`
}

import type { Manifest } from '@skyctl/core'
import { formatObjectId, objectId, type PlannedFile, type Problem } from '@skyctl/core'
import { workspaceFile } from './tree-path.ts'

/**
 * A Secret that carries data, on its own or in a List: an error, id `secret-with-data`. Git keeps what it once held. A file
 * whose bytes an earlier run made was looked at then.
 */
export function findSecretData(files: readonly PlannedFile[]): Problem[] {
  return files.flatMap((file) => {
    const { body, hash } = file
    if (body.kind === 'text' || hash !== undefined) return []
    const value: unknown = body.kind === 'manifest' ? body.manifest : body.value
    return secretsIn(value).map(
      (secret): Problem => ({
        id: 'secret-with-data',
        severity: 'error',
        where: { file: workspaceFile(file.path), object: formatObjectId(objectId(secret)) },
        message: `Secret '${secret.metadata.name}', planned by '${file.owner}' from ${file.origin}, carries its data: it would be readable in git, for ever`,
        hint: 'put the value into the secret store and declare an ExternalSecret that reads it',
      }),
    )
  })
}

function secretsIn(value: unknown): Manifest[] {
  if (!isRecord(value)) return []
  if (Array.isArray(value.items)) return value.items.flatMap(secretsIn)
  const { apiVersion, kind, metadata } = value
  if (apiVersion !== 'v1' || kind !== 'Secret') return []
  if (isEmpty(value.data) && isEmpty(value.stringData)) return []
  return [{ apiVersion, kind, metadata: named(metadata) }]
}

function named(metadata: unknown): Manifest['metadata'] {
  const { name, namespace } = isRecord(metadata) ? metadata : {}
  return {
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' ? { namespace } : {}),
  }
}

function isEmpty(data: unknown): boolean {
  return data === undefined || data === null || (isRecord(data) && Object.keys(data).length === 0)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

import { formatObjectId, objectId, type PlannedFile, type Problem } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import {
  loadRules,
  loadValidators,
  openSchemaStore,
  type SchemaStore,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { judgeManifest } from './judge-manifest.ts'
import { validatorCache } from './validator-cache.ts'

/** What manifests are held against, read once a run. */
export interface Schemas {
  readonly store: SchemaStore
  /** Folder of compiled validators. */
  readonly cache: string
}

/** @param folder Folder of the JSON Schemas, absolute. */
export function openSchemas(folder: string): Schemas {
  return { store: openSchemaStore(folder), cache: validatorCache(folder) }
}

/**
 * Holds every planned manifest of an environment, those that charts will run included, against the schema of its kind and the rules
 * of the API server, for its Kubernetes.
 */
export async function judgeManifests(
  files: readonly PlannedFile[],
  { name: environment, kubernetes: { version: kubernetesVersion } }: Environment,
  { store, cache }: Schemas,
): Promise<Problem[]> {
  const paths = new Set<string>()
  for (const { body } of files) {
    if (body.kind !== 'manifest') continue
    const path = schemaPathOf(body.manifest, store, kubernetesVersion)
    if (path !== undefined) paths.add(path)
  }
  const validators = await loadValidators(store, [...paths], cache)
  const holds = await loadRules(store, [...paths])
  const judge = { store, validators, holds, kubernetesVersion, allowUnknownKinds: false }
  const problems: Problem[] = []
  for (const { path, body, origin } of files) {
    if (body.kind !== 'manifest') continue
    const { manifest } = body
    // What charts will run is known in part.
    const isPartial = path.startsWith(`${environment}/world/`)
    const findings = judgeManifest({ value: manifest, pointer: '' }, { ...judge, isPartial })
    for (const { id, severity, pointer, message, hint } of findings) {
      const where = { file: origin, object: formatObjectId(objectId(manifest)), pointer }
      problems.push({ id, severity, where, message: `${message} (in ${environment})`, hint })
    }
  }
  return problems
}

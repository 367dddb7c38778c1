import { formatObjectId, objectId, type PlannedFile, type Problem } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import {
  judgeObject,
  loadRules,
  loadValidators,
  openSchemaStore,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { validatorCache } from './validator-cache.ts'

/**
 * Holds every planned manifest, those that charts will run included, against the schema of its kind and the rules of the API
 * server, for the Kubernetes of its environment.
 *
 * @param schemas Folder of the JSON Schemas, absolute.
 */
export async function judgeManifests(
  files: readonly PlannedFile[],
  environments: readonly Environment[],
  schemas: string,
): Promise<Problem[]> {
  const store = openSchemaStore(schemas)
  const versions = new Map(environments.map(({ name, kubernetes }) => [name, kubernetes.version]))
  const manifests = files.flatMap(({ path, body, origin }) => {
    if (body.kind !== 'manifest') return []
    const environment = path.slice(0, path.indexOf('/'))
    const kubernetesVersion = versions.get(environment)
    if (kubernetesVersion === undefined) throw new Error(`no environment of ${path} is known`)
    // What charts will run is known in part.
    const isPartial = path.startsWith(`${environment}/world/`)
    return [{ manifest: body.manifest, origin, environment, kubernetesVersion, isPartial }]
  })
  const paths = new Set<string>()
  for (const { manifest, kubernetesVersion } of manifests) {
    const path = schemaPathOf(manifest, store, kubernetesVersion)
    if (path !== undefined) paths.add(path)
  }
  const validators = await loadValidators(store, [...paths], validatorCache(schemas))
  const holds = await loadRules(store, [...paths])
  return manifests.flatMap(({ manifest, origin, environment, kubernetesVersion, isPartial }) =>
    judgeObject(
      { value: manifest, pointer: '' },
      { store, validators, holds, kubernetesVersion, allowUnknownKinds: false, isPartial },
    ).map(
      ({ id, severity, pointer, message, hint }): Problem => ({
        id,
        severity,
        where: { file: origin, object: formatObjectId(objectId(manifest)), pointer },
        message: `${message} (in ${environment})`,
        hint,
      }),
    ),
  )
}

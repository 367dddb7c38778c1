import { formatObjectId, objectId, type PlannedFile, type Problem } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { createJudge, openSchemaStore, type PrepareJudge } from '@skyctl/schema-lib'
import { judgeManifest } from './judge-manifest.ts'
import { validatorCache } from './validator-cache.ts'

/** What manifests are held against: a judge for each Kubernetes, opened once a run. */
export type Schemas = (kubernetesVersion: string) => PrepareJudge

/** @param folder Folder of the JSON Schemas, absolute. */
export function openSchemas(folder: string): Schemas {
  const common = {
    store: openSchemaStore(folder),
    cache: validatorCache(folder),
    allowUnknownKinds: false,
  }
  const judges = new Map<string, PrepareJudge>()
  return (kubernetesVersion) => {
    const judge = judges.get(kubernetesVersion) ?? createJudge({ ...common, kubernetesVersion })
    judges.set(kubernetesVersion, judge)
    return judge
  }
}

/**
 * Holds every planned manifest of an environment, those that charts will run included, against the schema of its kind and the rules
 * of the API server, for its Kubernetes.
 */
export async function judgeManifests(
  files: readonly PlannedFile[],
  { name: environment, kubernetes }: Environment,
  schemas: Schemas,
): Promise<Problem[]> {
  const judge = await schemas(kubernetes.version)(
    files.flatMap(({ body }) => (body.kind === 'manifest' ? [body.manifest] : [])),
  )
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

import { readdirSync } from 'node:fs'

/**
 * Minors of Kubernetes whose kinds can be judged: `1.35`.
 *
 * @param schemas Folder of the JSON Schemas, absolute.
 */
export function kubernetesVersions(schemas: string): readonly string[] {
  return readdirSync(schemas)
    .flatMap((name) => /^v(\d+\.\d+)\.0-standalone-strict$/.exec(name)?.[1] ?? [])
    .sort()
}

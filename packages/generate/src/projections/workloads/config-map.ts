import { createHash } from 'node:crypto'
import type { AppSpec } from '@skyctl/model'
import { k8s } from 'cdk8s-plus-28'
import { metadata, type WorkloadScope } from './scope.ts'

/** Suffix of the ConfigMap that holds an app's config files. */
export const configSuffix = 'config'

/** The config files of an app as one ConfigMap, keyed by file name. */
export function addConfigMap(scope: WorkloadScope): void {
  const { add, spec } = scope
  if (Object.keys(spec.files).length === 0) return
  add(
    k8s.KubeConfigMap.manifest({
      metadata: metadata(scope, { suffix: configSuffix }),
      data: Object.fromEntries(
        Object.entries(spec.files).map(([path, content]) => [fileName(path), content]),
      ),
    }),
  )
}

/** SHA-256 of all config files: as a pod annotation it rolls the pods when one changes. */
export function configChecksum(spec: AppSpec): string | undefined {
  const files = Object.entries(spec.files).sort(([a], [b]) => (a < b ? -1 : 1))
  if (files.length === 0) return undefined
  return createHash('sha256').update(JSON.stringify(files)).digest('hex')
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function directoryName(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')))
}

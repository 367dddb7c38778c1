import type { Manifest, PlannedFile } from '@skyctl/core'
import type { Step } from '../projections/cluster/steps/step.ts'

/** Namespaces that every cluster has. */
const givenNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** API groups that the API server itself serves, besides the core group. */
const builtinGroup =
  /^(admissionregistration|apiextensions|apiregistration|networking|node|policy|rbac\.authorization|scheduling|storage)\.k8s\.io$|^(apps|autoscaling|batch|policy)$/

/**
 * Follows the steps of the bootstrap, then Argo CD's waves, and names everything that is used before what provides it. The
 * steps say what they need and provide; of the waves only the objects are read, never what the model says of them.
 *
 * @returns One text for each use that comes too early, `<who> needs <what>`.
 */
export function walkOrder(
  steps: readonly Step[],
  files: readonly PlannedFile[],
  environment: string,
  given: readonly string[],
): string[] {
  const provided = new Set(given)
  const early: string[] = []
  for (const { id, needs, provides } of steps) {
    early.push(...needs.filter((need) => !provided.has(need)).map((need) => `${id} needs ${need}`))
    for (const capability of provides) provided.add(capability)
    if (id === 'apply-root-application') {
      early.push(...walkWaves(files, environment, provided))
    }
  }
  return early
}

/** What Argo CD brings, wave by wave: within a wave nothing may rely on another Application. */
function walkWaves(
  files: readonly PlannedFile[],
  environment: string,
  before: ReadonlySet<string>,
): string[] {
  const provided = new Set([...before, ...givenNamespaces.map((name) => `namespace ${name}`)])
  const waves = new Map<number, string[]>()
  for (const { manifest } of manifestsIn(files, `${environment}/argocd/`)) {
    if (manifest.kind !== 'Application' || manifest.metadata.name === 'root') continue
    const wave = Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'])
    waves.set(wave, [...(waves.get(wave) ?? []), manifest.metadata.name])
  }
  const early: string[] = []
  for (const [, owners] of [...waves].sort(([a], [b]) => a - b)) {
    const wave = owners.map((owner) => ({
      owner,
      objects: files.flatMap((file) => {
        const body = file.body
        const isObject =
          /^[^/]+\/(apps|platform|world)\//.test(file.path) &&
          file.path.startsWith(`${environment}/`)
        return file.owner === owner && body.kind === 'manifest' && isObject ? [body.manifest] : []
      }),
    }))
    for (const { owner, objects } of wave) {
      const own = new Set(objects.flatMap(providedBy))
      const needs = new Set(objects.flatMap(neededBy))
      early.push(
        ...[...needs]
          .filter((need) => !provided.has(need) && !own.has(need))
          .map((need) => `${owner} needs ${need}`),
      )
    }
    for (const { objects } of wave) {
      for (const capability of objects.flatMap(providedBy)) provided.add(capability)
    }
  }
  return early
}

function manifestsIn(files: readonly PlannedFile[], folder: string): { manifest: Manifest }[] {
  return files.flatMap(({ path, body }) =>
    body.kind === 'manifest' && path.startsWith(folder) ? [{ manifest: body.manifest }] : [],
  )
}

interface Shape {
  readonly spec?: {
    readonly group?: string
    readonly names?: { readonly kind?: string }
    readonly ingressClassName?: string
    readonly volumeClaimTemplates?: readonly {
      readonly spec?: { readonly storageClassName?: string }
    }[]
    readonly scaleTargetRef?: { readonly kind?: string }
  }
}

function providedBy(manifest: Manifest): string[] {
  const { kind, metadata, spec } = manifest as Manifest & Shape
  switch (kind) {
    case 'Namespace':
      return [`namespace ${metadata.name}`]
    case 'CustomResourceDefinition':
      return [`kind ${spec?.group}/${spec?.names?.kind}`]
    case 'StorageClass':
      return [`storage class ${metadata.name}`]
    case 'IngressClass':
      return [`ingress class ${metadata.name}`]
    case 'APIService':
      return [`api ${metadata.name}`]
    default:
      return []
  }
}

function neededBy(manifest: Manifest): string[] {
  const { apiVersion, kind, metadata, spec } = manifest as Manifest & Shape
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
  const role = metadata.annotations?.['eks.amazonaws.com/role-arn']
  return [
    ...(metadata.namespace === undefined ? [] : [`namespace ${metadata.namespace}`]),
    ...(group === '' || builtinGroup.test(group) ? [] : [`kind ${group}/${kind}`]),
    ...(role === undefined ? [] : [`role ${role.slice(role.lastIndexOf('/') + 1)}`]),
    ...(spec?.ingressClassName === undefined ? [] : [`ingress class ${spec.ingressClassName}`]),
    ...(kind === 'HorizontalPodAutoscaler' ? ['api v1beta1.metrics.k8s.io'] : []),
    ...(spec?.volumeClaimTemplates ?? []).map(
      (claim) => `storage class ${claim.spec?.storageClassName}`,
    ),
  ]
}

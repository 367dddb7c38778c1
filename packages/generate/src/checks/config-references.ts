import type { PodTemplate } from './pods.ts'
import { type Shape, shape, shapes, text } from './shapes.ts'

export type ReferencedKind = 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount'

/** Something of its own namespace that a pod cannot start without. */
export interface ConfigReference {
  readonly kind: ReferencedKind
  readonly name: string
  /** A key that must stand in it. */
  readonly key?: string
  /** JSON pointer inside the workload. */
  readonly pointer: string
}

/** Everything that a pod names and that is not optional. */
export function configReferences(pod: PodTemplate): ConfigReference[] {
  const { pointer, spec, containers } = pod
  const account = text(spec.serviceAccountName) ?? text(spec.serviceAccount)
  return [
    ...(account === undefined || account === ''
      ? []
      : [reference('ServiceAccount', account, `${pointer}/serviceAccountName`)]),
    ...shapes(spec.imagePullSecrets).flatMap(({ name }, index) =>
      named('Secret', name, `${pointer}/imagePullSecrets/${index}/name`),
    ),
    ...shapes(spec.volumes).flatMap((volume, index) =>
      volumeReferences(volume, `${pointer}/volumes/${index}`),
    ),
    ...containers.flatMap((container) => containerReferences(container.spec, container.pointer)),
  ]
}

function containerReferences({ env, envFrom }: Shape, pointer: string): ConfigReference[] {
  return [
    ...shapes(env).flatMap(({ valueFrom }, index) => {
      if (valueFrom === undefined) return []
      const { configMapKeyRef, secretKeyRef } = shape(valueFrom)
      const at = `${pointer}/env/${index}/valueFrom`
      return [
        ...keyReference('ConfigMap', configMapKeyRef, `${at}/configMapKeyRef`),
        ...keyReference('Secret', secretKeyRef, `${at}/secretKeyRef`),
      ]
    }),
    ...shapes(envFrom).flatMap(({ configMapRef, secretRef }, index) => [
      ...wholeReference('ConfigMap', configMapRef, `${pointer}/envFrom/${index}/configMapRef`),
      ...wholeReference('Secret', secretRef, `${pointer}/envFrom/${index}/secretRef`),
    ]),
  ]
}

function volumeReferences(volume: Shape, pointer: string): ConfigReference[] {
  const claim = shape(volume.persistentVolumeClaim)
  const driver = shape(shape(volume.csi).nodePublishSecretRef)
  return [
    ...fileReferences('ConfigMap', volume.configMap, 'name', `${pointer}/configMap`),
    ...fileReferences('Secret', volume.secret, 'secretName', `${pointer}/secret`),
    ...shapes(shape(volume.projected).sources).flatMap(({ configMap, secret }, index) => [
      ...fileReferences(
        'ConfigMap',
        configMap,
        'name',
        `${pointer}/projected/sources/${index}/configMap`,
      ),
      ...fileReferences('Secret', secret, 'name', `${pointer}/projected/sources/${index}/secret`),
    ]),
    ...named(
      'PersistentVolumeClaim',
      claim.claimName,
      `${pointer}/persistentVolumeClaim/claimName`,
    ),
    ...named('Secret', driver.name, `${pointer}/csi/nodePublishSecretRef/name`),
  ]
}

/** A volume of files: the whole, or the keys that `items` names. */
function fileReferences(
  kind: ReferencedKind,
  source: unknown,
  nameKey: 'name' | 'secretName',
  pointer: string,
): ConfigReference[] {
  const { [nameKey]: value, items, optional } = shape(source)
  const name = text(value)
  if (name === undefined || optional === true) return []
  const keys = shapes(items).flatMap(({ key }, index) => {
    const id = text(key)
    return id === undefined ? [] : [reference(kind, name, `${pointer}/items/${index}/key`, id)]
  })
  return keys.length > 0 ? keys : [reference(kind, name, `${pointer}/${nameKey}`)]
}

function keyReference(kind: ReferencedKind, source: unknown, pointer: string): ConfigReference[] {
  const { name, key, optional } = shape(source)
  if (optional === true) return []
  return named(kind, name, pointer, text(key))
}

function wholeReference(kind: ReferencedKind, source: unknown, pointer: string): ConfigReference[] {
  const { name, optional } = shape(source)
  return optional === true ? [] : named(kind, name, `${pointer}/name`)
}

function named(kind: ReferencedKind, name: unknown, pointer: string, key?: string) {
  const id = text(name)
  return id === undefined || id === '' ? [] : [reference(kind, id, pointer, key)]
}

function reference(
  kind: ReferencedKind,
  name: string,
  pointer: string,
  key?: string,
): ConfigReference {
  return { kind, name, pointer, ...(key !== undefined && { key }) }
}

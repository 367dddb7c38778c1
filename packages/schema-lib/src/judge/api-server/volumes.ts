import { checkTemplateMetadata } from './metadata.ts'
import { dnsLabel, dnsSubdomain, forwardPath, relativePath } from './names.ts'
import {
  at,
  find,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { type PodTemplate, setFields } from './pod-templates.ts'
import { checkProjections } from './projected-volumes.ts'
import { checkAmount } from './quantity.ts'
import { checkForm, checkName, checkPresent, checkUnique } from './texts.ts'
import { checkClaimSpec } from './volume-claims.ts'
import { checkDriverName, checkFiles } from './volume-files.ts'

const types = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
]

/**
 * Volumes of a pod: unique names, one type each, and what the common types say of themselves.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateVolumes, validateVolumeSource.
 */
export function checkVolumes(pod: PodTemplate): readonly ServerFinding[] {
  // A StatefulSet's claims take the place of volumes of the same name.
  const volumes = itemsOf(at(pod.spec, 'volumes')).filter(
    (volume) => !pod.claimedVolumes.includes(textOf(at(volume, 'name')) ?? ''),
  )
  return [
    ...checkUnique(
      volumes.map((volume) => at(volume, 'name')),
      'the name of the volume',
    ),
    ...volumes.flatMap((volume) => [
      ...checkName(at(volume, 'name'), 'the name of the volume', dnsLabel),
      ...checkOneType(volume, types, 'a volume'),
      ...checkTypes(volume),
    ]),
  ]
}

/** Exactly one of the types that a volume can be of. A volume without any counts as no type: the API server defaults nothing. */
export function checkOneType(
  volume: Place,
  known: readonly string[],
  what: string,
): readonly ServerFinding[] {
  if (typeof volume.value !== 'object' || volume.value === null) return nothing
  const set = setFields(volume, known)
  if (set.length === 1) return nothing
  return set.length > 1
    ? find(volume, `${what} has one type, and this has ${set.join(', ')}`, 'keep one of them')
    : find(
        volume,
        `${what} needs a type, and this names none`,
        'add one, such as configMap, secret, emptyDir or persistentVolumeClaim',
      )
}

/** The types of {@link checkVolumes} that are looked into, whatever else the volume is. */
function checkTypes(volume: Place): readonly ServerFinding[] {
  const type = (field: string) => at(volume, field)
  const claim = at(volume, 'ephemeral', 'volumeClaimTemplate')
  return [
    ...checkAmount(at(volume, 'emptyDir', 'sizeLimit'), 'sizeLimit'),
    ...checkHostPath(type('hostPath')),
    ...checkName(at(volume, 'gitRepo', 'repository'), 'the repository', () => undefined),
    ...checkForm(at(volume, 'gitRepo', 'directory'), 'the directory', relativePath),
    ...(isSet(type('secret'))
      ? [
          ...checkPresent(at(volume, 'secret', 'secretName'), 'the name of the Secret'),
          ...checkFiles(type('secret')),
        ]
      : nothing),
    ...(isSet(type('configMap'))
      ? [
          ...checkPresent(at(volume, 'configMap', 'name'), 'the name of the ConfigMap'),
          ...checkFiles(type('configMap')),
        ]
      : nothing),
    ...checkName(
      at(volume, 'persistentVolumeClaim', 'claimName'),
      'the name of the claim',
      () => undefined,
    ),
    ...checkNfs(type('nfs')),
    ...checkFiles(type('downwardAPI')),
    ...checkProjections(type('projected')),
    ...checkCsi(type('csi')),
    ...(isSet(type('ephemeral')) && !isSet(claim)
      ? checkPresent(claim, 'volumeClaimTemplate')
      : isSet(claim)
        ? [...checkTemplateMetadata(at(claim, 'metadata')), ...checkClaimSpec(at(claim, 'spec'))]
        : nothing),
    ...(isSet(type('image'))
      ? checkPresent(at(volume, 'image', 'reference'), 'the reference of the image')
      : nothing),
  ]
}

/** Source: validateHostPathVolumeSource. */
export function checkHostPath(place: Place): readonly ServerFinding[] {
  return checkName(at(place, 'path'), 'the path', forwardPath)
}

/** Source: validateNFSVolumeSource. */
export function checkNfs(place: Place): readonly ServerFinding[] {
  return [
    ...checkName(at(place, 'server'), 'the server', () => undefined),
    ...checkName(at(place, 'path'), 'the path', (text) =>
      text.startsWith('/') ? undefined : 'must be an absolute path',
    ),
  ]
}

/** Source: validateCSIVolumeSource. */
function checkCsi(place: Place): readonly ServerFinding[] {
  const secret = at(place, 'nodePublishSecretRef')
  return [
    ...checkDriverName(at(place, 'driver')),
    ...(isSet(secret) ? checkPresent(at(secret, 'name'), 'the name of the Secret') : nothing),
    ...checkForm(at(secret, 'name'), 'the name of the Secret', dnsSubdomain),
  ]
}

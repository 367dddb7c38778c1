import { checkTemplateMetadata } from './metadata.ts'
import { dnsLabel, dnsSubdomain, forwardPath, relativePath } from './names.ts'
import {
  at,
  entriesOf,
  find,
  isEmpty,
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
import { checkForm, checkName, checkNotEmpty, checkPresent, checkUnique } from './texts.ts'
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
      ...setFields(volume, types).flatMap((type) => checks[type]?.(at(volume, type)) ?? nothing),
      // Templates are not held to it.
      ...(pod.kind === 'Pod' && isSet(at(volume, 'image'))
        ? checkPresent(at(volume, 'image', 'reference'), 'the reference of the image')
        : nothing),
    ]),
    ...(pod.kind === 'Pod' && isMirror(pod) && isEmpty(at(pod.spec, 'serviceAccountName'))
      ? volumes.flatMap(checkTokens)
      : nothing),
  ]
}

/** A static pod as its kubelet shows it. */
function isMirror({ metadata }: PodTemplate): boolean {
  return isSet(at(metadata, 'annotations', 'kubernetes.io/config.mirror'))
}

/**
 * Tokens are of the ServiceAccount that a pod names; admission names one for every pod but mirrors.
 *
 * Source: validatePodMetadataAndSpec; plugin/pkg/admission/serviceaccount/admission.go, Admit.
 */
function checkTokens(volume: Place): readonly ServerFinding[] {
  return itemsOf(at(volume, 'projected', 'sources')).flatMap((source) => {
    const token = at(source, 'serviceAccountToken')
    return isSet(token)
      ? find(
          token,
          'the token is of a ServiceAccount, and the pod names none',
          'set serviceAccountName',
        )
      : nothing
  })
}

/** One type at most: a volume of a pod without any is an emptyDir. */
export function checkOneType(
  volume: Place,
  known: readonly string[],
  what: string,
): readonly ServerFinding[] {
  if (typeof volume.value !== 'object' || volume.value === null) return nothing
  const set = setFields(volume, known)
  return set.length > 1
    ? find(volume, `${what} has one type, and this has ${set.join(', ')}`, 'keep one of them')
    : nothing
}

/** What is looked at inside the common types. */
const checks: Readonly<Record<string, (source: Place) => readonly ServerFinding[]>> = {
  emptyDir: (source) => checkAmount(at(source, 'sizeLimit'), 'sizeLimit'),
  hostPath: checkHostPath,
  gitRepo: (source) => [
    ...checkNotEmpty(at(source, 'repository'), 'the repository'),
    ...checkForm(at(source, 'directory'), 'the directory', relativePath),
  ],
  secret: (source) => [
    ...checkPresent(at(source, 'secretName'), 'the name of the Secret'),
    ...checkFiles(source),
  ],
  configMap: (source) => [
    ...checkPresent(at(source, 'name'), 'the name of the ConfigMap'),
    ...checkFiles(source),
  ],
  persistentVolumeClaim: (source) =>
    checkNotEmpty(at(source, 'claimName'), 'the name of the claim'),
  nfs: checkNfs,
  downwardAPI: checkFiles,
  projected: checkProjections,
  csi: checkCsi,
  ephemeral: (source) => {
    const claim = at(source, 'volumeClaimTemplate')
    return isSet(claim)
      ? [...checkClaimMetadata(at(claim, 'metadata')), ...checkClaimSpec(at(claim, 'spec'))]
      : checkPresent(claim, 'volumeClaimTemplate')
  },
}

/** The claim is named after its pod. Source: ValidateTemplateObjectMeta. */
function checkClaimMetadata(metadata: Place): readonly ServerFinding[] {
  return [
    ...checkTemplateMetadata(metadata),
    ...entriesOf(metadata).flatMap(([field, place]) =>
      field === 'labels' || field === 'annotations' || isEmpty(place)
        ? nothing
        : find(place, `a claim that is made for a pod may not have ${field}`, 'remove it'),
    ),
  ]
}

/** Source: validateHostPathVolumeSource. */
export function checkHostPath(place: Place): readonly ServerFinding[] {
  return checkName(at(place, 'path'), 'the path', forwardPath)
}

/** Source: validateNFSVolumeSource. */
export function checkNfs(place: Place): readonly ServerFinding[] {
  return [
    ...checkNotEmpty(at(place, 'server'), 'the server'),
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

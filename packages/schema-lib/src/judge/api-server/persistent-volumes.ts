import { checkNodeSelector } from './affinities.ts'
import { dnsLabel, dnsSubdomain } from './names.ts'
import {
  at,
  entriesOf,
  find,
  isEmpty,
  isSet,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import { setFields } from './pod-templates.ts'
import { checkPositiveAmount } from './quantity.ts'
import { checkForm, checkName, checkNotEmpty, checkPresent } from './texts.ts'
import { checkAccessModes } from './volume-claims.ts'
import { checkDriverName } from './volume-files.ts'
import { checkHostPath, checkNfs, checkOneType } from './volumes.ts'

const types = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
]

/**
 * PersistentVolumes: size, modes, and one type.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec.
 */
export function checkPersistentVolume(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  if (!isSet(spec)) return nothing
  const capacity = at(spec, 'capacity')
  const names = entriesOf(capacity).map(([name]) => name)
  const [csi, local] = [at(spec, 'csi'), at(spec, 'local')]
  const affinity = at(spec, 'nodeAffinity')
  return [
    ...checkAccessModes(spec),
    ...(names.length === 1 && names[0] === 'storage'
      ? checkPositiveAmount({ ...capacity, value: at(capacity, 'storage').value ?? 0 }, 'the size')
      : find(
          isSet(capacity) ? capacity : spec,
          'a volume has a capacity of storage, and nothing else',
          "set capacity: { storage: '10Gi' }",
        )),
    ...checkOneType(spec, types, 'a PersistentVolume'),
    ...(setFields(spec, types).length === 0
      ? find(spec, 'a PersistentVolume needs a type, and this names none', 'add one, such as csi')
      : nothing),
    ...checkHostPath(at(spec, 'hostPath')),
    ...checkNfs(at(spec, 'nfs')),
    ...(isSet(csi)
      ? [
          ...checkDriverName(at(csi, 'driver')),
          ...checkNotEmpty(at(csi, 'volumeHandle'), 'the handle of the volume'),
        ]
      : nothing),
    ...[
      'controllerPublishSecretRef',
      'controllerExpandSecretRef',
      'nodePublishSecretRef',
      'nodeExpandSecretRef',
    ].flatMap((field) => checkSecretReference(at(csi, field))),
    ...(isSet(local) && !isSet(affinity)
      ? find(spec, 'a local volume is on one node, and nodeAffinity does not say which', 'add it')
      : nothing),
    ...(isSet(affinity) && !isSet(at(affinity, 'required'))
      ? find(affinity, 'nodeAffinity of a volume says what is required', 'add required')
      : checkNodeSelector(at(affinity, 'required'))),
    ...checkForm(at(spec, 'storageClassName'), 'the name of the StorageClass', dnsSubdomain),
    ...checkName(at(spec, 'volumeAttributesClassName'), 'the name of the class', dnsSubdomain),
  ]
}

/** Source: validatePVSecretReference. */
function checkSecretReference(place: Place): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  return [
    ...(isEmpty(at(place, 'name'))
      ? checkPresent(at(place, 'name'), 'the name of the Secret')
      : checkForm(at(place, 'name'), 'the name of the Secret', dnsSubdomain)),
    ...(isEmpty(at(place, 'namespace'))
      ? checkPresent(at(place, 'namespace'), 'the namespace of the Secret')
      : checkForm(at(place, 'namespace'), 'the namespace of the Secret', dnsLabel)),
  ]
}

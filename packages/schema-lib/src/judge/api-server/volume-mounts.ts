import { forwardPath, relativePath } from './names.ts'
import {
  at,
  find,
  isSet,
  isTrue,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkChoice, checkForm, checkNotEmpty, checkUnique, listed } from './texts.ts'

/**
 * Where containers see volumes of their pod.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateVolumeMounts, ValidateVolumeDevices, validateMountPropagation,
 * validateMountRecursiveReadOnly.
 */
export function checkVolumeMounts(pod: PodTemplate): readonly ServerFinding[] {
  const volumes = new Map<string, boolean>([
    ...itemsOf(at(pod.spec, 'volumes')).map((volume): [string, boolean] => [
      textOf(at(volume, 'name')) ?? '',
      isSet(at(volume, 'persistentVolumeClaim')) || isSet(at(volume, 'ephemeral')),
    ]),
    ...pod.claimedVolumes.map((name): [string, boolean] => [name, true]),
  ])
  return pod.containers.flatMap(({ place }) => {
    const mounts = itemsOf(at(place, 'volumeMounts'))
    const devices = itemsOf(at(place, 'volumeDevices'))
    return [
      ...mounts.flatMap((mount) => [
        ...checkVolume(at(mount, 'name'), volumes),
        ...checkMount(mount, place),
      ]),
      ...devices.flatMap((device) => [
        ...checkVolume(at(device, 'name'), volumes),
        ...checkDevice(device, volumes),
      ]),
      ...checkUnique(
        mounts.map((mount) => at(mount, 'mountPath')),
        'the mountPath',
      ),
      ...checkUnique(
        devices.map((device) => at(device, 'devicePath')),
        'the devicePath',
      ),
      ...checkUnique(
        devices.map((device) => at(device, 'name')),
        'the device of the volume',
      ),
      ...checkApart(mounts, devices),
    ]
  })
}

function checkVolume(name: Place, volumes: ReadonlyMap<string, boolean>): readonly ServerFinding[] {
  const text = textOf(name)
  if (text === undefined) return checkNotEmpty(name, 'the name of the volume')
  return volumes.has(text)
    ? nothing
    : find(
        name,
        `the pod has no volume '${text}'`,
        volumes.size === 0
          ? 'add it to the volumes of the pod'
          : `add it, or use ${listed([...volumes.keys()])}`,
      )
}

function checkMount(mount: Place, container: Place): readonly ServerFinding[] {
  const propagation = at(mount, 'mountPropagation')
  const recursive = at(mount, 'recursiveReadOnly')
  const subPathExpr = at(mount, 'subPathExpr')
  const isRecursive = isSet(recursive) && recursive.value !== 'Disabled'
  return [
    ...checkNotEmpty(at(mount, 'mountPath'), 'the mountPath'),
    ...checkForm(at(mount, 'subPath'), 'the subPath', relativePath),
    ...checkForm(subPathExpr, 'the subPathExpr', relativePath),
    ...(textOf(subPathExpr) !== undefined && textOf(at(mount, 'subPath')) !== undefined
      ? find(subPathExpr, 'subPath and subPathExpr are both set', 'keep one of them')
      : nothing),
    ...(propagation.value === 'Bidirectional' &&
    !isTrue(at(container, 'securityContext', 'privileged'))
      ? find(
          propagation,
          'Bidirectional reaches into the node, which only privileged containers may',
          'use HostToContainer, or leave it out',
        )
      : nothing),
    ...checkChoice(recursive, 'recursiveReadOnly', ['Disabled', 'IfPossible', 'Enabled']),
    ...(isRecursive && !isTrue(at(mount, 'readOnly'))
      ? find(recursive, 'recursiveReadOnly goes with readOnly only', 'set readOnly: true')
      : nothing),
    ...(isRecursive && isSet(propagation) && propagation.value !== 'None'
      ? find(recursive, 'recursiveReadOnly and mountPropagation exclude each other', 'keep one')
      : nothing),
  ]
}

function checkDevice(
  device: Place,
  volumes: ReadonlyMap<string, boolean>,
): readonly ServerFinding[] {
  const name = at(device, 'name')
  return [
    ...checkNotEmpty(at(device, 'devicePath'), 'the devicePath'),
    ...checkForm(at(device, 'devicePath'), 'the devicePath', forwardPath),
    ...(volumes.get(String(name.value)) === false
      ? find(
          name,
          `the volume '${String(name.value)}' is no claim, and only claims can be block devices`,
          'use volumeMounts, or a volume of type persistentVolumeClaim or ephemeral',
        )
      : nothing),
  ]
}

/** A volume is a folder or a device of a container, and a path is one of them. */
function checkApart(mounts: readonly Place[], devices: readonly Place[]): readonly ServerFinding[] {
  const taken = (field: string) => new Set(devices.map((device) => textOf(at(device, field))))
  const [names, paths] = [taken('name'), taken('devicePath')]
  return mounts.flatMap((mount) => {
    const [name, path] = [at(mount, 'name'), at(mount, 'mountPath')]
    return [
      ...(textOf(name) !== undefined && names.has(textOf(name))
        ? find(name, `the volume '${textOf(name)}' is a device of this container too`, 'keep one')
        : nothing),
      ...(textOf(path) !== undefined && paths.has(textOf(path))
        ? find(path, `the path '${textOf(path)}' is a device of this container too`, 'keep one')
        : nothing),
    ]
  })
}

import { checkLabelSelector } from './label-selectors.ts'
import { dnsLabel, dnsSubdomain } from './names.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { checkPositiveAmount } from './quantity.ts'
import { checkForm, checkNotEmpty } from './texts.ts'

/**
 * What a claim of a volume asks for, as an object of its own, in a StatefulSet or in a pod.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec.
 */
export function checkClaimSpec(spec: Place): readonly ServerFinding[] {
  if (!isSet(spec)) return nothing
  const storage = at(spec, 'resources', 'requests', 'storage')
  const [source, reference] = [at(spec, 'dataSource'), at(spec, 'dataSourceRef')]
  return [
    ...checkAccessModes(spec),
    ...checkLabelSelector(at(spec, 'selector')),
    ...(storage.value === undefined
      ? find(
          spec,
          'the claim asks for no size: resources.requests.storage is missing',
          "add it, such as '10Gi'",
        )
      : checkPositiveAmount({ ...storage, value: storage.value ?? 0 }, 'the size')),
    ...checkForm(at(spec, 'storageClassName'), 'the name of the StorageClass', dnsSubdomain),
    ...checkForm(at(spec, 'volumeAttributesClassName'), 'the name of the class', dnsSubdomain),
    ...[source, reference]
      .filter((place) => place === reference || isKept(place))
      .flatMap(checkSource),
    ...(isSet(source) && isKept(source) && isSet(reference) && !isSame(source, reference)
      ? find(source, 'dataSource and dataSourceRef name different things', 'keep dataSourceRef')
      : nothing),
  ]
}

export function checkVolumeClaim(root: Place): readonly ServerFinding[] {
  return checkClaimSpec(at(root, 'spec'))
}

/** Modes of a claim or of a volume. */
export function checkAccessModes(spec: Place): readonly ServerFinding[] {
  const modes = at(spec, 'accessModes')
  const values = itemsOf(modes).map(({ value }) => value)
  return [
    ...(isEmpty(modes)
      ? find(
          isSet(modes) ? modes : spec,
          'there is no access mode',
          'add one, such as ReadWriteOnce',
        )
      : nothing),
    ...(values.includes('ReadWriteOncePod') && values.some((value) => value !== 'ReadWriteOncePod')
      ? find(modes, 'ReadWriteOncePod goes with no other mode', 'remove the others')
      : nothing),
  ]
}

function checkSource(place: Place): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const [group, kind] = [at(place, 'apiGroup'), at(place, 'kind')]
  return [
    ...checkNotEmpty(at(place, 'name'), 'the name'),
    ...(textOf(group) === undefined && kind.value !== 'PersistentVolumeClaim'
      ? find(
          kind,
          `the core group has no ${String(kind.value)} that a volume could be made from`,
          'add apiGroup, or name a PersistentVolumeClaim',
        )
      : nothing),
    ...checkForm(group, 'the apiGroup', dnsSubdomain),
    ...checkForm(at(place, 'namespace'), 'the namespace', dnsLabel),
  ]
}

/** A dataSource of another kind is dropped. Source: pkg/api/persistentvolumeclaim/util.go, dataSourceIsPvcOrSnapshot. */
function isKept(source: Place): boolean {
  const [group, kind] = [textOf(at(source, 'apiGroup')), at(source, 'kind').value]
  return (
    (kind === 'PersistentVolumeClaim' && group === undefined) ||
    (kind === 'VolumeSnapshot' && group === 'snapshot.storage.k8s.io')
  )
}

function isSame(source: Place, reference: Place): boolean {
  return (
    textOf(at(reference, 'namespace')) === undefined &&
    ['apiGroup', 'kind', 'name'].every(
      (field) => (at(source, field).value ?? null) === (at(reference, field).value ?? null),
    )
  )
}

import { anyCaseName, qualifiedName } from './names.ts'
import { checkBounds } from './numbers.ts'
import {
  at,
  entriesOf,
  find,
  isEmptyList,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import { checkChoice, checkName, checkNotEmpty, checkUnique } from './texts.ts'

/**
 * StorageClasses: who makes volumes, where, and what becomes of them.
 *
 * Source: pkg/apis/storage/validation/validation.go, ValidateStorageClass.
 */
export function checkStorageClass(root: Place): readonly ServerFinding[] {
  const parameters = at(root, 'parameters')
  const entries = entriesOf(parameters)
  const bytes = entries.reduce(
    (sum, [key, { value }]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  )
  const reclaim = at(root, 'reclaimPolicy')
  return [
    ...checkName(at(root, 'provisioner'), 'the provisioner', anyCaseName),
    ...(reclaim.value === 'Recycle'
      ? find(reclaim, 'volumes that are made on demand cannot be recycled', 'use Delete or Retain')
      : nothing),
    ...(entries.length > 512 || bytes > 256 * 1024
      ? find(parameters, 'there are 512 parameters and 256 KiB of them at most', 'remove some')
      : nothing),
    ...(at(parameters, '').value === undefined
      ? nothing
      : find(parameters, 'a parameter has an empty key', 'name it')),
    ...checkTopologies(at(root, 'allowedTopologies')),
  ]
}

function checkTopologies(topologies: Place): readonly ServerFinding[] {
  const seen = new Set<string>()
  return itemsOf(topologies).flatMap((term) => {
    const expressions = itemsOf(at(term, 'matchLabelExpressions'))
    const text = JSON.stringify(
      expressions
        .map((one) => [
          at(one, 'key').value,
          itemsOf(at(one, 'values'))
            .map(({ value }) => String(value))
            .sort(),
        ])
        .sort(),
    )
    const twice = seen.has(text)
    seen.add(text)
    return [
      ...(twice || expressions.length === 0
        ? find(
            term,
            twice ? 'the same topology stands twice' : 'the topology says nothing',
            'remove it',
          )
        : nothing),
      ...checkUnique(
        expressions.map((expression) => at(expression, 'key')),
        'the key',
      ),
      ...expressions.flatMap((expression) => [
        ...checkName(at(expression, 'key'), 'the key', qualifiedName),
        ...checkUnique(itemsOf(at(expression, 'values')), 'the value'),
        ...(isEmptyList(at(expression, 'values'))
          ? find(at(expression, 'values'), 'there are no values', 'add some')
          : nothing),
      ]),
    ]
  })
}

/**
 * CSIDrivers: what the kubelet and the scheduler are to do for a driver.
 *
 * Source: the same file, ValidateCSIDriver.
 */
export function checkCsiDriver(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const requests = itemsOf(at(spec, 'tokenRequests'))
  const audiences = requests.map((request) => at(request, 'audience'))
  return [
    ...checkChoice(at(spec, 'fsGroupPolicy'), 'fsGroupPolicy', [
      'ReadWriteOnceWithFSType',
      'File',
      'None',
    ]),
    ...itemsOf(at(spec, 'volumeLifecycleModes')).flatMap((mode) =>
      checkChoice(mode, 'the mode', ['Persistent', 'Ephemeral']),
    ),
    ...checkUnique(audiences, 'the audience'),
    ...audiences
      .filter(({ value }) => value === '' || value === undefined)
      .slice(1)
      .flatMap((audience) => checkNotEmpty({ ...audience, value: '' }, 'the second audience')),
    ...requests.flatMap((request) =>
      checkBounds(at(request, 'expirationSeconds'), 'expirationSeconds', {
        min: 600,
        max: 2 ** 32,
      }),
    ),
    ...checkBounds(
      at(spec, 'nodeAllocatableUpdatePeriodSeconds'),
      'nodeAllocatableUpdatePeriodSeconds',
      { min: 10 },
    ),
    ...(isSet(at(spec, 'serviceAccountTokenInSecrets')) && requests.length === 0
      ? find(
          at(spec, 'serviceAccountTokenInSecrets'),
          'it is about tokens, and there are no tokenRequests',
          'add tokenRequests, or remove it',
        )
      : nothing),
  ]
}

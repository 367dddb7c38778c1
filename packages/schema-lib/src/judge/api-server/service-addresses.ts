import { familyOf } from './addresses.ts'
import type { NameRule } from './names.ts'
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
import { checkForm, checkNotEmpty, checkUnique } from './texts.ts'

/**
 * Addresses of a Service in the cluster, and their families.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields;
 * pkg/registry/core/service/storage/alloc.go, initIPFamilyFields.
 */
export function checkServiceAddresses(
  spec: Place,
  type: string,
  address: NameRule,
): readonly ServerFinding[] {
  const list = at(spec, 'clusterIPs')
  const families = at(spec, 'ipFamilies')
  if (type === 'ExternalName') {
    return ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'].flatMap((field) => {
      const place = at(spec, field)
      return isEmpty(place) && field !== 'ipFamilyPolicy'
        ? nothing
        : isSet(place)
          ? find(place, `a Service of type ExternalName has no ${field}`, 'remove it')
          : nothing
    })
  }
  const addresses = isEmpty(list) ? [at(spec, 'clusterIP')] : itemsOf(list)
  const isHeadless = addresses[0]?.value === 'None'
  return [
    ...(isEmpty(list) || at(spec, 'clusterIP').value === itemsOf(list)[0]?.value
      ? nothing
      : find(
          list,
          'the first of clusterIPs must be clusterIP',
          'write the same address, or leave both out',
        )),
    ...(isHeadless && addresses.length > 1
      ? find(list, "'None' must be the only address", 'remove the others')
      : addresses
          .filter(({ value }, index) => !(index === 0 && value === 'None'))
          .flatMap((one) => checkForm(one, 'the address', address))),
    ...checkUnique(itemsOf(families), 'the family'),
    ...itemsOf(families).flatMap((family) => checkNotEmpty(family, 'the family')),
    ...checkCount(spec, addresses, isHeadless),
    ...(isHeadless
      ? nothing
      : addresses.flatMap((one, index) => checkFamily(one, itemsOf(families)[index]))),
  ]
}

function checkCount(
  spec: Place,
  addresses: readonly Place[],
  isHeadless: boolean,
): readonly ServerFinding[] {
  const policy = textOf(at(spec, 'ipFamilyPolicy'))
  const isSingle =
    policy === 'SingleStack' ||
    (policy === undefined && !(isHeadless && isEmpty(at(spec, 'selector'))))
  const families = addresses.map((one) => familyOf(textOf(one) ?? ''))
  const list = at(spec, 'clusterIPs')
  return [
    ...(addresses.length > 2 || (addresses.length === 2 && families[0] === families[1])
      ? find(list, 'a Service has one address of each family at most', 'remove some')
      : nothing),
    ...(isSingle && (addresses.length === 2 || itemsOf(at(spec, 'ipFamilies')).length === 2)
      ? find(
          addresses.length === 2 ? list : at(spec, 'ipFamilies'),
          'two families need ipFamilyPolicy: PreferDualStack or RequireDualStack, and it is SingleStack unless it is said',
          'set ipFamilyPolicy',
        )
      : nothing),
  ]
}

function checkFamily(one: Place, family: Place | undefined): readonly ServerFinding[] {
  const actual = familyOf(textOf(one) ?? '')
  return actual === undefined || !family || isEmpty(family) || family.value === `IPv${actual}`
    ? nothing
    : find(
        one,
        `the address is IPv${actual}, and its family ${String(family.value)}`,
        'correct one',
      )
}

import { dnsOldLabel, dnsSubdomain } from './names.ts'
import { checkBounds, checkPortNumber } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  isTrue,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { checkBase64 } from './secrets.ts'
import { checkForm, checkPresent } from './texts.ts'

/**
 * APIServices: a version of a group that another server serves.
 *
 * Source: k8s.io/kube-aggregator pkg/apis/apiregistration/validation/validation.go, ValidateAPIService.
 */
export function checkApiService(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  if (!isSet(spec)) return nothing
  const [group, version, service] = ['group', 'version', 'service'].map((field) =>
    at(spec, field),
  ) as [Place, Place, Place]
  const name = at(root, 'metadata', 'name')
  const expected = `${String(version.value ?? '')}.${String(group.value ?? '')}`
  const [bundle, insecure] = [at(spec, 'caBundle'), at(spec, 'insecureSkipTLSVerify')]
  return [
    ...[name, at(root, 'metadata', 'generateName')].flatMap((place) =>
      textOf(place) === undefined || place.value === expected
        ? nothing
        : find(
            place,
            `the name must be the version, a dot and the group: '${expected}'`,
            'correct it',
          ),
    ),
    ...(isEmpty(group) && version.value !== 'v1'
      ? checkPresent(group, 'the group')
      : checkForm(group, 'the group', dnsSubdomain)),
    ...(isEmpty(version)
      ? checkPresent(version, 'the version')
      : checkForm(version, 'the version', dnsOldLabel)),
    ...checkBounds(at(spec, 'groupPriorityMinimum'), 'groupPriorityMinimum', {
      min: 1,
      max: 20_000,
    }),
    ...checkBounds(at(spec, 'versionPriority'), 'versionPriority', { min: 1, max: 1000 }),
    ...checkBase64('caBundle', bundle),
    ...(isSet(service)
      ? [
          ...checkPresent(at(service, 'name'), 'the name of the Service'),
          ...checkPresent(at(service, 'namespace'), 'the namespace of the Service'),
          ...checkPortNumber(at(service, 'port'), 'the port'),
          ...(isTrue(insecure) && !isEmpty(bundle)
            ? find(insecure, 'a caBundle verifies what insecureSkipTLSVerify skips', 'keep one')
            : nothing),
        ]
      : [bundle, insecure]
          .filter((place) => !isEmpty(place) && place.value !== false)
          .flatMap((place) =>
            find(place, 'it is about a Service, and there is none: this API is local', 'remove it'),
          )),
  ]
}

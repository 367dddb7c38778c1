import { checkFieldRef, checkResourceFieldRef, fieldsOfFiles } from './environment-variables.ts'
import { dnsSubdomain, filePath } from './names.ts'
import { checkFileMode } from './numbers.ts'
import { at, find, isSet, itemsOf, nothing, type Place, type ServerFinding } from './place.ts'
import { setFields } from './pod-templates.ts'
import { checkName, checkNotEmpty, checkPresent } from './texts.ts'

/**
 * `items` of a volume: what becomes a file, where, and with which permissions.
 *
 * Source: pkg/apis/core/validation/validation.go, validateKeyToPath, validateDownwardAPIVolumeFile.
 */
export function checkFiles(source: Place): readonly ServerFinding[] {
  const downward = source.key === 'downwardAPI'
  return [
    ...checkFileMode(at(source, 'defaultMode')),
    ...itemsOf(at(source, 'items')).flatMap((item) => [
      ...checkName(at(item, 'path'), 'the path', filePath),
      ...checkFileMode(at(item, 'mode')),
      ...(downward ? checkDownwardFile(item) : checkNotEmpty(at(item, 'key'), 'the key')),
    ]),
  ]
}

function checkDownwardFile(item: Place): readonly ServerFinding[] {
  const set = setFields(item, ['fieldRef', 'resourceFieldRef'])
  const resource = at(item, 'resourceFieldRef')
  return [
    ...(set.length === 1
      ? nothing
      : find(
          item,
          set.length === 0 ? 'the file names no source' : 'the file names two sources',
          'set either fieldRef or resourceFieldRef',
        )),
    ...checkFieldRef(at(item, 'fieldRef'), fieldsOfFiles),
    ...(isSet(resource)
      ? [
          ...checkPresent(at(resource, 'containerName'), 'the name of the container'),
          ...checkResourceFieldRef(resource),
        ]
      : nothing),
  ]
}

/** Source: ValidateCSIDriverName. */
export function checkDriverName(place: Place): readonly ServerFinding[] {
  return checkName(place, 'the name of the driver', (text) =>
    text.length > 63 ? 'has more than 63 characters' : dnsSubdomain(text.toLowerCase()),
  )
}

import { filePath } from './names.ts'
import { checkBounds, checkFileMode } from './numbers.ts'
import { at, find, isSet, itemsOf, nothing, type Place, type ServerFinding } from './place.ts'
import { setFields } from './pod-templates.ts'
import { checkName, checkPresent, checkUnique } from './texts.ts'
import { checkFiles } from './volume-files.ts'

const kinds = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
]

/**
 * Several sources in one folder, each with one kind of content and every path once.
 *
 * Source: pkg/apis/core/validation/validation.go, validateProjectionSources.
 */
export function checkProjections(projected: Place): readonly ServerFinding[] {
  const sources = itemsOf(at(projected, 'sources'))
  return [
    ...checkFileMode(at(projected, 'defaultMode')),
    ...sources.flatMap(checkSource),
    ...checkUnique(
      sources.flatMap((source) =>
        ['secret', 'configMap', 'downwardAPI'].flatMap((kind) =>
          itemsOf(at(source, kind, 'items')).map((item) => at(item, 'path')),
        ),
      ),
      'the path',
    ),
  ]
}

function checkSource(source: Place): readonly ServerFinding[] {
  const set = setFields(source, kinds)
  const token = at(source, 'serviceAccountToken')
  return [
    ...(set.length > 1
      ? find(source, `a source holds one kind of content, and this ${set.join(', ')}`, 'split it')
      : nothing),
    ...['secret', 'configMap'].flatMap((kind) => {
      const place = at(source, kind)
      return isSet(place)
        ? [...checkPresent(at(place, 'name'), `the name of the ${kind}`), ...checkFiles(place)]
        : nothing
    }),
    ...checkFiles(at(source, 'downwardAPI')),
    ...(isSet(token)
      ? [
          ...checkBounds(at(token, 'expirationSeconds'), 'expirationSeconds', {
            min: 600,
            max: 2 ** 32,
          }),
          ...checkName(at(token, 'path'), 'the path', filePath),
        ]
      : nothing),
  ]
}

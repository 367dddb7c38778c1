import { configKey } from './names.ts'
import { at, entriesOf, find, nothing, type Place, type ServerFinding } from './place.ts'

/** Bytes of values that a ConfigMap or a Secret may hold: MaxSecretSize. */
const maxBytes = 1024 * 1024

/**
 * ConfigMaps: keys, and how much they hold.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateConfigMap.
 */
export function checkConfigMap(root: Place): readonly ServerFinding[] {
  const [data, binary] = [at(root, 'data'), at(root, 'binaryData')]
  const twice = entriesOf(data).filter(([key]) => at(binary, key).value !== undefined)
  return [
    ...checkConfigKeys(data),
    ...checkConfigKeys(binary),
    ...twice.flatMap(([key, place]) =>
      find(place, `the key '${key}' stands in binaryData too`, 'keep one of them'),
    ),
    ...checkSize(root, [
      ...entriesOf(data).map(([, { value }]) => Buffer.byteLength(String(value))),
      ...entriesOf(binary).map(([, { value }]) => decodedBytes(value)),
    ]),
  ]
}

export function checkConfigKeys(map: Place): readonly ServerFinding[] {
  return entriesOf(map).flatMap(([key, place]) => {
    const fault = key === '' ? 'must not be empty' : configKey(key)
    return fault === undefined
      ? nothing
      : find(place, `the key '${key}' ${fault}`, 'correct the key')
  })
}

export function checkSize(root: Place, sizes: readonly number[]): readonly ServerFinding[] {
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return bytes <= maxBytes
    ? nothing
    : find(
        root,
        `the values have ${bytes} bytes together, and the API server accepts ${maxBytes}`,
        'split it, or keep large files in an image or a volume',
      )
}

/** Bytes that a text in base64 stands for. */
export function decodedBytes(value: unknown): number {
  return typeof value === 'string' ? Buffer.byteLength(value, 'base64') : 0
}

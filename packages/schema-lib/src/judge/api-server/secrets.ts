import { isRecord } from '../is-record.ts'
import { checkConfigKeys, checkSize, decodedBytes } from './config-maps.ts'
import {
  at,
  entriesOf,
  find,
  isEmpty,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'

/**
 * Secrets: keys, how much they hold, and what their type needs. `stringData` is written over `data`.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateSecret.
 */
export function checkSecret(root: Place): readonly ServerFinding[] {
  const [data, texts] = [at(root, 'data'), at(root, 'stringData')]
  const encoded = entriesOf(data).filter(([key]) => at(texts, key).value === undefined)
  return [
    ...checkConfigKeys(data),
    ...checkConfigKeys(texts),
    ...entriesOf(data).flatMap(([key, place]) => checkBase64(key, place)),
    ...checkSize(root, [
      ...encoded.map(([, { value }]) => decodedBytes(value)),
      ...entriesOf(texts).map(([, { value }]) => Buffer.byteLength(String(value))),
    ]),
    ...checkType(root),
  ]
}

/** Bytes are written in base64, by Go's StdEncoding: with padding, line breaks aside. */
export function checkBase64(key: string, place: Place): readonly ServerFinding[] {
  const { value } = place
  if (typeof value !== 'string') return nothing
  const plain = value.replaceAll(/[\r\n]/g, '')
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain)
    ? nothing
    : find(
        place,
        `the value of '${key}' is no base64`,
        'encode it, or write it to stringData as it is',
      )
}

const accountName = 'kubernetes.io/service-account.name'

function checkType(root: Place): readonly ServerFinding[] {
  const has = (key: string) =>
    at(root, 'data', key).value !== undefined || at(root, 'stringData', key).value !== undefined
  const lacks = (keys: readonly string[]) =>
    keys
      .filter((key) => !has(key))
      .flatMap((key) =>
        find(
          at(root, 'type'),
          `a Secret of this type has the key '${key}', and this has not`,
          'add it',
        ),
      )
  switch (at(root, 'type').value) {
    case 'kubernetes.io/service-account-token':
      return isEmpty(at(root, 'metadata', 'annotations', accountName))
        ? find(
            at(root, 'type'),
            `a Secret of this type names its ServiceAccount in the annotation ${accountName}`,
            'add the annotation',
          )
        : nothing
    case 'kubernetes.io/dockercfg':
      return has('.dockercfg') ? checkJson(root, '.dockercfg') : lacks(['.dockercfg'])
    case 'kubernetes.io/dockerconfigjson':
      return has('.dockerconfigjson')
        ? checkJson(root, '.dockerconfigjson')
        : lacks(['.dockerconfigjson'])
    case 'kubernetes.io/basic-auth':
      return has('username') || has('password') ? nothing : lacks(['username', 'password'])
    case 'kubernetes.io/ssh-auth':
      return has('ssh-privatekey') && decodedText(root, 'ssh-privatekey') !== ''
        ? nothing
        : find(
            at(root, 'type'),
            "a Secret of this type has the key 'ssh-privatekey', and this has not",
            'add it',
          )
    case 'kubernetes.io/tls':
      return lacks(['tls.crt', 'tls.key'])
    default:
      return nothing
  }
}

function decodedText(root: Place, key: string): string {
  const text = at(root, 'stringData', key).value
  return text !== undefined
    ? String(text ?? '')
    : Buffer.from(textOf(at(root, 'data', key)) ?? '', 'base64').toString('utf8')
}

function checkJson(root: Place, key: string): readonly ServerFinding[] {
  try {
    const parsed: unknown = JSON.parse(decodedText(root, key))
    if (isRecord(parsed) || parsed === null) return nothing
  } catch {
    // Said below.
  }
  return find(at(root, 'type'), `the value of '${key}' is no JSON object`, 'correct it')
}

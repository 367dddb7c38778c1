import type { Json, JsonObject } from '@skyctl/core'
import { isMap } from '../../json-place.ts'
import type { Damage } from './damage.ts'

/** Damage to a whole object. */
function objects(
  id: string,
  does: string,
  others: (object: JsonObject) => readonly JsonObject[],
): Damage {
  return {
    id,
    does,
    apply: (value, path) => (path.length === 0 && isMap(value) ? others(value) : []),
  }
}

function withVersions(object: JsonObject, versions: readonly string[]): readonly JsonObject[] {
  return versions
    .filter((version) => version !== object.apiVersion)
    .map((apiVersion) => ({ ...object, apiVersion }))
}

function withMetadata(object: JsonObject, field: string, value: Json): JsonObject {
  const { metadata } = object
  return { ...object, metadata: { ...(isMap(metadata) ? metadata : {}), [field]: value } }
}

export const identityDamages: readonly Damage[] = [
  objects('wrong-version', 'apiVersion names a version that is not served', (object) => {
    const group = String(object.apiVersion).split('/').slice(0, -1).join('/')
    const prefix = group === '' ? '' : `${group}/`
    return withVersions(
      object,
      ['v0', 'v1', 'v1beta1', 'v1alpha1', 'v2', 'v9', 'V1', 'v1 ', ''].map((v) => prefix + v),
    )
  }),
  objects('wrong-group', 'apiVersion names another group, misspelt or in capitals', (object) => {
    const [version = '', group = ''] = String(object.apiVersion).split('/').reverse()
    const first = group.split('.')[0] ?? ''
    return withVersions(
      object,
      [
        version,
        `apps/${version}`,
        `extensions/${version}`,
        `${group}x/${version}`,
        `${first}/${version}`,
        `${first}.example.com/${version}`,
        `${group.toUpperCase()}/${version}`,
        `${group}/${version}/${version}`,
        `/${version}`,
        `${group}/`,
        '/',
        'v1/',
        '../v1',
        '{{ .Values.apiVersion }}',
      ].filter((apiVersion) => apiVersion !== ''),
    )
  }),
  objects('unknown-kind', 'a kind is misspelt, or one that nobody knows', (object) =>
    ['Rocket', `${String(object.kind)}s`, `${String(object.kind)}List`, '', ' ', '../x', 'a/b'].map(
      (kind) => ({ ...object, kind }),
    ),
  ),
  objects('case-of-kind', 'a kind is in small letters or in capitals', (object) =>
    [String(object.kind).toLowerCase(), String(object.kind).toUpperCase()].map((kind) => ({
      ...object,
      kind,
    })),
  ),
  objects('other-kind', 'an object has the fields of one kind and the name of another', (object) =>
    [
      ['v1', 'ConfigMap'],
      ['v1', 'Pod'],
      ['apps/v1', 'Deployment'],
      ['batch/v1', 'Job'],
      ['tekton.dev/v1', 'Pipeline'],
      ['velero.io/v1', 'Schedule'],
      ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ]
      .filter(([, kind]) => kind !== object.kind)
      .map(([apiVersion = '', kind = '']) => ({ ...object, apiVersion, kind })),
  ),
  objects('damaged-metadata', 'metadata has a field of the wrong type or name', (object) => [
    withMetadata(object, 'unknownField', 'text'),
    withMetadata(object, 'creationTimestamp', null),
    withMetadata(object, 'creationTimestamp', 'yesterday'),
    withMetadata(object, 'creationTimestamp', '2026-02-30T25:00:00Z'),
    withMetadata(object, 'creationTimestamp', '2026-01-01T00:00:00Z'),
    withMetadata(object, 'deletionGracePeriodSeconds', '30'),
    withMetadata(object, 'generation', 1.5),
    withMetadata(object, 'finalizers', 'example.com/one'),
    withMetadata(object, 'finalizers', [1]),
    withMetadata(object, 'ownerReferences', [{ name: 'x' }]),
    withMetadata(object, 'ownerReferences', {}),
    withMetadata(object, 'managedFields', [{ manager: 1 }]),
    withMetadata(object, 'generateName', 'web-'),
    withMetadata(object, 'generateName', 7),
    withMetadata(object, 'clusterName', 'x'),
    withMetadata(object, 'name', 7),
    withMetadata(object, 'namespace', ['x']),
    withMetadata(object, 'labels', ['app=web']),
    withMetadata(object, 'annotations', 'a=b'),
  ]),
  objects('damaged-labels', 'a label or an annotation is no text, or has an odd key', (object) =>
    ['labels', 'annotations'].flatMap((field) =>
      [
        { version: 1.1 },
        { enabled: true },
        { nothing: null },
        { list: ['x'] },
        { map: { a: 'b' } },
        { 'a/b/c': 'text' },
        { 'no key!': 'text' },
        { value: 'no label!' },
      ].map((labels) => withMetadata(object, field, labels)),
    ),
  ),
]

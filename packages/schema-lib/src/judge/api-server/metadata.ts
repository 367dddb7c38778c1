import { isRecord } from '../is-record.ts'
import {
  dnsLabel,
  dnsOldLabel,
  dnsSubdomain,
  labelValue,
  type NameRule,
  pathSegment,
  qualifiedName,
} from './names.ts'

/** What the API server says of an object beyond its schema. */
export interface ServerFinding {
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** Bytes that the annotations of one object may hold together: TotalAnnotationSizeLimitB. */
const maxAnnotationBytes = 256 * 1024

/**
 * How objects of a kind are called; a DNS subdomain where nothing else is said.
 *
 * Source: the `ValidateXName` functions of Kubernetes' registries, 1.35.
 */
const nameRules: Readonly<Record<string, NameRule>> = {
  'v1/Namespace': dnsLabel,
  'v1/Service': dnsOldLabel,
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  // A job's name gets eleven characters more, and a pod's name must be a label.
  'batch/CronJob': (text) =>
    text.length > 52 ? 'has more than 52 characters' : dnsSubdomain(text),
}

/** Name, namespace, labels, annotations and finalizers of one object. */
export function checkMetadata(object: Readonly<Record<string, unknown>>): ServerFinding[] {
  const { metadata, apiVersion, kind } = object
  if (!isRecord(metadata)) return []
  const { name, generateName, namespace, labels, annotations, finalizers } = metadata
  const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : apiVersion
  const rule = nameRules[`${group}/${kind}`] ?? dnsSubdomain
  return [
    ...(name === undefined && generateName === undefined
      ? [
          {
            pointer: '/metadata',
            message: 'metadata has no name: the API server cannot keep the object',
            hint: 'add metadata.name',
          },
        ]
      : []),
    ...checkText(name, '/metadata/name', 'the name', rule),
    ...checkText(namespace, '/metadata/namespace', 'the namespace', dnsLabel),
    ...checkKeys(labels, '/metadata/labels', 'label', labelValue),
    ...checkKeys(annotations, '/metadata/annotations', 'annotation'),
    ...checkAnnotationSize(annotations),
    ...(Array.isArray(finalizers) ? finalizers : []).flatMap((finalizer, index) =>
      checkText(finalizer, `/metadata/finalizers/${index}`, 'the finalizer', qualifiedName),
    ),
  ]
}

function checkText(value: unknown, pointer: string, what: string, rule: NameRule): ServerFinding[] {
  if (typeof value !== 'string') return []
  const fault = value === '' ? 'must not be empty' : rule(value)
  return fault === undefined
    ? []
    : [{ pointer, message: `${what} '${value}' ${fault}`, hint: 'choose another' }]
}

/** Keys of labels or annotations, and the values of labels. */
export function checkKeys(
  map: unknown,
  pointer: string,
  what: 'label' | 'annotation',
  valueRule?: NameRule,
): ServerFinding[] {
  if (!isRecord(map)) return []
  return Object.entries(map).flatMap(([key, value]) => {
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    // Keys of annotations are judged in lower case.
    const keyFault = qualifiedName(what === 'annotation' ? key.toLowerCase() : key)
    const valueFault = typeof value === 'string' ? valueRule?.(value) : undefined
    return [
      ...(keyFault === undefined
        ? []
        : [
            {
              pointer: place,
              message: `the key '${key}' of the ${what} ${keyFault}`,
              hint: 'correct the key',
            },
          ]),
      ...(valueFault === undefined
        ? []
        : [
            {
              pointer: place,
              message: `the value '${String(value)}' of the ${what} '${key}' ${valueFault}`,
              hint:
                what === 'label' ? 'shorten it, or keep it in an annotation' : 'correct the value',
            },
          ]),
    ]
  })
}

function checkAnnotationSize(annotations: unknown): ServerFinding[] {
  if (!isRecord(annotations)) return []
  // No character has more than three bytes a code unit: most objects need no exact count.
  const units = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + key.length + String(value).length,
    0,
  )
  if (units * 3 <= maxAnnotationBytes) return []
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  )
  return bytes <= maxAnnotationBytes
    ? []
    : [
        {
          pointer: '/metadata/annotations',
          message: `the annotations hold ${bytes} bytes together, and the API server accepts ${maxAnnotationBytes}`,
          hint: 'keep large values in a ConfigMap',
        },
      ]
}

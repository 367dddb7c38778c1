import { isRecord } from '../is-record.ts'
import {
  anyCaseName,
  dnsLabel,
  dnsSubdomain,
  labelValue,
  type NameRule,
  pathSegment,
  prefixOf,
  qualifiedName,
  serviceName,
} from './names.ts'
import {
  at,
  find,
  isEmpty,
  isTrue,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { checkForm, checkName, checkNotEmpty } from './texts.ts'

/** Bytes that the annotations of one object may hold together: TotalAnnotationSizeLimitB. */
const maxAnnotationBytes = 256 * 1024

/**
 * How objects of a kind are called; a DNS subdomain where nothing else is said.
 *
 * Source: the `ValidateXName` functions of Kubernetes' registries, 1.35.
 */
const nameRules: Readonly<Record<string, NameRule>> = {
  'v1/Namespace': dnsLabel,
  'apps/StatefulSet': dnsLabel,
  'apiregistration.k8s.io/APIService': pathSegment,
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  // Its validation does not look at its name, and what is common to all kinds allows any segment of a path.
  'policy/PodDisruptionBudget': pathSegment,
  // A job's name gets eleven characters more, and a pod's name must be a label.
  'batch/CronJob': (text) =>
    text.length > 52 ? 'has more than 52 characters' : dnsSubdomain(text),
}

/** Kinds without namespace, whose metadata.namespace is dropped. */
const clusterScoped = new Set([
  'v1/Namespace',
  'v1/Node',
  'v1/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
])

/** Groups whose finalizers are looked at by the rules of the core group. */
const ownGroups = [
  'v1',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]

/**
 * Name, namespace, labels, annotations, finalizers and owners of one object.
 *
 * Source: k8s.io/apimachinery pkg/api/validation/objectmeta.go, ValidateObjectMetaAccessor.
 */
export function checkMetadata(
  root: Place,
  group: string,
  minor: number,
  isClusterScoped = false,
): readonly ServerFinding[] {
  const metadata = at(root, 'metadata')
  const [name, generateName] = [at(metadata, 'name'), at(metadata, 'generateName')]
  const kind = `${group}/${String(at(root, 'kind').value)}`
  const rule = kind === 'v1/Service' ? serviceName(minor) : (nameRules[kind] ?? dnsSubdomain)
  const version = at(metadata, 'resourceVersion')
  return [
    // A LimitRange without a name is given one.
    ...(isEmpty(name) && isEmpty(generateName) && kind !== 'v1/LimitRange'
      ? find(
          metadata,
          'metadata has no name: the API server cannot keep the object',
          'add metadata.name',
        )
      : nothing),
    ...checkForm(name, 'the name', rule),
    // A beginning that no name is made of is not looked at.
    ...(kind === 'v1/ReplicationController' && !isEmpty(name)
      ? nothing
      : checkForm(generateName, 'the beginning of the name', prefixOf(rule))),
    ...(isClusterScoped || clusterScoped.has(kind)
      ? nothing
      : checkForm(at(metadata, 'namespace'), 'the namespace', dnsLabel)),
    ...(textOf(version) !== undefined && version.value !== '0'
      ? find(version, 'resourceVersion is given by the API server to what it keeps', 'remove it')
      : nothing),
    ...checkTemplateMetadata(metadata),
    ...itemsOf(at(metadata, 'finalizers')).flatMap((finalizer) =>
      checkName(
        finalizer,
        'the finalizer',
        ownGroups.includes(group) ? finalizerName : qualifiedName,
      ),
    ),
    ...checkOwners(at(metadata, 'ownerReferences')),
  ]
}

/** Labels and annotations: what a template may say of what is made from it. */
export function checkTemplateMetadata(metadata: Place): readonly ServerFinding[] {
  const annotations = at(metadata, 'annotations')
  return [
    ...checkKeys(at(metadata, 'labels'), 'label'),
    ...checkKeys(annotations, 'annotation'),
    ...checkAnnotationSize(annotations),
  ]
}

/** Keys of labels or annotations, and the values of labels. Keys of annotations are judged in lower case. */
export function checkKeys(map: Place, what: 'label' | 'annotation'): readonly ServerFinding[] {
  const { value } = map
  if (!isRecord(value)) return nothing
  const keyRule = what === 'annotation' ? anyCaseName : qualifiedName
  // Places are made for what is found: every object has labels, and nearly all of them are right.
  return Object.keys(value).flatMap((key) => {
    const text = value[key]
    const keyFault = keyRule(key)
    const valueFault = what === 'label' && typeof text === 'string' ? labelValue(text) : undefined
    if (keyFault === undefined && valueFault === undefined) return nothing
    const place = { value: text, parent: map, key }
    return [
      ...(keyFault === undefined
        ? nothing
        : find(place, `the key '${key}' of the ${what} ${keyFault}`, 'correct the key')),
      ...(valueFault === undefined
        ? nothing
        : find(
            place,
            `the value '${String(text)}' of the ${what} '${key}' ${valueFault}`,
            'correct it, or keep it in an annotation',
          )),
    ]
  })
}

function checkAnnotationSize(annotations: Place): readonly ServerFinding[] {
  const { value } = annotations
  if (!isRecord(value)) return nothing
  let bytes = 0
  for (const key of Object.keys(value)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value[key]))
  }
  return bytes <= maxAnnotationBytes
    ? nothing
    : find(
        annotations,
        `the annotations hold ${bytes} bytes together, and the API server accepts ${maxAnnotationBytes}`,
        'keep large values in a ConfigMap',
      )
}

const standardFinalizers = ['kubernetes', 'orphan', 'foregroundDeletion']

/** Source: pkg/apis/core/validation/validation.go, validateKubeFinalizerName. */
export const finalizerName: NameRule = (text) =>
  qualifiedName(text) ??
  (text.includes('/') || standardFinalizers.includes(text)
    ? undefined
    : "is none of Kubernetes' own, and has no domain, as in 'example.com/cleanup'")

/** Source: k8s.io/apimachinery pkg/runtime/schema/group_version.go, ParseGroupVersion: of what it cannot read there is no version. */
const versioned: NameRule = (text) =>
  /^([^/]*\/)?[^/]+$/.test(text) ? undefined : 'names no version, as in apps/v1'

/** Source: ValidateOwnerReferences. */
function checkOwners(owners: Place): readonly ServerFinding[] {
  const list = itemsOf(owners)
  const controllers = list.filter((owner) => isTrue(at(owner, 'controller')))
  return [
    ...(controllers.length > 1
      ? find(owners, 'an object has one controller at most', 'set controller: true for one owner')
      : nothing),
    ...list.flatMap((owner) => [
      ...['apiVersion', 'kind', 'name', 'uid'].flatMap((field) =>
        checkNotEmpty(at(owner, field), `the ${field} of the owner`),
      ),
      ...checkForm(at(owner, 'apiVersion'), 'the apiVersion of the owner', versioned),
      ...(at(owner, 'apiVersion').value === 'v1' && at(owner, 'kind').value === 'Event'
        ? find(owner, 'an Event owns nothing', 'name another owner')
        : nothing),
    ]),
  ]
}

import {
  anyCaseName,
  configKey,
  dnsLabel,
  dnsSubdomain,
  forwardPath,
  type NameRule,
  prefixOf,
  qualifiedName,
  variableName,
} from './names.ts'
import {
  at,
  find,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  shown,
  textOf,
} from './place.ts'
import { type PodTemplate, setFields } from './pod-templates.ts'
import { parseQuantity } from './quantity.ts'
import { checkForm, checkName, checkRequiredName } from './texts.ts'

/**
 * Variables of containers and where their values come from.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateEnv, validateEnvVarValueFrom, ValidateEnvFrom,
 * validateFileKeyRefVolumes.
 */
export function checkEnvironmentVariables(pod: PodTemplate): readonly ServerFinding[] {
  return pod.containers.flatMap(({ place }) => [
    ...itemsOf(at(place, 'env')).flatMap((variable) => [
      ...checkName(at(variable, 'name'), 'the name of the variable', variableName),
      ...checkSource(variable, pod),
    ]),
    ...itemsOf(at(place, 'envFrom')).flatMap(checkManySource),
  ])
}

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef']

function checkSource(variable: Place, pod: PodTemplate): readonly ServerFinding[] {
  const from = at(variable, 'valueFrom')
  if (!isSet(from)) return nothing
  const set = setFields(from, sources)
  return [
    ...(set.length === 0
      ? find(from, `valueFrom names no source`, `set one of ${sources.join(', ')}`)
      : nothing),
    ...(set.length > 0 && textOf(at(variable, 'value')) !== undefined
      ? find(from, 'the variable has a value and a valueFrom', 'remove one of them')
      : nothing),
    ...(set.length > 1
      ? find(from, `valueFrom names several sources: ${set.join(', ')}`, 'keep one of them')
      : nothing),
    ...checkFieldRef(at(from, 'fieldRef'), fieldsOfVariables),
    ...checkResourceFieldRef(at(from, 'resourceFieldRef')),
    ...['configMapKeyRef', 'secretKeyRef'].flatMap((source) => checkKeyRef(at(from, source))),
    ...checkFileKeyRef(at(from, 'fileKeyRef'), pod),
  ]
}

function checkKeyRef(place: Place): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  return [
    ...checkRequiredName(at(place, 'name'), 'the name of what holds the key', dnsSubdomain),
    ...checkName(at(place, 'key'), 'the key', configKey),
  ]
}

function checkFileKeyRef(place: Place, { spec }: PodTemplate): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const name = at(place, 'volumeName')
  const volume = itemsOf(at(spec, 'volumes')).find((one) => at(one, 'name').value === name.value)
  return [
    ...checkName(at(place, 'key'), 'the key', variableName),
    ...checkName(name, 'the name of the volume', dnsLabel),
    ...checkName(at(place, 'path'), 'the path', forwardPath),
    ...(textOf(name) === undefined || (volume !== undefined && isSet(at(volume, 'emptyDir')))
      ? nothing
      : find(
          name,
          volume === undefined
            ? `the pod has no volume '${String(name.value)}'`
            : `the volume '${String(name.value)}' is no emptyDir, which a file of variables must be in`,
          'name a volume of type emptyDir',
        )),
  ]
}

function checkManySource(from: Place): readonly ServerFinding[] {
  const set = setFields(from, ['configMapRef', 'secretRef'])
  return [
    ...checkForm(at(from, 'prefix'), 'the prefix', variableName),
    ...(set.length === 1 || !isSet(from)
      ? nothing
      : find(
          from,
          set.length === 0 ? 'envFrom names no source' : 'envFrom names two sources',
          'set either configMapRef or secretRef',
        )),
    ...set.flatMap((source) =>
      checkRequiredName(
        at(from, source, 'name'),
        'the name of what holds the variables',
        prefixOf(dnsSubdomain),
      ),
    ),
  ]
}

const fieldsOfVariables = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

/** Fields of a pod that files of a downward API volume may hold. */
export const fieldsOfFiles = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
]

/** Source: validateObjectFieldSelector. */
export function checkFieldRef(place: Place, fields: readonly string[]): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const apiVersion = textOf(at(place, 'apiVersion')) ?? 'v1'
  const path = at(place, 'fieldPath')
  const text = path.value === 'spec.host' ? 'spec.nodeName' : path.value
  if (typeof text !== 'string') return nothing
  const [, map, key = ''] = /^(.+?)\['(.*)'\]$/.exec(text) ?? []
  const rules: Readonly<Record<string, NameRule>> = {
    'metadata.annotations': anyCaseName,
    'metadata.labels': qualifiedName,
  }
  const rule = map === undefined ? undefined : rules[map]
  if (apiVersion === 'v1' && (rule === undefined ? fields.includes(text) : !rule(key))) {
    return nothing
  }
  return apiVersion === 'v1'
    ? find(
        path,
        `${shown(path.value)} is no field that a pod can be told`,
        `use one of ${fields.join(', ')}, metadata.labels['key'], metadata.annotations['key']`,
      )
    : find(
        at(place, 'apiVersion'),
        `apiVersion is ${shown(apiVersion)}, and fields of pods are of v1`,
        'leave it out',
      )
}

const resources = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/

/** Source: validateContainerResourceFieldSelector, validateContainerResourceDivisor. */
export function checkResourceFieldRef(place: Place): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const resource = at(place, 'resource')
  const divisor = at(place, 'divisor')
  const kind = resources.exec(String(resource.value))?.[2]
  if (typeof resource.value === 'string' && kind === undefined) {
    return find(
      resource,
      `${shown(resource.value)} is no resource that a container can be told`,
      'use limits. or requests., and cpu, memory, ephemeral-storage or hugepages-<size>',
    )
  }
  const allowed = kind === 'cpu' ? cpuDivisors : sizeDivisors
  const quantity = parseQuantity(divisor.value)
  const fits =
    !isSet(divisor) ||
    (quantity !== undefined &&
      (quantity === 0n || allowed.some((one) => parseQuantity(one) === quantity)))
  return fits
    ? nothing
    : find(
        divisor,
        `the divisor ${shown(divisor.value)} does not go with ${String(resource.value)}`,
        `use one of ${allowed.join(', ')}`,
      )
}

const cpuDivisors = ['1m', '1']
const sizeDivisors = [
  '1',
  ...[...'kMGTPE'].flatMap((unit) => [`1${unit}`, `1${unit === 'k' ? 'K' : unit}i`]),
]

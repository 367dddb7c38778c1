import { compareText, type JsonObject } from '@skyctl/core'
import { labelValue } from '../engine/label-index.ts'
import { podLabels } from '../identities/pod-labels.ts'
import {
  clusterKey,
  namespaceKey,
  namespaceLabelsKey,
  namespaceNameLabel,
  serviceAccountKey,
} from '../labels/label.ts'
import { createLabelFilter, keepAllLabels } from '../labels/label-filter.ts'
import { meets, type Requirement } from '../labels/selector.ts'
import type { Namespace, Workload } from '../world/world.ts'
import type { PreparedWorld } from './prepare.ts'

/** A pod that no manifest has, as rules imagine it. */
export interface Stranger {
  /** `any pod`, `any pod of shop`, `pods with app=web of a namespace with team=red`. */
  readonly description: string
  readonly workload: Workload
  readonly namespace: Namespace
  /** The stranger of whom the next less is asked: one of the same namespace without labels, or any pod. */
  readonly lesser?: Stranger
}

/** How the names of namespaces start that no manifest has, and that are known by their labels alone: no real name does. */
const elsewhere = '(elsewhere)'

/**
 * Pods that may come: one of no label in every namespace, one in a namespace that is not here, and one for each selector of peers that asks
 * for labels which no pod of the world has.
 */
export function findStrangers(prepared: PreparedWorld): readonly Stranger[] {
  const { world, entries, profile, dialect } = prepared
  const filter = dialect === 'kubernetes' ? keepAllLabels : createLabelFilter(profile.labelFilter)
  const labelsOf = (workload: Workload, namespace: Namespace) => ({
    labels: podLabels(workload, namespace, profile.clusterName, filter),
  })
  const known = world.workloads
    .filter(({ hostNetwork }) => !hostNetwork)
    .flatMap((workload) => {
      const namespace = world.namespaces.get(workload.namespace)
      return namespace === undefined ? [] : [labelsOf(workload, namespace)]
    })
  const isMet = (requirements: readonly Requirement[], of: ReturnType<typeof labelsOf>) =>
    requirements.every((one) => meets(one, labelValue(of, one)))

  const strangers = new Map<string, Stranger>()
  const add = (wish: Wish): Stranger => {
    const key = wishText(wish)
    const found = strangers.get(key)
    if (found !== undefined) return found
    const less = lessThan(wish)
    const lesser = less === undefined ? undefined : add(less)
    const stranger: Stranger = {
      description: describe(wish),
      workload: workloadOf(wish, strangers.size),
      namespace: wish.namespace,
      ...(lesser === undefined ? {} : { lesser }),
    }
    strangers.set(key, stranger)
    return stranger
  }

  add(anyPod)
  for (const namespace of world.namespaces.values()) add({ ...anyPod, namespace })
  // Equal selectors share their requirements.
  const selectors = new Set(
    entries.flatMap(({ l3 }) =>
      (l3 ?? []).flatMap((peer) => (peer.type === 'labels' ? [peer.requirements] : [])),
    ),
  )
  for (const requirements of selectors) {
    const wish = wishOf(requirements, world.namespaces, profile.clusterName)
    if (wish === undefined || known.some((one) => isMet(requirements, one))) continue
    // A label that Cilium drops from identities, or that contradicts another one, is nobody's.
    if (isMet(requirements, labelsOf(workloadOf(wish, 0), wish.namespace))) add(wish)
  }
  return [...strangers.values()].sort((a, b) => compareText(a.description, b.description))
}

interface Wish {
  readonly namespace: Namespace
  readonly labels: Readonly<Record<string, string>>
  readonly serviceAccount: string
}

const anyPod: Wish = { namespace: foreign({}), labels: {}, serviceAccount: 'default' }

function wishText({ namespace, labels, serviceAccount }: Wish): string {
  return JSON.stringify([namespace.name, namespace.labels, labels, serviceAccount])
}

/** Of whom the next less is asked; undefined where that is nothing. */
function lessThan(wish: Wish): Wish | undefined {
  const plain = { ...anyPod, namespace: wish.namespace }
  if (wishText(wish) !== wishText(plain)) return plain
  return wishText(wish) === wishText(anyPod) ? undefined : anyPod
}

/** A pod that a selector asks for, with the first of several values; undefined where it asks for no pod of this cluster. */
function wishOf(
  requirements: readonly Requirement[],
  namespaces: ReadonlyMap<string, Namespace>,
  clusterName: string,
): Wish | undefined {
  const labels: Record<string, string> = {}
  const ofNamespace: Record<string, string> = {}
  let name: string | undefined
  let serviceAccount = 'default'
  for (const { source, key, operator, values } of requirements) {
    if (source !== 'any' && source !== 'k8s') return undefined
    if (operator === 'NotIn' || operator === 'DoesNotExist') continue
    const value = operator === 'In' ? (values[0] ?? '') : ''
    if (key === namespaceKey) name = operator === 'In' ? value : name
    else if (key === clusterKey) {
      if (operator === 'In' && !values.includes(clusterName)) return undefined
    } else if (key === serviceAccountKey) serviceAccount = value === '' ? serviceAccount : value
    else if (key === `${namespaceLabelsKey}.${namespaceNameLabel}`) name = value
    else if (key.startsWith(`${namespaceLabelsKey}.`)) {
      ofNamespace[key.slice(namespaceLabelsKey.length + 1)] = value
    } else labels[key] = value
  }
  const known = name === undefined ? undefined : namespaces.get(name)
  const namespace = known ?? foreign(ofNamespace, name)
  return { namespace, labels, serviceAccount }
}

function foreign(labels: Readonly<Record<string, string>>, given?: string): Namespace {
  const name = given ?? `${elsewhere}${Object.entries(labels).map(labelText).sort().join()}`
  return { name, labels: { ...labels, [namespaceNameLabel]: name }, isDeclared: true }
}

function describe({ namespace, labels, serviceAccount }: Wish): string {
  const own = Object.entries(labels).map(labelText)
  const account = serviceAccount === 'default' ? [] : [`the service account ${serviceAccount}`]
  const asked = [...own.sort(), ...account]
  const who = asked.length === 0 ? 'any pod' : `pods with ${asked.join(', ')}`
  const { [namespaceNameLabel]: _, ...others } = namespace.labels
  if (!namespace.name.startsWith(elsewhere)) return `${who} of ${namespace.name}`
  const where = Object.entries(others).map(labelText).sort().join(', ')
  return where === '' ? who : `${who} of a namespace with ${where}`
}

function labelText([key, value]: readonly [string, string]): string {
  return value === '' ? key : `${key}=${value}`
}

function workloadOf({ namespace, labels, serviceAccount }: Wish, index: number): Workload {
  const object = `stranger ${index}`
  return {
    kind: 'Pod',
    namespace: namespace.name,
    name: object,
    labels,
    serviceAccount,
    ports: [],
    containerPorts: [],
    hostNetwork: false,
    addresses: [],
    source: { manifest: { value: {} as JsonObject }, object, pointer: '' },
  }
}

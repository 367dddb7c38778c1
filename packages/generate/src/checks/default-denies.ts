import { selectsEverything } from './label-selector.ts'
import { type Shape, shape, shapes, text, texts } from './shapes.ts'
import { labelsOf, type World } from './world.ts'

/** Directions in which every pod of a namespace is cut off from what no policy allows. */
export interface Denied {
  readonly ingress: boolean
  readonly egress: boolean
}

type Direction = keyof Denied

/** Says of a namespace what is denied in it by default. */
export function defaultDenies(world: World): (namespace: string) => Denied {
  const policies = [
    ...world.ofKind('networking.k8s.io/NetworkPolicy').map(({ id, manifest }) => ({
      covers: (namespace: string) =>
        namespace === id.namespace && selectsEverything(shape(manifest.spec).podSelector),
      denies: (direction: Direction) => networkPolicyDenies(shape(manifest.spec), direction),
    })),
    ...world.ofKind('cilium.io/CiliumNetworkPolicy').flatMap(({ id, manifest }) =>
      rulesOf(manifest).map((rule) => ({
        covers: (namespace: string) =>
          namespace === id.namespace && selectsEverything(rule.endpointSelector),
        denies: (direction: Direction) => ciliumDenies(rule, direction),
      })),
    ),
    ...world.ofKind('cilium.io/CiliumClusterwideNetworkPolicy').flatMap(({ manifest }) =>
      rulesOf(manifest).map((rule) => ({
        covers: (namespace: string) => selectsNamespace(world, rule.endpointSelector, namespace),
        denies: (direction: Direction) => ciliumDenies(rule, direction),
      })),
    ),
  ]
  return (namespace) => {
    const covering = policies.filter(({ covers }) => covers(namespace))
    const denied = (direction: Direction) => covering.some(({ denies }) => denies(direction))
    return { ingress: denied('ingress'), egress: denied('egress') }
  }
}

/** `policyTypes` says for which directions a policy isolates; without it, Ingress, and Egress where there are such rules. */
function networkPolicyDenies(spec: Shape, direction: Direction): boolean {
  const types = texts(spec.policyTypes)
  const isolates =
    types.length > 0
      ? types.includes(direction === 'ingress' ? 'Ingress' : 'Egress')
      : direction === 'ingress' || shapes(spec.egress).length > 0
  // An empty rule allows everything.
  return isolates && !shapes(spec[direction]).some((rule) => Object.keys(rule).length === 0)
}

function rulesOf(manifest: Shape): readonly Shape[] {
  return [...shapes(manifest.spec === undefined ? [] : [manifest.spec]), ...shapes(manifest.specs)]
}

/**
 * In Cilium a direction is enforced as soon as a policy has a rule for it, unless `enableDefaultDeny` says otherwise. An
 * empty rule allows nothing; one that allows the entity `all` undoes the denial.
 */
function ciliumDenies(rule: Shape, direction: Direction): boolean {
  const stated = shape(rule.enableDefaultDeny)[direction]
  const allows = shapes(rule[direction])
  const enforces =
    stated === undefined
      ? allows.length > 0 || shapes(rule[`${direction}Deny`]).length > 0
      : stated === true
  const entities = direction === 'ingress' ? 'fromEntities' : 'toEntities'
  const open = (one: Shape) => texts(one[entities]).includes('all') && one.toPorts === undefined
  return enforces && !allows.some(open)
}

const namespaceKey = 'io.kubernetes.pod.namespace'
const namespaceLabelPrefix = 'io.cilium.k8s.namespace.labels.'

/** Whether a clusterwide policy selects every pod of a namespace: by no label of pods, only of their namespace. */
function selectsNamespace(world: World, selector: unknown, namespace: string): boolean {
  if (typeof selector !== 'object' || selector === null) return false
  const object = world.get(`Namespace ${namespace}`)
  const labels = object === undefined ? {} : labelsOf(object)
  const { matchLabels, matchExpressions } = shape(selector)
  const labelOf = (key: string): { readonly value: string | undefined } | undefined => {
    const name = key.replace(/^(k8s|any)[:.]/, '')
    if (name === namespaceKey) return { value: namespace }
    if (!name.startsWith(namespaceLabelPrefix)) return undefined
    return { value: labels[name.slice(namespaceLabelPrefix.length)] }
  }
  return (
    Object.entries(shape(matchLabels)).every(([key, value]) => labelOf(key)?.value === value) &&
    shapes(matchExpressions).every(({ key, operator, values }) => {
      const known = labelOf(text(key) ?? '')
      if (known === undefined) return false
      const listed = known.value !== undefined && texts(values).includes(known.value)
      if (operator === 'In') return listed
      if (operator === 'NotIn') return !listed
      if (operator === 'Exists') return known.value !== undefined
      return operator === 'DoesNotExist' && known.value === undefined
    })
  )
}

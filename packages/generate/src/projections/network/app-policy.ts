import type { Manifest } from '@skyctl/core'
import type { Edge, Environment, Listener, Unit, Workload } from '@skyctl/model'
import {
  allowDns,
  allowFromCidrs,
  allowFromPods,
  allowToFqdns,
  allowToKubeApiServer,
  allowToPods,
  ciliumNetworkPolicy,
  type EgressRule,
  type FqdnSelector,
  fqdn,
  type IngressRule,
  type Port,
  podsIn,
  type Some,
} from '@skyctl/policy-lib'
import { unitLabels } from '../../units/labels.ts'
import type { Caller } from './callers.ts'
import { isEnforced } from './callers.ts'

/** What an app's policy is made from besides the app. */
export interface Neighbours {
  readonly environment: Environment
  /** Who connects to the app. */
  readonly callers: readonly Caller[]
  /** The units that it connects to, by name. */
  readonly callees: ReadonlyMap<string, Pick<Unit, 'workloads' | 'listens'>>
}

/**
 * The policy of an app: who may connect to it, and to whom it may connect, as `talksTo` of both sides says. Whatever is not in it
 * the cluster's default denies; the kubelet's probes come from the node, which Cilium lets in by itself (allow-localhost).
 */
export function appPolicy(unit: Unit, neighbours: Neighbours): Manifest | undefined {
  const [workload] = unit.workloads.filter(isEnforced)
  if (workload === undefined) return undefined
  const ingress = ingressRules(unit, neighbours)
  const egress = egressRules(unit, neighbours)
  const { environment } = neighbours
  return ciliumNetworkPolicy({
    name: unit.name,
    namespace: unit.namespace,
    labels: unitLabels({ name: unit.name, team: unit.team }, environment),
    spec: {
      endpointSelector: { matchLabels: { ...workload.selector } },
      // An empty rule allows nobody, and says that this direction is closed.
      ingress: isSome(ingress) ? ingress : [{}],
      egress: isSome(egress) ? egress : [{}],
    },
  }) as unknown as Manifest
}

function ingressRules(unit: Unit, { environment, callers }: Neighbours): IngressRule[] {
  const fromPods = unit.listens.flatMap((listener) => {
    const pods = callers
      .filter(({ port }) => port === listener.name)
      .map(({ namespace, selector }) => podsIn(namespace, withSource(selector)))
    return isSome(pods) ? [allowFromPods(pods, [portOf(listener)])] : []
  })
  const opened = ingressPort(unit)
  return opened === undefined
    ? fromPods
    : [...fromPods, allowFromCidrs([{ cidr: environment.network.cidr }], [portOf(opened)])]
}

/** The port that a load balancer sends to: from an address of the VPC, to the pod itself (target type ip). */
function ingressPort({ app, listens }: Unit): Listener | undefined {
  if (app === undefined || !('ingress' in app.spec)) return undefined
  const { ingress } = app.spec
  return ingress && listens.find(({ name }) => name === ingress.port)
}

function egressRules(unit: Unit, neighbours: Neighbours): EgressRule[] {
  const { region } = neighbours.environment
  const toPods = unit.talksTo.flatMap((edge) => podRules(edge, neighbours))
  const names = unit.talksTo.flatMap((edge) => externalName(edge, region) ?? [])
  const external = names.map(({ name, port }): EgressRule => {
    const [, rule] = allowToFqdns([name], [{ port, protocol: 'TCP' }])
    return rule
  })
  const asked = uniqueNames(names.map(({ name }) => name))
  const server = unit.talksTo.some(({ to }) => to === 'kube-apiserver')
  return [
    ...toPods,
    ...(isSome(asked) ? [allowDns(asked)] : []),
    ...external,
    ...(server ? [allowToKubeApiServer()] : []),
  ]
}

function podRules(edge: Edge, { callees }: Neighbours): EgressRule[] {
  if (edge.to !== 'unit') return []
  const callee = callees.get(edge.unit)
  const listener = callee?.listens.find(({ name }) => name === edge.port)
  if (callee === undefined || listener === undefined) {
    throw new Error(`talksTo ${edge.unit}:${edge.port} was not checked at load`)
  }
  const pods = callee.workloads
    .filter((workload) => isBehind(listener, workload) && isEnforced(workload))
    .map(({ namespace, selector }) => podsIn(namespace, withSource(selector)))
  return isSome(pods) ? [allowToPods(pods, [portOf(listener)])] : []
}

function isBehind({ workload }: Listener, { name }: Workload): boolean {
  return workload === undefined || workload === name
}

/** The container port by its name: what policies see is behind the Service. */
function portOf({ name, targetPort, protocol }: Listener): Port {
  return { port: targetPort ?? name, protocol }
}

/** Labels of pods, said to be Kubernetes': without a source any label of that key would do. */
function withSource(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]))
}

interface ExternalName {
  readonly name: FqdnSelector
  readonly port: number
}

/** A host by its name; a database by the part of its endpoint that we chose, since AWS puts an id of its own behind it. */
function externalName(edge: Edge, region: string): ExternalName | undefined {
  switch (edge.to) {
    case 'host':
      return { name: fqdn(edge.host), port: edge.port }
    case 'database':
      return { name: fqdn(`${edge.name}.*.${region}.rds.amazonaws.com`), port: edge.port }
    default:
      return undefined
  }
}

function uniqueNames(names: readonly FqdnSelector[]): readonly FqdnSelector[] {
  return [...new Map(names.map((name) => [JSON.stringify(name), name])).values()]
}

function isSome<Item>(items: readonly Item[]): items is Some<Item> {
  return items.length > 0
}

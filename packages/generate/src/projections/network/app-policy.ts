import { type Manifest, manifestPath, type PlannedFile } from '@skyctl/core'
import { partitionOf } from '@skyctl/eks-lib'
import type { Edge, Environment, Listener, Unit } from '@skyctl/model'
import {
  allowDns,
  allowFromCidrs,
  allowFromPods,
  allowHttpFromCidrs,
  allowHttpFromPods,
  allowToFqdns,
  allowToKubeApiServer,
  allowToPods,
  type CidrRule,
  ciliumNetworkPolicy,
  type EgressRule,
  type FqdnSelector,
  fqdn,
  type HttpRule,
  type IngressRule,
  type LabelSelector,
  type Port,
  podsIn,
  type Some,
} from '@skyctl/policy-lib'
import { unitLabels } from '../../units/labels.ts'
import { type Connection, type Connections, isEnforced } from './connections.ts'

/**
 * The policy of an app: who may connect to it, and to whom it may connect, as `talksTo` of both sides says. Whatever is not in it the
 * cluster's default denies; the kubelet's probes come from the node, which Cilium lets in by itself (allow-localhost).
 */
export function projectPolicy(
  unit: Unit,
  environment: Environment,
  connections: Connections,
): PlannedFile[] {
  const workload = unit.kind === 'app' ? unit.workloads.find(isEnforced) : undefined
  if (workload === undefined) return []
  const ingress = ingressRules(unit, environment, connections)
  const egress = egressRules(unit, environment, connections)
  const manifest = ciliumNetworkPolicy({
    name: unit.name,
    namespace: unit.namespace,
    labels: unitLabels({ name: unit.name, team: unit.team }, environment),
    spec: {
      endpointSelector: { matchLabels: withSource(workload.selector) },
      // An empty rule allows nobody, and says that this direction is closed.
      ingress: isSome(ingress) ? ingress : [{}],
      egress: isSome(egress) ? egress : [{}],
    },
  }) as unknown as Manifest
  const path = `${environment.name}/apps/${unit.name}/${manifestPath(manifest)}`
  return [{ path, owner: unit.name, body: { kind: 'manifest', manifest }, origin: unit.origin }]
}

function ingressRules(
  unit: Unit,
  environment: Environment,
  { callers }: Connections,
): IngressRule[] {
  const fromPods = unit.listens.flatMap(({ name }) => {
    const mine = callers.filter(({ port }) => port.name === name)
    const pods = mine.flatMap(selectorsOf)
    const [first] = mine
    if (first === undefined || !isSome(pods)) return []
    return first.port.l7Visibility === true
      ? [allowHttpFromPods(pods, [tcpPortOf(first)], anyRequest)]
      : [allowFromPods(pods, [portOf(first)])]
  })
  const opened = ingressListener(unit)
  if (opened === undefined) return fromPods
  const balancers: Some<CidrRule> = [{ cidr: environment.network.cidr }]
  const fromBalancers =
    opened.l7Visibility === true
      ? allowHttpFromCidrs(balancers, [tcpPortOf({ port: opened })], anyRequest)
      : allowFromCidrs(balancers, [portOf({ port: opened })])
  return [...fromPods, fromBalancers]
}

/** What makes Hubble show requests is a rule for them; this one lets every request pass. */
const anyRequest: Some<HttpRule> = [{}]

/** The port that a load balancer sends to: from an address of the VPC, to the pod itself (target type ip). */
function ingressListener({ app, listens }: Unit): Listener | undefined {
  if (app === undefined || !('ingress' in app.spec)) return undefined
  const { ingress } = app.spec
  return ingress && listens.find(({ name }) => name === ingress.port)
}

function egressRules(unit: Unit, environment: Environment, { callees }: Connections): EgressRule[] {
  const toPods = callees.flatMap((callee) => {
    const pods = selectorsOf(callee)
    return isSome(pods) ? [allowToPods(pods, [portOf(callee)])] : []
  })
  const hosts = unit.talksTo.flatMap((edge) => externalHost(edge, environment) ?? [])
  const names = [...new Map(hosts.map(({ name }) => [JSON.stringify(name), name])).values()]
  const external = hosts.map(({ name, port }): EgressRule => {
    const [, rule] = allowToFqdns([name], [{ port, protocol: 'TCP' }])
    return rule
  })
  const asksApiServer = unit.talksTo.some(({ to }) => to === 'kube-apiserver')
  return [
    ...toPods,
    ...(isSome(names) ? [allowDns(names)] : []),
    ...external,
    ...(asksApiServer ? [allowToKubeApiServer()] : []),
  ]
}

function selectorsOf({ pods }: Connection): LabelSelector[] {
  return pods.map(({ namespace, selector }) => podsIn(namespace, withSource(selector)))
}

/** The container port by its name: what policies see is behind the Service. */
function portOf({ port: { name, targetPort, protocol } }: Pick<Connection, 'port'>): Port {
  return { port: targetPort ?? name, protocol }
}

/** The same of a port whose requests are shown: the model lets only TCP be one. */
function tcpPortOf({ port }: Pick<Connection, 'port'>): Port<'TCP'> {
  return { ...portOf({ port }), protocol: 'TCP' }
}

/** Labels of pods, said to be Kubernetes' own: without a source those of any other would do as well. */
function withSource(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]))
}

interface ExternalHost {
  readonly name: FqdnSelector
  readonly port: number
}

/** A host by its name; a database by the part of its endpoint that we chose, since AWS puts an id of its own behind it. */
function externalHost(edge: Edge, { region }: Environment): ExternalHost | undefined {
  if (edge.to === 'host') return { name: fqdn(edge.host), port: edge.port }
  if (edge.to !== 'database') return undefined
  const suffix = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return { name: fqdn(`${edge.name}.*.${region}.rds.${suffix}`), port: edge.port }
}

function isSome<Item>(items: readonly Item[]): items is Some<Item> {
  return items.length > 0
}

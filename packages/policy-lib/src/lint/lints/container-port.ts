import { membersOf } from '../../engine/bitset.ts'
import type { PolicyEntry, PortProtocol } from '../../lower/policy-entry.ts'
import { isOfCilium, type Service, type Workload } from '../../world/world.ts'
import type { Lint } from '../lint.ts'
import type { LintContext } from '../lint-context.ts'

/** Ports of policies are those of containers. */
export const containerPort: Lint = {
  id: 'container-port',
  title: 'Ports of network policies are ports of containers, not of Services',
  severity: 'warning',
  reason:
    'A policy sees a connection after the Service has been translated: what counts is the port of the container. A rule for the port of the Service allows nothing where `targetPort` is another one, and neither does a rule for a port name that only the Service has; the connection ends in a timeout.',
  fix: "Write the number or the name of the container's port, which is the `targetPort` of the Service.",
  example: {
    bad: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1", ports: [{ containerPort: 8080 }] }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress: [{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }]
`,
    good: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1", ports: [{ containerPort: 8080 }] }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress: [{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }]
`,
  },
  check: (context) => {
    const servicesOf = serviceIndex(context.world.services)
    return context.entries.flatMap((entry) => {
      const ports = entry.l4.flatMap((rule) => rule.ports)
      if (ports.length === 0) return []
      const targets = targetsOf(entry, context)
      if (targets.length === 0) return []
      const services = [...new Set(targets.flatMap(servicesOf))]
      const texts = ports.flatMap((port) => faultOf(port, targets, services) ?? [])
      const { policy, pointer } = entry.origin
      return [...new Set(texts)].map((message) => ({
        policy,
        pointer: isOfCilium(policy) ? `${pointer}/toPorts` : pointer,
        message,
        ifAllPodsOf: [...new Set(targets.map(({ namespace }) => namespace))].sort(),
        hint: 'write the port of the container: a policy never sees that of the Service',
      }))
    })
  },
}

/** Pods that a rule lets connections to: its subjects for ingress, its peers for egress. Only pods that are known for certain count. */
function targetsOf(entry: PolicyEntry, { labels, engine }: LintContext): readonly Workload[] {
  const selectors =
    entry.direction === 'ingress'
      ? [entry.subject.requirements]
      : (entry.l3 ?? []).map((peer) => (peer.type === 'labels' ? peer.requirements : undefined))
  // Who else is meant may listen on the port.
  if (selectors.some((one) => one === undefined) || entry.subject.isNode) return []
  const members = new Set(
    selectors.flatMap((one) => (one === undefined ? [] : membersOf(labels.select(one).possible))),
  )
  const identities = [...members].map((at) => engine.identities[at])
  if (identities.some((identity) => identity === undefined || identity.type !== 'endpoint'))
    return []
  return identities.flatMap((identity) => identity?.workloads ?? [])
}

function faultOf(
  { port, endPort }: PortProtocol,
  targets: readonly Workload[],
  services: readonly Service[],
): string | undefined {
  if (typeof port === 'string') {
    if (targets.some(({ ports }) => ports.some(({ name }) => name === port))) return undefined
    return `no container of ${nameOf(targets)} has a port named ${port}: the rule speaks of no connection`
  }
  if (endPort > port || targets.some(({ containerPorts }) => containerPorts.includes(port))) {
    return undefined
  }
  const all = services.flatMap((service) => service.ports.map((one) => ({ service, ...one })))
  if (all.some(({ targetPort }) => targetPort === port)) return undefined
  const meant = all.find((one) => one.port === port)
  if (meant === undefined) return undefined
  const { service, targetPort } = meant
  return `${port} is the port of Service ${service.namespace}/${service.name}, whose pods are reached on ${targetPort}: the rule speaks of no connection`
}

function nameOf(targets: readonly Workload[]): string {
  const names = [...new Set(targets.map(({ namespace, name }) => `${namespace}/${name}`))].sort()
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}

/** Services that send to a workload; one without a selector sends to nobody known. */
function serviceIndex(services: readonly Service[]): (workload: Workload) => readonly Service[] {
  const byNamespace = new Map<string, Service[]>()
  for (const service of services) {
    const others = byNamespace.get(service.namespace)
    if (others === undefined) byNamespace.set(service.namespace, [service])
    else others.push(service)
  }
  return ({ namespace, labels }) =>
    (byNamespace.get(namespace) ?? []).filter(({ selector }) => {
      const wanted = Object.entries(selector)
      return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
    })
}

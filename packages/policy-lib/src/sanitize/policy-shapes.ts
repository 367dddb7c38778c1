import { type CiliumVersion, isAtLeast } from '../profile/profile.ts'
import type { PolicyKind } from '../world/world.ts'

/** The form of a value, as far as reading it safely needs: fields and their types, no patterns. */
export type Shape =
  | 'text'
  | 'whole'
  | 'boolean'
  | 'whole-or-text'
  | 'any'
  | { readonly list: Shape }
  | { readonly texts: true }
  | { readonly fields: Readonly<Record<string, Shape>> }

const fields = (members: Readonly<Record<string, Shape>>): Shape => ({ fields: members })
const list = (item: Shape): Shape => ({ list: item })
const texts = list('text')

const selector = fields({
  matchLabels: { texts: true },
  matchExpressions: list(fields({ key: 'text', operator: 'text', values: texts })),
})
const cidrSet = list(
  fields({ cidr: 'text', cidrGroupRef: 'text', cidrGroupSelector: selector, except: texts }),
)
const groups = list(
  fields({
    aws: fields({
      labels: { texts: true },
      region: 'text',
      securityGroupsIds: texts,
      securityGroupsNames: texts,
    }),
  }),
)
const icmps = list(fields({ fields: list(fields({ family: 'text', type: 'whole-or-text' })) }))
const ports = list(fields({ port: 'text', endPort: 'whole', protocol: 'text' }))
const secret = fields({ name: 'text', namespace: 'text' })
const tls = fields({ secret, trustedCA: 'text', certificate: 'text', privateKey: 'text' })
const names = list(fields({ matchName: 'text', matchPattern: 'text' }))
const http = list(
  fields({
    path: 'text',
    method: 'text',
    host: 'text',
    headers: texts,
    headerMatches: list(fields({ name: 'text', value: 'text', mismatch: 'text', secret })),
  }),
)
const toPorts = (rules: Shape) =>
  list(
    fields({
      ports,
      rules,
      serverNames: texts,
      terminatingTLS: tls,
      originatingTLS: tls,
      listener: fields({
        name: 'text',
        priority: 'whole',
        envoyConfig: fields({ name: 'text', kind: 'text' }),
      }),
    }),
  )
const denyPorts = list(fields({ ports }))
const authentication = fields({ mode: 'text' })

const fromPeers = {
  fromEndpoints: list(selector),
  fromCIDR: texts,
  fromCIDRSet: cidrSet,
  fromEntities: texts,
  fromNodes: list(selector),
  fromGroups: groups,
  fromRequires: list('any'),
  icmps,
}
const toPeers = {
  toEndpoints: list(selector),
  toCIDR: texts,
  toCIDRSet: cidrSet,
  toEntities: texts,
  toNodes: list(selector),
  toGroups: groups,
  toRequires: list('any'),
  toServices: list(
    fields({
      k8sService: fields({ serviceName: 'text', namespace: 'text' }),
      k8sServiceSelector: fields({ selector, namespace: 'text' }),
    }),
  ),
  icmps,
}

/** A policy of Cilium, by what its rules of layer 7 can hold. */
function cilium(rules: Shape): Shape {
  const allowed = { toPorts: toPorts(rules), authentication }
  const rule = fields({
    endpointSelector: selector,
    nodeSelector: selector,
    ingress: list(fields({ ...fromPeers, ...allowed })),
    ingressDeny: list(fields({ ...fromPeers, toPorts: denyPorts })),
    egress: list(fields({ ...toPeers, ...allowed, toFQDNs: names })),
    egressDeny: list(fields({ ...toPeers, toPorts: denyPorts })),
    labels: list(fields({ key: 'text', value: 'text', source: 'text' })),
    description: 'text',
    enableDefaultDeny: fields({ ingress: 'boolean', egress: 'boolean' }),
    log: fields({ value: 'text' }),
  })
  return fields({ ...object, spec: rule, specs: list(rule) })
}

const object = { apiVersion: 'text', kind: 'text', metadata: 'any', status: 'any' } as const
const newest = cilium(fields({ http, dns: names }))
const older = cilium(
  fields({ http, dns: names, kafka: list('any'), l7: list('any'), l7proto: 'text' }),
)

const peers = list(
  fields({
    podSelector: selector,
    namespaceSelector: selector,
    ipBlock: fields({ cidr: 'text', except: texts }),
  }),
)
const policyPorts = list(fields({ protocol: 'text', port: 'whole-or-text', endPort: 'whole' }))

const network = fields({
  ...object,
  spec: fields({
    podSelector: selector,
    ingress: list(fields({ from: peers, ports: policyPorts })),
    egress: list(fields({ to: peers, ports: policyPorts })),
    policyTypes: texts,
  }),
})

const podPeers = {
  namespaces: selector,
  pods: fields({ namespaceSelector: selector, podSelector: selector }),
}
const port = fields({
  destinationPort: fields({ number: 'whole', range: fields({ start: 'whole', end: 'whole' }) }),
})
const protocols = list(fields({ tcp: port, udp: port, sctp: port, destinationNamedPort: 'text' }))
const tierRule = { name: 'text', action: 'text', protocols } as const

const clusterNetwork = fields({
  ...object,
  spec: fields({
    tier: 'text',
    priority: 'whole',
    subject: fields(podPeers),
    ingress: list(fields({ ...tierRule, from: list(fields(podPeers)) })),
    egress: list(
      fields({
        ...tierRule,
        to: list(fields({ ...podPeers, nodes: selector, networks: texts, domainNames: texts })),
      }),
    ),
  }),
})

/**
 * The fields of a kind of policy; 1.20 removed Kafka and the parsers of proxylib.
 *
 * Source: the CRDs of pkg/k8s/apis/cilium.io/client/crds/v2, networking.k8s.io/v1, and policy.networking.k8s.io/v1alpha2.
 */
export function policyShape(kind: PolicyKind, version: CiliumVersion): Shape {
  if (kind === 'NetworkPolicy') return network
  if (kind === 'ClusterNetworkPolicy') return clusterNetwork
  return isAtLeast(version, '1.20') ? newest : older
}

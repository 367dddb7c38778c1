import { describe, expect, it } from 'vitest'
import {
  type ClusterwideNetworkPolicyInput,
  ciliumCidrGroup,
  ciliumClusterwideNetworkPolicy,
  ciliumNetworkPolicy,
  type NetworkPolicyInput,
} from './policies.ts'
import type { EgressDenyRule, EgressRule, IngressRule, NodeRules, PodRules } from './rules.ts'

const web = { matchLabels: { app: 'web' } }
const named = { name: 'web', namespace: 'shop' }

describe('a policy', () => {
  it('is the manifest, with ports as texts', () => {
    expect(
      ciliumNetworkPolicy({
        ...named,
        labels: { team: 'shop' },
        spec: {
          endpointSelector: web,
          ingress: [
            { fromEndpoints: [web], toPorts: [{ ports: [{ port: 8080, protocol: 'TCP' }] }] },
          ],
        },
      }),
    ).toEqual({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'web', namespace: 'shop', labels: { team: 'shop' } },
      spec: {
        endpointSelector: web,
        ingress: [
          { fromEndpoints: [web], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] },
        ],
      },
    })
  })

  it('keeps a range as numbers, as the kind has it', () => {
    const policy = ciliumNetworkPolicy({
      ...named,
      spec: {
        endpointSelector: web,
        egress: [{ toPorts: [{ ports: [{ port: 8000, endPort: 8010, protocol: 'TCP' }] }] }],
      },
    })
    expect(policy.spec?.egress?.[0]?.toPorts?.[0]?.ports).toEqual([
      { port: '8000', endPort: 8010, protocol: 'TCP' },
    ])
  })

  // Rules 23 to 25: absent is everybody, empty is nobody.
  it.each([
    ['absent', {}],
    ['empty', { fromEndpoints: [] }],
    ['everybody', { fromEndpoints: [{}] }],
  ] as const)('keeps %s peers as they are', (_, rule) => {
    const { spec } = ciliumNetworkPolicy({
      ...named,
      spec: { endpointSelector: web, ingress: [rule] },
    })
    expect(JSON.stringify(spec?.ingress)).toBe(JSON.stringify([rule]))
  })

  it('leaves out what is undefined', () => {
    const input = { ...named, spec: { endpointSelector: web, ingress: [{}], egress: undefined } }
    expect(ciliumNetworkPolicy(input as unknown as NetworkPolicyInput).spec).toEqual({
      endpointSelector: web,
      ingress: [{}],
    })
  })

  it('has several sets of rules where they are given', () => {
    const rules = { endpointSelector: web, ingress: [{}] } as const
    expect(ciliumNetworkPolicy({ ...named, specs: [rules, rules] })).toMatchObject({
      specs: [rules, rules],
    })
  })

  it('of the cluster is in no namespace, and may be of nodes', () => {
    expect(
      ciliumClusterwideNetworkPolicy({
        name: 'nodes',
        spec: { nodeSelector: {}, ingress: [{ fromEntities: ['cluster-mesh'] }] },
      }),
    ).toEqual({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumClusterwideNetworkPolicy',
      metadata: { name: 'nodes' },
      spec: { nodeSelector: {}, ingress: [{ fromEntities: ['cluster-mesh'] }] },
    })
  })

  it('names blocks of addresses', () => {
    expect(ciliumCidrGroup({ name: 'partners', externalCIDRs: ['198.51.100.0/24'] })).toEqual({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumCIDRGroup',
      metadata: { name: 'partners' },
      spec: { externalCIDRs: ['198.51.100.0/24'] },
    })
  })
})

/** What Cilium refuses, or reads otherwise than it looks: each line fails to compile, which `npm run typecheck` holds. */
export const refused = {
  // Rule 3: no nodes in a namespaced policy, and one subject.
  // @ts-expect-error
  nodesInNamespace: { ...named, spec: { nodeSelector: {}, ingress: [{}] } } satisfies NetworkPolicyInput,
  // @ts-expect-error
  twoSubjects: { name: 'x', spec: { endpointSelector: web, nodeSelector: {}, ingress: [{}] } } satisfies ClusterwideNetworkPolicyInput,
  // Rule 4: a rule of one direction at least.
  // @ts-expect-error
  noRules: { endpointSelector: web } satisfies PodRules,
  // @ts-expect-error
  emptyDirection: { endpointSelector: web, ingress: [] } satisfies PodRules,
  // Rule 10: values where the operator wants them, and nowhere else.
  // @ts-expect-error
  inWithoutValues: { matchExpressions: [{ key: 'app', operator: 'In' }] } satisfies PodRules['endpointSelector'],
  // @ts-expect-error
  existsWithValues: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] } satisfies PodRules['endpointSelector'],
  // Rule 18: one kind of peer.
  // @ts-expect-error
  twoPeers: { fromEndpoints: [web], fromEntities: ['host'] } satisfies IngressRule,
  // @ts-expect-error
  twoCidrForms: { toCIDR: ['192.0.2.0/24'], toCIDRSet: [{ cidr: '192.0.2.0/24' }] } satisfies EgressRule,
  // @ts-expect-error
  wrongDirection: { toEndpoints: [web] } satisfies IngressRule,
  // Rules 25 and 26: an empty list that would mean everybody, a Service of any namespace.
  // @ts-expect-error
  emptyFqdns: { toFQDNs: [] } satisfies EgressRule,
  // @ts-expect-error
  anyNamespace: { toServices: [{ k8sService: { serviceName: 'web' } }] } satisfies EgressRule,
  // Rules 27 and 33: never resolved in a deny rule.
  // @ts-expect-error
  deniedService: { toServices: [{ k8sService: { serviceName: 'web', namespace: 'shop' } }] } satisfies EgressDenyRule,
  // @ts-expect-error
  deniedFqdn: { toFQDNs: [{ matchName: 'example.com' }] } satisfies EgressDenyRule,
  // Rule 31: one way to name addresses, and `except` of a block only.
  // @ts-expect-error
  twoBlocks: { toCIDRSet: [{ cidr: '192.0.2.0/24', cidrGroupRef: 'x' }] } satisfies EgressRule,
  // @ts-expect-error
  exceptOfGroup: { toCIDRSet: [{ cidrGroupRef: 'x', except: ['192.0.2.1/32'] }] } satisfies EgressRule,
  // Rule 33: a name or a pattern.
  // @ts-expect-error
  nameAndPattern: { toFQDNs: [{ matchName: 'a.example.com', matchPattern: '*.example.com' }] } satisfies EgressRule,
  // Rule 35: a list of ports that holds none allows nothing.
  // @ts-expect-error
  noPorts: { toPorts: [{ ports: [] }] } satisfies IngressRule,
  // Rule 41: ports or types of ICMP.
  // @ts-expect-error
  portsAndIcmps: { toPorts: [{ ports: [{ port: 80, protocol: 'TCP' }] }], icmps: [{ fields: [{ type: 8 }] }] } satisfies IngressRule,
  // Rule 44: what looks into traffic wants its protocol, its direction and its ports.
  // @ts-expect-error
  httpOverUdp: { toPorts: [{ ports: [{ port: 80, protocol: 'UDP' }], rules: { http: [{}] } }] } satisfies IngressRule,
  // @ts-expect-error
  httpOverAny: { toPorts: [{ ports: [{ port: 80, protocol: 'ANY' }], rules: { http: [{}] } }] } satisfies IngressRule,
  // @ts-expect-error
  dnsInside: { toPorts: [{ ports: [{ port: 53, protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }] } satisfies IngressRule,
  // @ts-expect-error
  dnsOnRange: { toPorts: [{ ports: [{ port: 53, endPort: 54, protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }] } satisfies EgressRule,
  // @ts-expect-error
  twoParsers: { toPorts: [{ ports: [{ port: 80, protocol: 'TCP' }], rules: { http: [{}], dns: [{ matchPattern: '*' }] } }] } satisfies EgressRule,
  // @ts-expect-error
  kafka: { toPorts: [{ ports: [{ port: 9092, protocol: 'TCP' }], rules: { kafka: [{}] } }] } satisfies EgressRule,
  // @ts-expect-error
  deniedHttp: { toPorts: [{ ports: [{ port: 80, protocol: 'TCP' }], rules: { http: [{}] } }] } satisfies EgressDenyRule,
  // Rule 48: names of the handshake beside HTTP want the connection ended here.
  // @ts-expect-error
  namesAndHttp: { toPorts: [{ ports: [{ port: 443, protocol: 'TCP' }], serverNames: ['example.com'], rules: { http: [{}] } }] } satisfies EgressRule,
  // @ts-expect-error
  httpOnNode: { nodeSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: 80, protocol: 'TCP' }], rules: { http: [{}] } }] }] } satisfies NodeRules,
} // biome-ignore format: one line each, as the comment before it wants

import type { Json } from '@skyctl/core'
import {
  ccnp,
  cidrGroup,
  cnp,
  fourPods,
  pod,
  service,
} from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'

const web = { matchLabels: { app: 'web' } }
const on443 = [{ ports: [{ port: '443' }] }]

export function forWeb(rule: object, more: readonly Json[] = []): readonly Json[] {
  return [...fourPods, ...more, cnp('a/p', { endpointSelector: web, ...rule } as Json)]
}

function forWebEverywhere(rule: object): readonly Json[] {
  return [...fourPods, ccnp('p', { endpointSelector: web, ...rule } as Json)]
}

/** The table of the corners. */
export const corners: readonly Case[] = [
  {
    rule: 'corner',
    title: '`ingress: []` alone is refused',
    world: forWeb({ ingress: [] }),
    rejected: ['agent a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 'corner',
    title: '`ingress: [{}]` denies by default, and the host is still allowed',
    world: forWeb({ ingress: [{}] }),
    expect: {
      ...all(['a/db > a/web', 'b/web > a/web', 'world > a/web', 'remote-node > a/web'], 'denied'),
      'host > a/web': 'allowed',
    },
  },
  {
    rule: 'corner',
    title: '`fromEndpoints: [{}]` of a CNP is its namespace',
    world: forWeb({ ingress: [{ fromEndpoints: [{}] }] }),
    expect: { 'a/db > a/web': 'allowed', 'b/web > a/web': 'denied', 'world > a/web': 'denied' },
  },
  {
    rule: 'corner',
    title: '`fromEndpoints: [{}]` of a CCNP is all pods of the cluster',
    world: forWebEverywhere({ ingress: [{ fromEndpoints: [{}] }] }),
    expect: { 'a/db > a/web': 'allowed', 'b/web > a/web': 'allowed', 'world > a/web': 'denied' },
  },
  {
    rule: 'corner',
    title: '`fromEntities: []` denies by default and allows nothing',
    world: forWeb({ ingress: [{ fromEntities: [] }] }),
    expect: all(['a/db > a/web', 'world > a/web'], 'denied'),
  },
  {
    rule: 'corner',
    title: '`toPorts` without peers is any destination, of TCP, UDP and SCTP',
    world: forWeb({ egress: [{ toPorts: on443 }] }),
    expect: {
      ...all(
        ['world tcp/443', 'host tcp/443', 'b/web tcp/443', 'a/db udp/443', 'a/db sctp/443'].map(
          (to) => `a/web > ${to}`,
        ),
        'allowed',
      ),
      ...all(['a/web > a/db icmp/8', 'a/web > a/db tcp/444'], 'denied'),
    },
  },
  {
    rule: 'corner',
    title: '`toEndpoints: []` with ports is nothing',
    world: forWeb({ egress: [{ toEndpoints: [], toPorts: on443 }] }),
    expect: all(['a/web > a/db tcp/443', 'a/web > world tcp/443'], 'denied'),
  },
  {
    rule: 'corner',
    title: '`toServices` of an unknown Service with ports is anywhere on them',
    world: forWeb({
      egress: [
        { toServices: [{ k8sService: { serviceName: 'x', namespace: 'a' } }], toPorts: on443 },
      ],
    }),
    expect: {
      ...all(['a/web > world tcp/443', 'a/web > b/web tcp/443', 'a/web > host tcp/443'], 'allowed'),
      'a/web > world tcp/80': 'denied',
    },
  },
  {
    rule: 'corner',
    title: '`cidrGroupSelector: {}` is everything, pods and host included',
    world: forWeb({ egress: [{ toCIDRSet: [{ cidrGroupSelector: {} }] }] }, [
      cidrGroup('g', ['192.0.2.0/24']),
    ]),
    expect: all(['a/web > world', 'a/web > host', 'a/web > a/db', 'a/web > 192.0.2.1'], 'allowed'),
  },
  {
    rule: 'corner',
    title: '`toCIDR: [0.0.0.0/0]` is the world alone',
    world: forWeb({ egress: [{ toCIDR: ['0.0.0.0/0'] }] }),
    expect: {
      ...all(['a/web > world', 'a/web > 192.0.2.1'], 'allowed'),
      ...all(['a/web > a/db', 'a/web > host', 'a/web > remote-node'], 'denied'),
    },
  },
  {
    rule: 'corner',
    title: 'a deny of 10.0.0.0/8 does not reach pods with such addresses',
    world: [
      ...forWeb({ egress: [{ toEndpoints: [{}] }], egressDeny: [{ toCIDR: ['10.0.0.0/8'] }] }),
      { ...(pod('a/ten', { app: 'ten' }) as object), status: { podIP: '10.0.0.9' } },
    ],
    expect: {
      ...all(['a/web > a/db', 'a/web > a/ten', 'a/web > 10.0.0.9'], 'allowed'),
      'a/web > 10.0.0.8': 'denied',
    },
  },
  {
    rule: 'corner',
    title: '`toFQDNs` without a rule for DNS never matches',
    world: forWeb({ egress: [{ toFQDNs: [{ matchName: 'api.example.com' }] }] }),
    expect: { 'a/web > api.example.com tcp/443': 'denied' },
  },
  ...[0, 'EchoReply', -1].map(
    (type): Case => ({
      rule: 'corner',
      title: `the type ${type} of ICMP is every type of the family`,
      world: forWeb({ ingress: [{ icmps: [{ fields: [{ type }] }] }] }),
      expect: {
        ...all(['a/db > a/web icmp/8', 'a/db > a/web icmp/0'], 'allowed'),
        ...all(['a/db > a/web icmpv6/128', 'a/db > a/web tcp/80'], 'denied'),
      },
    }),
  ),
  {
    rule: 'corner',
    title: '`enableDefaultDeny.ingress` without ingress rules does nothing',
    world: forWeb({ enableDefaultDeny: { ingress: true }, egress: [{ toEndpoints: [{}] }] }),
    expect: { 'b/web > a/web': 'allowed', 'a/web > b/web': 'denied' },
  },
  {
    rule: 'corner',
    title: 'a CCNP for everybody isolates health and ingress too',
    world: [...fourPods, ccnp('p', { endpointSelector: {}, ingress: [{}] })],
    expect: {
      ...all(['a/web > health', 'a/web > ingress', 'a/web > b/web'], 'denied'),
      'a/web > host': 'allowed',
    },
  },
  ...['topology.kubernetes.io/zone', 'pod-template-hash'].map(
    (key): Case => ({
      rule: 'corner',
      title: `a selector by ${key} matches nothing`,
      world: [
        ...fourPods,
        pod('a/x', { [key]: 'v' }),
        cnp('a/p', { endpointSelector: { matchLabels: { [key]: 'v' } }, ingress: [{}] }),
      ],
      expect: { 'a/db > a/x': 'allowed' },
    }),
  ),
  {
    rule: 'corner',
    title: 'a CNP is for its own namespace, whatever `k8s:` namespace its subject names',
    world: [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'b' } },
        ingress: [{}],
      }),
    ],
    expect: { 'a/db > a/web': 'denied', 'a/db > b/web': 'allowed' },
  },
  {
    rule: 'corner',
    title: '`toPorts` inside of a selector is refused by strict admission',
    world: forWeb({
      egress: [{ toEndpoints: [{ matchLabels: { app: 'db' }, toPorts: on443 }] }],
    }),
    rejected: ['admission a/p'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  {
    rule: 'corner',
    title: 'a rule by the port of the Service does not allow the port of the pod',
    world: forWeb({ ingress: [{ toPorts: [{ ports: [{ port: '80' }] }] }] }, [
      service('a/web', { app: 'web' }),
    ]),
    expect: { 'a/db > a/web tcp/8080': 'denied', 'a/db > a/web tcp/80': 'allowed' },
  },
  {
    rule: 'corner',
    title: 'the peer behind Cilium Ingress is `ingress` and not the world',
    world: forWeb({ ingress: [{ fromEntities: ['world'] }] }),
    expect: { 'world > a/web': 'allowed', 'ingress > a/web': 'denied' },
  },
]

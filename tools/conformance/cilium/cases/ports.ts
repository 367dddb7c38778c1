import type { Json } from '@skyctl/core'
import { cnp, fourPods, pod, ports } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'
import { forWeb } from './corner.ts'

const db = { matchLabels: { app: 'db' } }
const onPort = (port: string, members: object = {}) => [
  { ports: [{ port, protocol: 'TCP', ...members }] },
]
const protocols = ['tcp/80', 'udp/80', 'sctp/80', 'icmp/8', 'icmpv6/128']

function refusedPort(title: string, toPorts: Json, judge = 'agent'): Case {
  return {
    rule: 38,
    title,
    world: forWeb({ egress: [{ toPorts }] }),
    rejected: [`${judge} a/p`],
    expect: { 'a/web > b/web': 'allowed' },
  }
}

/** Rules 35 to 43: ports and protocols. */
export const portCases: readonly Case[] = [
  ...[{}, { toPorts: [] }, { icmps: [] }].map(
    (more): Case => ({
      rule: 35,
      title: `${JSON.stringify(more)} beside peers is every protocol`,
      world: forWeb({ egress: [{ toEntities: ['all'], ...more }] }),
      expect: all(
        protocols.map((port) => `a/web > a/db ${port}`),
        'allowed',
      ),
    }),
  ),
  ...[{ toPorts: [{}] }, { toPorts: [{ ports: [] }] }, { icmps: [{}] }].map(
    (more): Case => ({
      rule: 35,
      title: `${JSON.stringify(more)} beside peers allows nothing`,
      world: forWeb({ egress: [{ toEntities: ['all'], ...more }] }),
      expect: all(
        protocols.map((port) => `a/web > a/db ${port}`),
        'denied',
      ),
    }),
  ),
  {
    rule: 35,
    title: '`toPorts: [{}]` denies nothing',
    world: forWeb({
      egress: [{ toEntities: ['all'] }],
      egressDeny: [{ toEntities: ['all'], toPorts: [{}] }],
    }),
    expect: { 'a/web > a/db tcp/80': 'allowed' },
  },
  {
    rule: 36,
    title: 'a deny of port 0 of any protocol leaves ICMP',
    world: forWeb({
      egress: [{ toEntities: ['all'] }],
      egressDeny: [{ toEntities: ['all'], toPorts: [{ ports: [{ port: '0', protocol: 'ANY' }] }] }],
    }),
    expect: {
      ...all(['a/web > a/db tcp/80', 'a/web > a/db udp/1', 'a/web > a/db sctp/9'], 'denied'),
      ...all(['a/web > a/db icmp/8', 'a/web > a/db icmpv6/128'], 'allowed'),
    },
  },
  {
    rule: 37,
    title: 'a range ends with endPort, one that ends before it begins is one port',
    world: forWeb({
      egress: [
        { toEntities: ['all'], toPorts: onPort('8000', { endPort: 8010 }) },
        { toEntities: ['all'], toPorts: onPort('9000', { endPort: 8000 }) },
      ],
    }),
    expect: {
      ...all(
        ['tcp/8000', 'tcp/8005', 'tcp/8010', 'tcp/9000'].map((port) => `a/web > a/db ${port}`),
        'allowed',
      ),
      ...all(
        ['tcp/7999', 'tcp/8011', 'tcp/8500', 'tcp/9001'].map((port) => `a/web > a/db ${port}`),
        'denied',
      ),
    },
  },
  {
    rule: 37,
    title: 'port 0 with an endPort is every port',
    world: forWeb({ egress: [{ toEntities: ['all'], toPorts: onPort('0', { endPort: 10 }) }] }),
    expect: { 'a/web > a/db tcp/60000': 'allowed', 'a/web > a/db udp/60000': 'denied' },
  },
  {
    rule: 37,
    title: 'with a port by name the endPort counts on ingress alone',
    world: [
      ...forWeb({ ingress: [{ toPorts: onPort('http', { endPort: 8090 }) }] }),
      cnp('a/q', {
        endpointSelector: db,
        egress: [{ toEndpoints: [{}], toPorts: onPort('http', { endPort: 8090 }) }],
      }),
    ],
    expect: {
      'b/web > a/web tcp/8080': 'allowed',
      'b/web > a/web tcp/8085': 'allowed',
      'b/web > a/web tcp/8091': 'denied',
      'a/db > a/db tcp/9090': 'allowed',
      'a/db > a/db tcp/9091': 'denied',
    },
  },
  {
    rule: 38,
    title: 'a port is read as Go reads numbers, and 0x50 is a name',
    world: forWeb({
      egress: [
        { toEntities: ['all'], toPorts: onPort('010') },
        { toEntities: ['all'], toPorts: onPort('0x50') },
      ],
    }),
    expect: {
      'a/web > a/db tcp/8': 'allowed',
      'a/web > a/db tcp/10': 'denied',
      'a/web > a/db tcp/80': 'denied',
    },
  },
  refusedPort('08 is no number', onPort('08')),
  refusedPort('99999 is no port', onPort('99999')),
  refusedPort('a name has 15 letters at most', onPort('abcdefghijklmnop')),
  refusedPort(
    'a lower-case protocol is refused by the CRD',
    onPort('80', { protocol: 'tcp' }),
    'admission',
  ),
  {
    rule: 39,
    title: 'on egress a name is resolved for each peer, and one without it is not matched',
    world: [
      ...forWeb({ egress: [{ toEntities: ['all'], toPorts: onPort('http') }] }),
      pod('a/twin', { app: 'db' }, ports(['http', 7070])),
      pod('a/udp', { app: 'udp' }, ports(['http', 6060, 'UDP'])),
    ],
    expect: {
      ...all(
        ['a/web > a/db tcp/9090', 'a/web > b/web tcp/8080', 'a/web > a/twin tcp/7070'],
        'allowed',
      ),
      ...all(
        [
          'a/db tcp/8080',
          'a/twin tcp/9090',
          'a/job tcp/8080',
          'world tcp/8080',
          'a/udp udp/6060',
        ].map((to) => `a/web > ${to}`),
        'denied',
      ),
    },
  },
  {
    rule: 39,
    title: 'on ingress it is a port of the subject, and without one the rule is passed over',
    world: [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: {},
        ingress: [{ fromEntities: ['all'] }],
        ingressDeny: [{ toPorts: onPort('http') }],
      }),
    ],
    expect: {
      'b/web > a/web tcp/8080': 'denied',
      'b/web > a/db tcp/9090': 'denied',
      'b/web > a/db tcp/8080': 'allowed',
      'b/web > a/job tcp/8080': 'allowed',
    },
  },
  {
    rule: 39,
    title: 'containers that start first give no names',
    world: [
      ...fourPods,
      pod(
        'a/x',
        { app: 'x' },
        {
          initContainers: [{ ports: [{ name: 'early', containerPort: 1111 }] }],
        },
      ),
      cnp('a/p', {
        endpointSelector: { matchLabels: { app: 'x' } },
        ingress: [{ toPorts: onPort('early') }],
      }),
    ],
    expect: { 'a/web > a/x tcp/1111': 'denied' },
  },
  {
    rule: 41,
    title: 'icmps and toPorts in one rule are refused by the agent',
    world: forWeb({ egress: [{ icmps: [{ fields: [{ type: 8 }] }], toPorts: onPort('80') }] }),
    rejected: ['agent a/p'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  {
    rule: 41,
    title: 'the family of ICMP is IPv4 unless it is given, and a type may be a name',
    world: forWeb({
      egress: [
        { icmps: [{ fields: [{ type: 8 }] }] },
        { icmps: [{ fields: [{ family: 'IPv6', type: 'EchoRequest' }] }] },
      ],
    }),
    expect: {
      'a/web > a/db icmp/8': 'allowed',
      'a/web > a/db icmp/0': 'denied',
      'a/web > a/db icmpv6/128': 'allowed',
      'a/web > a/db icmpv6/8': 'denied',
    },
  },
  {
    rule: 41,
    title: 'a deny of the type 0 is one of every type',
    world: forWeb({
      egress: [{ toEntities: ['all'] }],
      egressDeny: [{ icmps: [{ fields: [{ type: 0 }] }] }],
    }),
    expect: { 'a/web > a/db icmp/8': 'denied', 'a/web > a/db tcp/80': 'allowed' },
  },
  {
    rule: 42,
    title: 'other protocols without a port need the flag',
    world: forWeb({ egress: [{ toPorts: [{ ports: [{ protocol: 'VRRP' }] }] }] }),
    rejected: ['agent a/p'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  {
    rule: 42,
    title: 'with the flag a port that is left out is every port, also of TCP',
    profile: { extendedIPProtocols: true },
    world: forWeb({ egress: [{ toPorts: [{ ports: [{ protocol: 'TCP' }] }] }] }),
    expect: { 'a/web > b/web tcp/1': 'allowed', 'a/web > b/web udp/1': 'denied' },
  },
  {
    rule: 42,
    title: 'port 0 of another protocol works without the flag, and says nothing of TCP',
    world: forWeb({ egress: [{ toPorts: [{ ports: [{ port: '0', protocol: 'VRRP' }] }] }] }),
    expect: { 'a/web > b/web tcp/1': 'denied' },
  },
  {
    rule: 43,
    title: 'more than 40 ports are refused, of an allow by the CRD and of a deny by the agent',
    world: [
      ...fourPods,
      ...(['egress', 'egressDeny'] as const).map((section) =>
        cnp(`a/${section.toLowerCase()}`, {
          endpointSelector: {},
          [section]: [
            {
              toPorts: [
                { ports: Array.from({ length: 41 }, (_, index) => ({ port: String(index + 1) })) },
              ],
            },
          ],
        }),
      ),
    ],
    rejected: ['admission a/egress', 'agent a/egressdeny'],
    expect: { 'a/web > b/web': 'allowed' },
  },
]

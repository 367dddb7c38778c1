import type { Json } from '@skyctl/core'
import {
  ccnp,
  cidrGroup,
  cnp,
  endpointSlice,
  fourPods,
  namespace,
  pod,
  service,
} from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'
import { forWeb } from './corner.ts'

const web = { matchLabels: { app: 'web' } }
const db = { matchLabels: { app: 'db' } }
const on80 = [{ ports: [{ port: '80' }] }]
const on443 = [{ ports: [{ port: '443' }] }]

/** A member of each kind of peer. */
const egressPeers: Readonly<Record<string, Json>> = {
  toEndpoints: [{}],
  toCIDR: ['192.0.2.0/24'],
  toCIDRSet: [{ cidr: '192.0.2.0/24' }],
  toEntities: ['world'],
  toServices: [{ k8sService: { serviceName: 'x', namespace: 'a' } }],
  toFQDNs: [{ matchName: 'a.io' }],
}
const pairs = Object.keys(egressPeers).flatMap((one, index, all) =>
  all.slice(index + 1).map((other) => [one, other] as const),
)

/** DNS of one name is seen by the proxy. */
const dnsFor = (matchPattern: string) => ({
  toEndpoints: [db],
  toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern }] } }],
})

const emptyPeers = {
  toEndpoints: [],
  toEntities: [],
  toCIDR: [],
  toCIDRSet: [],
} as const

/** Rules 18 to 34: peers. */
export const peerCases: readonly Case[] = [
  ...pairs.map(
    ([one, other]): Case => ({
      rule: 18,
      title: `${one} and ${other} in one rule are refused by the agent`,
      world: forWeb({ egress: [{ [one]: egressPeers[one], [other]: egressPeers[other] }] }),
      rejected: ['agent a/p'],
      expect: { 'a/web > b/web': 'allowed' },
    }),
  ),
  {
    rule: 18,
    title: 'an empty list does not count as a second kind, and matches nothing',
    world: forWeb({ egress: [{ toEndpoints: [{}], toCIDR: [] }] }),
    expect: { 'a/web > a/db': 'denied' },
  },
  {
    rule: 19,
    title: 'a CNP adds its namespace, unless a namespace or its labels are asked for',
    world: forWeb(
      {
        ingress: [
          { fromEndpoints: [web] },
          { fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'green' } }] },
        ],
      },
      [namespace('c', { team: 'green' }), pod('c/x')],
    ),
    expect: { 'b/web > a/web': 'denied', 'c/x > a/web': 'allowed', 'a/db > a/web': 'denied' },
  },
  {
    rule: 19,
    title: 'a reserved key is left as it is: no namespace is added, and negation finds the world',
    world: forWeb({
      ingress: [
        {
          fromEndpoints: [
            { matchExpressions: [{ key: 'reserved:host', operator: 'DoesNotExist' }] },
          ],
        },
      ],
    }),
    expect: all(['world > a/web', 'b/web > a/web', 'remote-node > a/web'], 'allowed'),
  },
  {
    rule: 19,
    title: 'in 1.20 a selector of negations alone finds even what it leaves out',
    world: forWeb({
      ingress: [
        {
          fromEndpoints: [
            {
              matchExpressions: [
                { key: 'reserved:host', operator: 'DoesNotExist' },
                { key: 'app', operator: 'NotIn', values: ['db'] },
              ],
            },
          ],
        },
      ],
    }),
    expect: { 'a/db > a/web': 'allowed', 'world > a/web': 'allowed' },
  },
  {
    rule: 19,
    title: 'a CCNP for init endpoints adds no namespace',
    world: [
      ...fourPods,
      ccnp('p', {
        endpointSelector: { matchLabels: { 'reserved:init': '' } },
        ingress: [{ fromEndpoints: [{}] }],
      }),
    ],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 19,
    title: 'another cluster is another one; without the flag no cluster is added',
    profile: { policyDefaultLocalCluster: false },
    world: forWeb({
      ingress: [
        {
          fromEndpoints: [
            {
              matchExpressions: [
                { key: 'io.kubernetes.pod.namespace', operator: 'NotIn', values: ['b'] },
              ],
            },
          ],
        },
      ],
    }),
    expect: all(['world > a/web', 'host > a/web', 'b/web > a/web', 'a/db > a/web'], 'allowed'),
  },
  {
    rule: 20,
    title: '`toEntities: [all]` is the wildcard, `toEndpoints: [{}]` is not',
    world: [
      ...forWeb({ egress: [{ toEntities: ['all'] }] }),
      cnp('a/q', { endpointSelector: db, egress: [{ toEndpoints: [{}] }] }),
    ],
    expect: {
      ...all(['a/web > world', 'a/web > host', 'a/web > b/web'], 'allowed'),
      ...all(['a/db > world', 'a/db > host', 'a/db > b/web'], 'denied'),
      'a/db > a/job': 'allowed',
    },
  },
  {
    rule: 21,
    title: 'toNodes is refused without the flag',
    world: forWeb({ egress: [{ toNodes: [{}] }] }),
    rejected: ['agent a/p'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  {
    rule: 21,
    title: 'toNodes with the flag finds other nodes, and not this one',
    profile: { nodeSelectorLabels: true, policyDefaultLocalCluster: false },
    world: forWeb({ egress: [{ toNodes: [{}] }] }),
    expect: {
      'a/web > remote-node': 'allowed',
      'a/web > host': 'denied',
      'a/web > a/db': 'denied',
    },
  },
  {
    rule: 22,
    title: '`cluster` is nodes, health, ingress and pods, and also an API server outside',
    world: forWeb({ egress: [{ toEntities: ['cluster'] }] }),
    expect: {
      ...all(
        ['host', 'remote-node', 'health', 'ingress', 'kube-apiserver', 'b/web'].map(
          (to) => `a/web > ${to}`,
        ),
        'allowed',
      ),
      'a/web > world': 'denied',
    },
  },
  {
    rule: 22,
    title: '`remote-node` includes an API server on a node, and `none` is nobody',
    profile: { kubeAPIServer: 'in-cluster' },
    world: [
      ...forWeb({ egress: [{ toEntities: ['remote-node', 'host'] }] }),
      cnp('a/q', { endpointSelector: db, egress: [{ toEntities: ['none'] }] }),
    ],
    expect: { 'a/web > kube-apiserver': 'allowed', 'a/db > a/web': 'denied' },
  },
  {
    rule: 22,
    title: '`world-ipv4` is refused by the CRD',
    world: forWeb({ egress: [{ toEntities: ['world-ipv4'] }] }),
    rejected: ['admission a/p'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  ...Object.entries(emptyPeers).flatMap(([peer, list]): Case[] =>
    (['egress', 'egressDeny'] as const).flatMap((section) =>
      [true, false].map((hasPorts): Case => {
        const rule = { [peer]: list, ...(hasPorts ? { toPorts: on80 } : {}) }
        const isDeny = section === 'egressDeny'
        return {
          rule: 23,
          title: `\`${peer}: []\` in ${section} ${hasPorts ? 'with' : 'without'} ports matches nothing`,
          world: forWeb({
            [section]: [rule],
            ...(isDeny ? { egress: [{ toEntities: ['all'] }] } : {}),
          }),
          expect: { 'a/web > a/db tcp/80': isDeny ? 'allowed' : 'denied' },
        }
      }),
    ),
  ),
  {
    rule: 23,
    title: 'no peers at all are everybody with ports, and nobody without, also in a deny',
    world: [
      ...forWeb({ ingress: [{ toPorts: on80 }] }),
      cnp('a/q', {
        endpointSelector: db,
        ingress: [{ fromEntities: ['all'] }],
        ingressDeny: [{}, { toPorts: on80 }],
      }),
    ],
    expect: {
      'b/web > a/web tcp/80': 'allowed',
      'b/web > a/db tcp/80': 'denied',
      'b/web > a/db tcp/81': 'allowed',
    },
  },
  {
    rule: 24,
    title: '`egress: [{}]` allows nothing',
    world: forWeb({ egress: [{}] }),
    expect: all(['a/web > a/db', 'a/web > world', 'a/web > host'], 'denied'),
  },
  ...['toFQDNs', 'toServices', 'toGroups'].flatMap((peer): Case[] => [
    {
      rule: 25,
      title: `\`${peer}: []\` with ports is everybody`,
      world: forWeb({ egress: [{ [peer]: [], toPorts: on80 }] }),
      expect: { 'a/web > b/web tcp/80': 'allowed', 'a/web > b/web tcp/81': 'denied' },
    },
    {
      rule: 25,
      title: `\`${peer}: []\` without ports is nobody`,
      world: forWeb({ egress: [{ [peer]: [] }] }),
      expect: { 'a/web > b/web tcp/80': 'denied' },
    },
  ]),
  {
    rule: 26,
    title: 'toServices of a Service without selector and backends, with ports, is everywhere',
    world: forWeb(
      { egress: [{ toServices: [{ k8sService: { serviceName: 's' } }], toPorts: on443 }] },
      [service('a/s')],
    ),
    expect: { 'a/web > world tcp/443': 'allowed', 'a/web > b/web tcp/443': 'allowed' },
  },
  {
    rule: 26,
    title: 'without ports it is nowhere',
    world: forWeb({ egress: [{ toServices: [{ k8sService: { serviceName: 's' } }] }] }),
    expect: { 'a/web > world tcp/443': 'denied' },
  },
  {
    rule: 26,
    title: 'one other Service that resolves is enough to avoid it',
    world: forWeb(
      {
        egress: [
          {
            toServices: [
              { k8sService: { serviceName: 'none' } },
              { k8sService: { serviceName: 's' } },
            ],
            toPorts: on443,
          },
        ],
      },
      [service('a/s', { app: 'db' })],
    ),
    expect: { 'a/web > world tcp/443': 'denied', 'a/web > a/db tcp/443': 'allowed' },
  },
  {
    rule: 27,
    title: 'a Service with a selector means its pods, of any namespace where none is given',
    world: forWeb({ egress: [{ toServices: [{ k8sService: { serviceName: 's' } }] }] }, [
      service('b/s', { app: 'web' }),
    ]),
    expect: { 'a/web > b/web': 'allowed', 'a/web > a/db': 'denied' },
  },
  {
    rule: 27,
    title: 'a Service without a selector means the addresses of its slices',
    world: forWeb(
      {
        egress: [
          { toServices: [{ k8sServiceSelector: { selector: { matchLabels: { x: 'y' } } } }] },
        ],
      },
      [
        service('b/s', undefined, { x: 'y' }),
        {
          ...(endpointSlice('b/s', '192.0.2.7') as object),
          ports: [{ port: 443, protocol: 'TCP' }],
        },
      ],
    ),
    expect: { 'a/web > 192.0.2.7': 'allowed', 'a/web > 192.0.2.8': 'denied' },
  },
  {
    rule: 27,
    title: 'toServices of a deny is never resolved: with ports it denies everything on them',
    world: forWeb(
      {
        egress: [{ toEntities: ['all'] }],
        egressDeny: [{ toServices: [{ k8sService: { serviceName: 's' } }], toPorts: on443 }],
      },
      [service('a/s', { app: 'db' })],
    ),
    expect: { 'a/web > b/web tcp/443': 'denied', 'a/web > a/db tcp/80': 'allowed' },
  },
  {
    rule: 28,
    title: 'a CIDR never means pods or nodes',
    world: forWeb({
      ingress: [{ fromCIDR: ['0.0.0.0/0'] }],
    }),
    expect: {
      'world > a/web': 'allowed',
      ...all(['a/db > a/web', 'remote-node > a/web'], 'denied'),
    },
  },
  {
    rule: 28,
    title: 'with the mode for nodes a CIDR may mean one, and 0.0.0.0/0 still does not',
    profile: { cidrMatchMode: ['nodes'] },
    world: [
      ...forWeb({ ingress: [{ fromCIDR: ['10.0.0.0/8'] }] }),
      cnp('a/q', { endpointSelector: db, ingress: [{ fromCIDR: ['0.0.0.0/0'] }] }),
    ],
    expect: { 'remote-node > a/web': 'may', 'remote-node > a/db': 'denied' },
  },
  {
    rule: 29,
    title: '0.0.0.0/0 and ::/0 are the worlds of their families',
    profile: { ipFamilies: ['IPv4', 'IPv6'] },
    world: forWeb({ egress: [{ toCIDR: ['0.0.0.0/0'] }] }),
    expect: {
      'a/web > 192.0.2.1': 'allowed',
      'a/web > 2001:db8::1': 'denied',
      'a/web > world': 'may',
    },
  },
  {
    rule: 29,
    title: '::/0 matches nothing in a cluster of IPv4, and host bits are cleared',
    world: [
      ...forWeb({ egress: [{ toCIDR: ['::/0'] }] }),
      cnp('a/q', { endpointSelector: db, egress: [{ toCIDR: ['192.0.2.9/24'] }] }),
    ],
    expect: { 'a/web > 192.0.2.1': 'denied', 'a/db > 192.0.2.1': 'allowed' },
  },
  {
    rule: 29,
    title: 'a bare address is refused by admission',
    world: forWeb({ egress: [{ toCIDR: ['192.0.2.9'] }] }),
    rejected: ['admission a/p'],
    expect: { 'a/web > 192.0.2.1': 'allowed' },
  },
  {
    rule: 30,
    title: 'except is no deny: another rule allows it again, and it shrinks a deny',
    world: [
      ...forWeb({
        egress: [
          { toCIDRSet: [{ cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] }] },
          { toCIDR: ['192.0.2.200/32'] },
        ],
      }),
      cnp('a/q', {
        endpointSelector: db,
        egress: [{ toEntities: ['world'] }],
        egressDeny: [{ toCIDRSet: [{ cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] }] }],
      }),
    ],
    expect: {
      'a/web > 192.0.2.1': 'allowed',
      'a/web > 192.0.2.129': 'denied',
      'a/web > 192.0.2.200': 'allowed',
      'a/db > 192.0.2.1': 'denied',
      'a/db > 192.0.2.129': 'allowed',
    },
  },
  {
    rule: 30,
    title: 'an exception outside of its network is refused by the agent',
    world: forWeb({
      egress: [{ toCIDRSet: [{ cidr: '192.0.2.0/24', except: ['198.51.100.0/24'] }] }],
    }),
    rejected: ['agent a/p'],
    expect: { 'a/web > 192.0.2.1': 'allowed' },
  },
  {
    rule: 31,
    title: 'a group is its networks; one that is missing is nothing, also with ports',
    world: [
      ...forWeb({ egress: [{ toCIDRSet: [{ cidrGroupRef: 'g' }] }] }, [
        cidrGroup('g', ['192.0.2.0/24'], { x: 'y' }),
        cidrGroup('h', ['198.51.100.0/24']),
      ]),
      cnp('a/q', {
        endpointSelector: db,
        egress: [{ toCIDRSet: [{ cidrGroupRef: 'none' }], toPorts: on80 }],
      }),
      cnp('a/r', {
        endpointSelector: { matchLabels: { app: 'job' } },
        egress: [
          {
            toCIDRSet: [
              {
                cidrGroupSelector: {
                  matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }],
                },
              },
            ],
          },
        ],
      }),
    ],
    expect: {
      'a/web > 192.0.2.1': 'allowed',
      'a/web > 198.51.100.1': 'denied',
      'a/db > 192.0.2.1 tcp/80': 'denied',
      'a/job > 192.0.2.1': 'denied',
      'a/job > 198.51.100.1': 'allowed',
      'a/job > 203.0.113.1': 'allowed',
      'a/job > a/web': 'denied',
    },
  },
  {
    rule: 31,
    title: 'an exception applies to a group too',
    world: forWeb(
      {
        egress: [{ toCIDRSet: [{ cidrGroupSelector: {}, except: ['192.0.2.128/25'] }] }],
      },
      [cidrGroup('g', ['192.0.2.0/24'])],
    ),
    expect: {
      'a/web > 192.0.2.1': 'allowed',
      'a/web > 192.0.2.129': 'denied',
      'a/web > world': 'allowed',
      'a/web > a/db': 'denied',
    },
  },
  {
    rule: 32,
    title: 'toGroups matches nothing before it is resolved, also with ports',
    world: forWeb({
      egress: [{ toGroups: [{ aws: { securityGroupsIds: ['sg-1'] } }], toPorts: on80 }],
    }),
    expect: { 'a/web > b/web tcp/80': 'denied' },
  },
  {
    rule: 33,
    title: 'a name is found once a rule for DNS of the same subject lets the query through',
    world: forWeb({
      egress: [dnsFor('*'), { toFQDNs: [{ matchName: 'API.example.com' }] }],
    }),
    expect: {
      'a/web > api.example.com tcp/443': 'allowed',
      'a/web > other.example.com tcp/443': 'denied',
      'a/web > b/web tcp/443': 'denied',
    },
  },
  {
    rule: 33,
    title: 'both members of a selector, and one in a deny, are refused by admission',
    world: [
      ...forWeb({ egress: [{ toFQDNs: [{ matchName: 'a.io', matchPattern: '*' }] }] }),
      cnp('a/q', { endpointSelector: db, egressDeny: [{ toFQDNs: [{ matchName: 'a.io' }] }] }),
    ],
    rejected: ['admission a/p', 'admission a/q'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  ...(
    [
      ['*', { 'a.io': true, 'x.y.a.io': true }],
      ['*.a.io', { 'b.a.io': true, 'a.io': false, 'x.y.a.io': false }],
      ['**.a.io', { 'b.a.io': true, 'x.y.a.io': true, 'a.io': false }],
      ['*a.io', { 'a.io': true, 'xa.io': true, 'x.a.io': false }],
      ['A.*.io', { 'a.b.io': true, 'a.b.c.io': false }],
    ] as const
  ).map(
    ([matchPattern, names]): Case => ({
      rule: 34,
      title: `matchPattern ${matchPattern}`,
      world: forWeb({ egress: [dnsFor('*'), { toFQDNs: [{ matchPattern }] }] }),
      expect: Object.fromEntries(
        Object.entries(names).map(([name, isFound]) => [
          `a/web > ${name} tcp/443`,
          isFound ? 'allowed' : 'denied',
        ]),
      ),
    }),
  ),
]

import type { Json } from '@skyctl/core'
import {
  ccnp,
  cnp,
  fourPods,
  knp,
  pod,
} from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'
import { forWeb } from './corner.ts'

const web = { matchLabels: { app: 'web' } }
const db = { matchLabels: { app: 'db' } }
const tcp80 = [{ ports: [{ port: '80', protocol: 'TCP' }] }]
const forKube = (spec: object, ...more: Json[]): readonly Json[] => [
  ...fourPods,
  ...more,
  knp('a/p', { podSelector: web, ...spec } as Json),
]

/** Rules 52 to 66: verdicts, default deny, enforcement modes, and Kubernetes' own policies. */
export const verdictCases: readonly Case[] = [
  {
    rule: 52,
    title: 'what no entry speaks of has the posture of the direction',
    world: forWeb({
      egress: [{ toEndpoints: [db] }],
      ingressDeny: [{ fromEndpoints: [db] }],
      enableDefaultDeny: { ingress: false },
    }),
    expect: {
      'a/web > a/db': 'allowed',
      'a/web > a/job': 'denied',
      'a/db > a/web': 'denied',
      'a/job > a/web': 'allowed',
    },
  },
  {
    rule: 53,
    title: 'a deny beats every allow, whatever is narrower',
    world: [
      ...forWeb({
        egress: [{ toCIDR: ['192.0.2.1/32'] }, { toEndpoints: [db], toPorts: tcp80 }],
        egressDeny: [{ toCIDR: ['192.0.2.0/24'] }, { toEndpoints: [{}] }],
      }),
      cnp('a/q', {
        endpointSelector: db,
        egress: [{ toCIDR: ['192.0.2.1/32'] }],
        egressDeny: [{ toEntities: ['world'] }],
      }),
    ],
    expect: all(['a/web > 192.0.2.1', 'a/web > a/db tcp/80', 'a/db > 192.0.2.1'], 'denied'),
  },
  {
    rule: 53,
    title: 'also one of another object, kind or namespace',
    world: [
      ...forWeb({ ingress: [{ fromEntities: ['all'] }] }),
      knp('a/k', { podSelector: web, ingress: [{}] }),
      ccnp('deny', { endpointSelector: web, ingressDeny: [{ fromEndpoints: [db] }] }),
    ],
    expect: { 'a/db > a/web': 'denied', 'a/job > a/web': 'allowed' },
  },
  {
    rule: 54,
    title: 'both sides must allow; peers without an endpoint impose nothing',
    world: [
      ...forWeb({ egress: [{ toEndpoints: [db] }] }),
      cnp('a/q', { endpointSelector: db, ingress: [{}] }),
    ],
    expect: {
      'a/web > a/db': 'denied',
      'a/job > a/web': 'allowed',
      'a/job > world': 'allowed',
      'remote-node > a/job': 'allowed',
    },
  },
  {
    rule: 57,
    title: 'a rule with denies alone makes its subject deny by default',
    world: forWeb({ ingressDeny: [{ fromEndpoints: [db] }] }),
    expect: { 'a/job > a/web': 'denied', 'a/web > a/job': 'allowed' },
  },
  {
    rule: 58,
    title: 'one true wins over any number of false',
    world: [
      ...forWeb({ ingress: [{ fromEndpoints: [db] }], enableDefaultDeny: { ingress: false } }),
      ccnp('q', {
        endpointSelector: web,
        ingress: [{ fromEndpoints: [db] }],
        enableDefaultDeny: { ingress: true },
      }),
    ],
    expect: { 'a/job > a/web': 'denied', 'a/db > a/web': 'allowed' },
  },
  {
    rule: 59,
    title: 'entries without default deny allow all but what is denied',
    world: forWeb({
      egress: [{ toEndpoints: [db] }],
      egressDeny: [{ toEndpoints: [{ matchLabels: { app: 'job' } }] }],
      enableDefaultDeny: { egress: false },
    }),
    expect: { 'a/web > a/job': 'denied', 'a/web > b/web': 'allowed', 'a/web > world': 'allowed' },
  },
  {
    rule: 60,
    title: '`always` denies without rules, and the host too; also despite enableDefaultDeny false',
    profile: { enforcementMode: 'always' },
    world: forWeb({ egress: [{ toEndpoints: [db] }], enableDefaultDeny: { egress: false } }),
    expect: all(['a/web > a/job', 'a/job > a/web', 'host > a/job'], 'denied'),
  },
  {
    rule: 60,
    title: '`never` allows all, denies included',
    profile: { enforcementMode: 'never' },
    world: forWeb({ egressDeny: [{ toEntities: ['all'] }] }),
    expect: { 'a/web > a/db': 'allowed' },
  },
  {
    rule: 61,
    title: 'the host may enter where ingress is denied by default, unless a deny covers it',
    world: [
      ...forWeb({ ingress: [{}], egress: [{}] }),
      cnp('a/q', { endpointSelector: db, ingress: [{}], ingressDeny: [{ fromEntities: ['all'] }] }),
      cnp('a/r', {
        endpointSelector: { matchLabels: { app: 'job' } },
        ingress: [{}],
        ingressDeny: [{ toPorts: tcp80 }],
      }),
    ],
    expect: {
      'host > a/web': 'allowed',
      'remote-node > a/web': 'denied',
      'a/web > host': 'denied',
      'host > a/db': 'denied',
      'host > a/job tcp/80': 'denied',
      'host > a/job tcp/81': 'allowed',
    },
  },
  {
    rule: 61,
    title: 'with allow-localhost=policy it may not',
    profile: { allowLocalhost: 'policy' },
    world: forWeb({ ingress: [{}] }),
    expect: { 'host > a/web': 'denied' },
  },
  {
    rule: 63,
    title: '`from` missing or empty is everybody, host and world included',
    world: forKube({ ingress: [{ from: [] }] }),
    expect: all(['world > a/web', 'host > a/web', 'b/web > a/web'], 'allowed'),
  },
  {
    rule: 63,
    title: 'peers are added up, and the selectors of one are a condition each',
    world: forKube({
      ingress: [
        {
          from: [
            { podSelector: db },
            {
              podSelector: { matchLabels: { app: 'none' } },
              namespaceSelector: { matchLabels: { team: 'blue' } },
            },
          ],
        },
      ],
    }),
    expect: { 'a/db > a/web': 'allowed', 'b/web > a/web': 'denied', 'a/job > a/web': 'denied' },
  },
  {
    rule: 63,
    title: '`namespaceSelector: {}` is any pod, and no node',
    world: forKube({ ingress: [{ from: [{ namespaceSelector: {} }] }] }),
    expect: {
      'b/web > a/web': 'allowed',
      'remote-node > a/web': 'denied',
      'world > a/web': 'denied',
    },
  },
  {
    rule: 64,
    title: 'the protocol is TCP unless it is given; a port that is missing is every one',
    world: forKube({
      ingress: [
        { ports: [{ port: 80 }, { protocol: 'UDP' }, { port: 90, endPort: 95 }, { port: 'http' }] },
      ],
    }),
    expect: {
      ...all(
        ['tcp/80', 'udp/1', 'tcp/95', 'tcp/8080'].map((port) => `b/web > a/web ${port}`),
        'allowed',
      ),
      ...all(
        ['tcp/81', 'sctp/80', 'icmp/8', 'tcp/96'].map((port) => `b/web > a/web ${port}`),
        'denied',
      ),
    },
  },
  {
    rule: 64,
    title: 'no ports are every protocol, ICMP included',
    world: forKube({ ingress: [{ ports: [] }] }),
    expect: all(['b/web > a/web icmp/8', 'b/web > a/web sctp/1'], 'allowed'),
  },
  {
    rule: 65,
    title: 'without rules it denies ingress; egress only where policyTypes says so',
    world: [...forKube({}), knp('a/q', { podSelector: db, policyTypes: ['Egress'] })],
    expect: {
      'a/job > a/web': 'denied',
      'a/web > a/job': 'allowed',
      'a/db > a/job': 'denied',
      'a/job > a/db': 'allowed',
    },
  },
  {
    rule: 66,
    title: 'an ipBlock never means pods',
    world: [
      ...forKube({
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
        policyTypes: ['Egress'],
      }),
      pod('a/plain'),
    ],
    expect: { 'a/web > a/db': 'denied', 'a/web > 192.0.2.1': 'allowed' },
  },
  {
    rule: 66,
    title: 'rules of a direction that policyTypes leaves out are enforced',
    world: forKube({ policyTypes: ['Egress'], ingress: [{ from: [{ podSelector: db }] }] }),
    expect: { 'a/db > a/web': 'allowed', 'a/job > a/web': 'denied' },
  },
]

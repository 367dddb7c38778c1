import type { Json } from '@skyctl/core'
import {
  ccnp,
  cnp,
  fourPods,
  kcnp,
  knp,
  pod,
  ports,
} from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'

const profile = { kcnp: true }
const web = { matchLabels: { app: 'web' } }
const db = { matchLabels: { app: 'db' } }
const everywhere = { namespaceSelector: {}, podSelector: {} }
const webs = { pods: { namespaceSelector: {}, podSelector: web } }
const dbs = { pods: { namespaceSelector: {}, podSelector: db } }
const red = { namespaces: { matchLabels: { team: 'red' } } }

const tiered = (tier: 'Admin' | 'Baseline', spec: object, name: string = tier.toLowerCase()) =>
  kcnp(name, { tier, priority: 10, subject: webs, ...spec } as Json)
const admin = (spec: object, name?: string) => tiered('Admin', spec, name)
const baseline = (spec: object) => tiered('Baseline', spec)
const accept = (from: object, more: object = {}) => ({ action: 'Accept', from: [from], ...more })
const deny = (from: object, more: object = {}) => ({ action: 'Deny', from: [from], ...more })
const pass = (from: object, more: object = {}) => ({ action: 'Pass', from: [from], ...more })
const anybody = { namespaces: {} }

const denyDb = cnp('a/deny', { endpointSelector: web, ingressDeny: [{ fromEndpoints: [db] }] })
const allowDb = cnp('a/allow', { endpointSelector: web, ingress: [{ fromEndpoints: [db] }] })
const toNames = (action: string) => ({ action, to: [{ domainNames: ['a.io', '*.b.io'] }] })
const dns = pod(
  'b/dns',
  { 'k8s-app': 'kube-dns' },
  ports(['dns', 53, 'UDP'], ['dns-tcp', 53, 'TCP']),
)

/** Rule 56, ClusterNetworkPolicy. */
export const tierCases: readonly Case[] = [
  {
    rule: 56,
    title: 'the tier Admin decides before every other policy',
    profile,
    world: [...fourPods, denyDb, admin({ ingress: [accept(dbs)] })],
    expect: { 'a/db > a/web': 'allowed', 'a/job > a/web': 'denied' },
  },
  {
    rule: 56,
    title: 'it denies what others allow, and nobody by default',
    profile,
    world: [...fourPods, allowDb, admin({ ingress: [deny(dbs)] })],
    expect: { 'a/db > a/web': 'denied', 'a/db > b/web': 'denied', 'a/job > b/web': 'allowed' },
  },
  {
    rule: 56,
    title: 'Pass leaves the decision to the next tier',
    profile,
    world: [...fourPods, denyDb, admin({ ingress: [pass(dbs), accept(anybody)] })],
    expect: { 'a/db > a/web': 'denied', 'a/job > a/web': 'allowed', 'a/db > b/web': 'allowed' },
  },
  {
    rule: 56,
    title: 'rules count in their order, also a deny behind an accept',
    profile,
    world: [...fourPods, admin({ ingress: [accept(dbs), deny(anybody)] })],
    expect: { 'a/db > a/web': 'allowed', 'a/job > a/web': 'denied' },
  },
  {
    rule: 56,
    title: 'a lower priority is asked first, whatever the name',
    profile,
    world: [
      ...fourPods,
      admin({ priority: 5, ingress: [accept(dbs)] }, 'z'),
      admin({ priority: 6, ingress: [deny(dbs)] }, 'a'),
    ],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 56,
    title: 'of one priority a deny wins',
    profile,
    world: [
      ...fourPods,
      admin({ ingress: [accept(dbs)] }, 'a'),
      admin({ ingress: [deny(dbs)] }, 'z'),
    ],
    expect: { 'a/db > a/web': 'denied' },
  },
  {
    rule: 56,
    title: 'the tier Baseline denies what nobody else decides',
    profile,
    world: [...fourPods, allowDb, baseline({ ingress: [deny(anybody)] })],
    expect: { 'a/db > a/web': 'allowed', 'a/job > a/web': 'denied', 'a/db > b/web': 'denied' },
  },
  {
    rule: 56,
    title: 'Accept of the tier Baseline beats the default deny of other policies',
    profile,
    world: [
      ...fourPods,
      cnp('a/none', { endpointSelector: web, ingress: [{}] }),
      knp('b/none', { podSelector: web, policyTypes: ['Ingress'] }),
      baseline({ ingress: [accept(dbs)] }),
    ],
    expect: {
      'a/db > a/web': 'allowed',
      'a/db > b/web': 'allowed',
      'a/job > a/web': 'denied',
    },
  },
  {
    rule: 56,
    title: 'a deny of everybody, in either tier, is for the own node too',
    profile,
    world: [
      ...fourPods,
      admin({ subject: dbs, ingress: [{ action: 'Deny', from: [{ namespaces: notIn('x') }] }] }),
      baseline({ ingress: [{ action: 'Deny', from: [{ namespaces: notIn('x') }] }] }),
    ],
    expect: { 'host > a/web': 'denied', 'host > a/db': 'denied', 'host > a/job': 'allowed' },
  },
  {
    rule: 56,
    title: 'a peer by namespaces is every pod of them, and `{}` every pod',
    profile,
    world: [...fourPods, admin({ ingress: [accept(red), deny(anybody)] })],
    expect: {
      'a/db > b/web': 'allowed',
      'b/web > a/web': 'denied',
      'world > a/web': 'allowed',
      'remote-node > a/web': 'allowed',
    },
  },
  {
    rule: 56,
    title: 'a subject by namespaces',
    profile,
    world: [...fourPods, admin({ subject: red, ingress: [deny(anybody)] })],
    expect: { 'b/web > a/db': 'denied', 'a/db > a/web': 'denied', 'a/db > b/web': 'allowed' },
  },
  {
    rule: 56,
    title: 'a subject that only excludes selects health and ingress as well',
    profile,
    world: [
      ...fourPods,
      admin({ subject: { namespaces: notIn('red') }, ingress: [deny(anybody)] }),
    ],
    expect: {
      ...all(['a/web > health', 'a/web > ingress', 'a/web > b/web'], 'denied'),
      'a/web > a/db': 'allowed',
    },
  },
  {
    rule: 56,
    title: 'ports by number, range and name',
    profile,
    world: [
      ...fourPods,
      admin({
        ingress: [
          accept(dbs, {
            protocols: [
              { tcp: { destinationPort: { number: 80 } } },
              { tcp: { destinationPort: { range: { start: 90, end: 99 } } } },
              { destinationNamedPort: 'http' },
            ],
          }),
          deny(anybody),
        ],
      }),
    ],
    expect: {
      ...all(
        ['tcp/80', 'tcp/95', 'tcp/8080'].map((port) => `a/db > a/web ${port}`),
        'allowed',
      ),
      ...all(
        ['tcp/81', 'tcp/100', 'udp/80', 'icmp/8'].map((port) => `a/db > a/web ${port}`),
        'denied',
      ),
    },
  },
  {
    rule: 56,
    title: 'egress to networks',
    profile,
    world: [
      ...fourPods,
      admin({
        egress: [
          { action: 'Accept', to: [{ networks: ['192.0.2.1/32'] }] },
          { action: 'Deny', to: [{ networks: ['192.0.2.0/24'] }] },
        ],
      }),
    ],
    expect: {
      'a/web > 192.0.2.1': 'allowed',
      'a/web > 192.0.2.2': 'denied',
      'a/web > 198.51.100.1': 'allowed',
    },
  },
  {
    rule: 56,
    title:
      'names come with the DNS of pods that are labelled as kube-dns; a star is for every depth',
    profile,
    world: [
      ...fourPods,
      dns,
      ccnp('none', { endpointSelector: web, egress: [{}] }),
      admin({ egress: [toNames('Accept')] }),
    ],
    expect: {
      'a/web > b/dns udp/53': 'allowed egress:dns',
      'a/web > b/dns tcp/53': 'allowed egress:dns',
      'a/web > b/dns udp/53 dns a.io': 'allowed',
      'a/web > b/dns udp/53 dns x.y.b.io': 'allowed',
      'a/web > b/dns udp/53 dns c.io': 'denied',
      'a/web > a/db udp/53': 'denied',
      'a/web > c.io tcp/443': 'denied',
    },
  },
  {
    rule: 56,
    title: 'names of another action than Accept are refused',
    profile,
    world: [...fourPods, admin({ egress: [toNames('Deny')] })],
    rejected: ['agent admin'],
    expect: { 'a/web > a/db': 'allowed' },
  },
  {
    rule: 56,
    title: 'names are refused without the proxy',
    profile: { kcnp: true, l7Proxy: false },
    world: [...fourPods, admin({ egress: [toNames('Accept')] })],
    rejected: ['agent admin'],
    expect: { 'a/web > a/db': 'allowed' },
  },
  {
    rule: 56,
    title: 'a name that the API server takes and the agent does not',
    profile,
    world: [
      ...fourPods,
      admin({ egress: [{ action: 'Accept', to: [{ domainNames: ['^a.io'] }] }] }),
    ],
    rejected: ['agent admin'],
    expect: { 'a/web > a/db': 'allowed' },
  },
  {
    rule: 56,
    title: 'nodes are refused where they have no labels',
    profile,
    world: [...fourPods, admin({ egress: [{ action: 'Deny', to: [{ nodes: {} }] }] })],
    rejected: ['agent admin'],
    expect: { 'a/web > a/db': 'allowed' },
  },
  {
    rule: 56,
    title: 'nodes are all of them, the own one too',
    profile: { kcnp: true, nodeSelectorLabels: true },
    world: [...fourPods, admin({ egress: [{ action: 'Deny', to: [{ nodes: {} }] }] })],
    expect: {
      ...all(['a/web > host', 'a/web > remote-node'], 'denied'),
      'a/web > a/db': 'allowed',
    },
  },
  {
    rule: 56,
    title: 'two kinds of peers in one are refused by the API server',
    profile,
    world: [...fourPods, admin({ ingress: [deny({ ...anybody, pods: everywhere })] })],
    rejected: ['admission admin'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 56,
    title: 'without its flag nobody reads it',
    world: [...fourPods, admin({ ingress: [deny(anybody)] })],
    expect: { 'a/db > a/web': 'allowed' },
  },
]

function notIn(team: string) {
  return { matchExpressions: [{ key: 'team', operator: 'NotIn', values: [team] }] }
}

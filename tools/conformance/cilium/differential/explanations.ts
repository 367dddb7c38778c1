import type { Json } from '@skyctl/core'
import type { Answer, ProfileInput } from '@skyctl/policy-lib'
import { ccnp, cnp, fourPods } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { forWeb } from '../cases/corner.ts'
import type { Verdict } from '../cilium-judge.ts'

/** A difference that is meant: policy-lib says more than an engine that knows everything could. */
export interface Explanation {
  readonly id: string
  readonly why: string
  /** Where Cilium decides it, in the module of the judge. */
  readonly source: string
  readonly explains: (ours: Answer, theirs: Verdict) => boolean
  /** A world in which it is the explanation: without one it would explain nothing. */
  readonly example: {
    readonly world: readonly Json[]
    readonly flow: string
    readonly profile?: ProfileInput
  }
}

const inNetwork = /which may hold the address of this peer|that has an identity of its own/
const on443 = [{ ports: [{ port: '443' }] }]

export const explanations: readonly Explanation[] = [
  {
    id: 'service-not-in-the-world',
    why: 'toServices names a Service that no manifest has: the engine takes it that there is none, policy-lib that it may stand elsewhere',
    source:
      'pkg/policy/k8s/service.go:462, processRule; pkg/policy/utils/parserules.go:148, mergeEndpointSelectors',
    explains: (ours, theirs) => isCautious(ours, theirs, /toServices|Service/),
    example: {
      world: forWeb({
        egress: [
          { toServices: [{ k8sService: { serviceName: 'x', namespace: 'a' } }], toPorts: on443 },
        ],
      }),
      flow: 'a/web > world tcp/443',
    },
  },
  {
    id: 'group-of-the-cloud',
    why: 'the addresses of a group are resolved at run time: the engine has none, policy-lib does not know',
    source: 'pkg/policy/api/groups.go:86, GetAsEndpointSelector',
    explains: (ours, theirs) => isCautious(ours, theirs, /a group of the cloud/),
    example: {
      world: forWeb({ egress: [{ toGroups: [{ aws: { securityGroupsIds: ['sg-1'] } }] }] }),
      flow: 'a/web > 192.0.2.1 tcp/443',
    },
  },
  {
    id: 'address-of-some-name',
    why: 'which names an address may have, and whether any of them can be asked for: policy-lib does not intersect patterns, the judge tries one name of each',
    source: 'pkg/fqdn/namemanager/manager.go:422, deriveLabelsForName',
    explains: (ours, theirs) => isCautious(ours, theirs, /allows addresses of names/),
    example: {
      world: forWeb({
        egress: [
          { toFQDNs: [{ matchPattern: '*.a.io' }] },
          {
            toEntities: ['world'],
            toPorts: [
              {
                ports: [{ port: '53', protocol: 'UDP' }],
                rules: { dns: [{ matchName: 'b.io' }] },
              },
            ],
          },
        ],
      }),
      flow: 'a/web > 192.0.2.1 tcp/443',
    },
  },
  {
    id: 'same-unknown-address',
    why: 'several selectors are for networks that may hold an address that no manifest states: policy-lib takes each for itself, the judge tries every address for all of them',
    source: 'pkg/policy/types/selector.go:526, CIDRSelector.Matches',
    explains: (ours, theirs) =>
      isCautious(ours, theirs, inNetwork) &&
      ours.reasons.filter((reason) => inNetwork.test(reason)).length > 1,
    example: {
      world: forWeb({
        egress: [
          { toCIDRSet: [{ cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }] },
        ],
      }),
      flow: 'a/web > a.io tcp/443',
    },
  },
  {
    id: 'identity-of-a-node',
    why: 'where CIDRs are for nodes, one has an identity of its own if a policy names a network around its address, which no manifest states: the judge gives every node one',
    source: 'pkg/node/manager/manager.go:620, nodeIdentityLabels',
    explains: (ours, theirs) => isCautious(ours, theirs, /has an identity of its own/),
    example: {
      world: forWeb({
        ingress: [
          {
            fromEndpoints: [
              { matchExpressions: [{ key: 'reserved:remote-node', operator: 'DoesNotExist' }] },
            ],
          },
        ],
      }),
      flow: 'remote-node > a/web udp/9090',
      profile: { cidrMatchMode: ['nodes'] },
    },
  },
  {
    id: 'labels-of-nodes',
    why: 'which nodes a nodeSelector, or a peer of a ClusterNetworkPolicy, means stands in no manifest: policy-lib takes whether a rule selects a node, and whether that makes the node deny by default, each for itself',
    source: 'pkg/policy/rule.go:462, matchesSubject',
    explains: (ours, theirs) => isCautious(ours, theirs, /(selects|is for) nodes by their labels/),
    example: {
      world: [
        ...fourPods,
        ccnp('p', {
          nodeSelector: { matchLabels: { role: 'worker' } },
          ingress: [{ fromEntities: ['all'] }],
        }),
      ],
      flow: 'a/web > host tcp/443',
      profile: { hostFirewall: true },
    },
  },
  {
    id: 'authentication-of-one-allow',
    why: 'an allow whose authentication always fails, beside one that a proxy gets: which comes first is a matter of whether both are found by the identity of the peer, or one by its class',
    source: 'pkg/policy/mapstate.go:411, lookup; pkg/policy/mapstate.go:1597, authPreferredInsert',
    explains: (ours, theirs) => isCautious(ours, theirs, /authentication that always fails/),
    example: {
      world: [
        ...forWeb({
          egress: [
            {
              toPorts: [
                { ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{ path: '/a' }] } },
              ],
            },
          ],
        }),
        cnp('a/q', {
          endpointSelector: {},
          egress: [{ toCIDR: ['192.0.2.0/24'], authentication: { mode: 'test-always-fail' } }],
        }),
      ],
      flow: 'a/web > 192.0.2.1 tcp/80',
    },
  },
  {
    id: 'layer-7-that-may-be-lifted',
    why: 'an allow lifts rules of layer 7 where it is for the peer, and whether it is stands in no manifest: policy-lib lists the rules',
    source: 'pkg/envoy/model.go:414, GetDirectionNetworkPolicy',
    explains: (ours, theirs) =>
      (['egress', 'ingress', 'verdict'] as const).every((one) => ours[one] === theirs[one]) &&
      ours.reasons.some((reason) => /rules of layer 7 may be lifted/.test(reason)),
    example: {
      world: forWeb({
        egress: [
          {
            toServices: [{ k8sService: { serviceName: 'x', namespace: 'a' } }],
            toPorts: [{ ports: [{ port: '0' }] }],
          },
          { toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }], serverNames: ['a.io'] }] },
        ],
      }),
      flow: 'a/web > world tcp/443',
    },
  },
  {
    id: 'layer-7-of-a-may',
    why: 'of an edge that may be, policy-lib lists every rule of layer 7 that may restrict it, each for itself',
    source: 'pkg/envoy/model.go:414, GetDirectionNetworkPolicy',
    explains: (ours, theirs) =>
      ours.verdict === 'may' &&
      (['egress', 'ingress', 'verdict'] as const).every((one) => ours[one] === theirs[one]),
    example: {
      world: forWeb({
        egress: [
          { toCIDR: ['192.0.2.0/24'], toPorts: [{ ports: [{ port: '53' }] }] },
          {
            toCIDRSet: [{ cidr: '192.0.2.0/24' }],
            toPorts: [{ ports: [{ port: '53' }], rules: { dns: [{ matchName: 'a.io' }] } }],
          },
        ],
      }),
      flow: 'a/web > xa.io tcp/53',
    },
  },
]

/** Whether policy-lib says `may`, for this reason, wherever it says something else. */
function isCautious(ours: Answer, theirs: Verdict, reason: RegExp): boolean {
  const members = ['egress', 'ingress', 'verdict'] as const
  return (
    members.some((member) => ours[member] !== theirs[member]) &&
    members.every((member) => ours[member] === theirs[member] || ours[member] === 'may') &&
    ours.reasons.some((text) => reason.test(text))
  )
}

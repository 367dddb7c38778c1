import type { Json } from '@skyctl/core'
import {
  ccnp,
  cnp,
  fourPods,
  knp,
  namespace,
  pod,
} from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'
import { forWeb } from './corner.ts'

const web = { matchLabels: { app: 'web' } }
const named = (path: string, members: object): Json => ({
  ...(cnp(path, {}) as object),
  spec: undefined as never,
  ...members,
})

/** Rules 1 to 17: objects, labels, and whom a policy selects. */
export const objectCases: readonly Case[] = [
  {
    rule: 1,
    title: 'spec and specs are both read',
    world: [
      ...fourPods,
      named('a/p', {
        spec: { endpointSelector: web, ingress: [{}] },
        specs: [{ endpointSelector: { matchLabels: { app: 'db' } }, ingress: [{}] }],
      }),
    ],
    expect: { 'a/job > a/web': 'denied', 'a/job > a/db': 'denied', 'a/web > a/job': 'allowed' },
  },
  {
    rule: 1,
    title: 'neither spec nor specs is refused by the rule of the CRD',
    world: [...fourPods, named('a/p', {})],
    rejected: ['admission a/p'],
    expect: { 'a/job > a/web': 'allowed' },
  },
  {
    rule: 1,
    title: '`specs: []` is accepted and does nothing',
    world: [...fourPods, named('a/p', { specs: [] })],
    expect: { 'a/job > a/web': 'allowed' },
  },
  {
    rule: 2,
    title: 'a CNP without a namespace is not a CCNP',
    world: [
      ...fourPods,
      pod('default/x', { app: 'web' }),
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'p' },
        spec: { endpointSelector: web, ingress: [{}] },
      },
    ],
    expect: { 'a/db > a/web': 'allowed', 'a/db > default/x': 'denied' },
  },
  {
    rule: 3,
    title: 'a CNP with a nodeSelector is refused by the agent',
    world: [...fourPods, cnp('a/p', { nodeSelector: {}, ingress: [{}] })],
    rejected: ['agent a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 3,
    title: 'both selectors, and none, are refused',
    world: [
      ...fourPods,
      ccnp('p', { nodeSelector: {}, endpointSelector: {}, ingress: [{}] }),
      ccnp('q', { ingress: [{}] }),
    ],
    rejected: ['admission p', 'admission q'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 4,
    title: '`ingress: []` beside egress is no ingress',
    world: forWeb({ ingress: [], egress: [{}] }),
    expect: { 'a/db > a/web': 'allowed', 'a/web > a/db': 'denied' },
  },
  {
    rule: 4,
    title: 'one bad rule refuses the whole object',
    world: [
      ...fourPods,
      named('a/p', {
        specs: [
          { endpointSelector: web, ingress: [{}] },
          { endpointSelector: web, ingress: [] },
        ],
      }),
    ],
    rejected: ['agent a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 5,
    title: '`ingress: null` is no ingress: nothing is left',
    world: forWeb({ ingress: null }),
    rejected: ['admission a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 5,
    title: '`fromEndpoints: null` is absent: with ports it is everybody',
    world: forWeb({
      ingress: [{ fromEndpoints: null, toPorts: [{ ports: [{ port: '80' }] }] }],
    }),
    expect: { 'b/web > a/web tcp/80': 'allowed', 'b/web > a/web tcp/81': 'denied' },
  },
  {
    rule: 5,
    title: '`rules: null` is absent: the schema asks for no kind of rules',
    world: forWeb({ ingress: [{ toPorts: [{ ports: [{ port: '80' }], rules: null }] }] }),
    expect: { 'b/web > a/web tcp/80': 'allowed', 'b/web > a/web tcp/81': 'denied' },
  },
  {
    rule: 5,
    title: 'a field that nobody knows is refused though it is null',
    world: forWeb({ ingress: [{ nope: null }] }),
    rejected: ['admission a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 5,
    title: 'an item that is null is refused',
    world: forWeb({ ingress: [null] }),
    rejected: ['admission a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 6,
    title: 'fromRequires is refused',
    world: forWeb({ ingress: [{ fromRequires: [web] }] }),
    rejected: ['admission a/p'],
    expect: { 'a/db > a/web': 'allowed' },
  },
  {
    rule: 7,
    title: 'labels, description and log do not matter',
    world: forWeb({
      labels: [{ key: 'x', source: 'any', value: '' }],
      description: 'allow all',
      log: { value: 'x' },
      ingress: [{ fromEndpoints: [{}] }],
    }),
    expect: { 'a/db > a/web': 'allowed', 'b/web > a/web': 'denied' },
  },
  {
    rule: 8,
    title: 'a pod cannot set the labels of its namespace, account or cluster',
    world: [
      ...fourPods,
      pod('a/liar', {
        'io.kubernetes.pod.namespace': 'b',
        'io.cilium.k8s.namespace.labels.team': 'blue',
        'io.cilium.k8s.policy.serviceaccount': 'root',
      }),
      pod('a/root', { app: 'root' }, { serviceAccountName: 'root' }),
      cnp('a/p', {
        endpointSelector: web,
        ingress: [
          { fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'blue' } }] },
          { fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'root' } }] },
        ],
      }),
    ],
    expect: {
      'a/liar > a/web': 'denied',
      'a/root > a/web': 'allowed',
      'b/web > a/web': 'allowed',
      'a/db > a/web': 'denied',
    },
  },
  {
    rule: 8,
    title: 'the name of the namespace is a label of it, and the account is `default`',
    world: [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        ingress: [
          {
            fromEndpoints: [
              {
                matchLabels: {
                  'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': 'b',
                  'io.cilium.k8s.policy.serviceaccount': 'default',
                  'io.cilium.k8s.policy.cluster': 'default',
                },
              },
            ],
          },
        ],
      }),
    ],
    expect: { 'b/web > a/web': 'allowed', 'a/db > a/web': 'denied' },
  },
  ...[
    'io.kubernetes/x',
    'kubernetes.io/x',
    'node.beta.kubernetes.io/x',
    'k8s.io/x',
    'pod-template-generation',
    'controller-revision-hash',
    'controller-uidx',
    'annotation-x',
    'etcd_node',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'batch.kubernetes.io/controller-uid',
  ].map(
    (key): Case => ({
      rule: 9,
      title: `${key} is no part of an identity`,
      world: [
        ...fourPods,
        pod('a/x', { [key]: 'v' }),
        cnp('a/p', {
          endpointSelector: web,
          ingress: [{ fromEndpoints: [{ matchExpressions: [{ key, operator: 'Exists' }] }] }],
        }),
        cnp('a/q', {
          endpointSelector: { matchLabels: { app: 'db' } },
          ingress: [{ fromEndpoints: [{ matchExpressions: [{ key, operator: 'DoesNotExist' }] }] }],
        }),
      ],
      expect: { 'a/x > a/web': 'denied', 'a/x > a/db': 'allowed' },
    }),
  ),
  {
    rule: 9,
    title: 'app.kubernetes.io/name is part of an identity, and any label of a namespace',
    world: [
      ...fourPods,
      namespace('c', { 'pod-template-hash': 'v' }),
      pod('a/x', { 'app.kubernetes.io/name': 'v' }),
      pod('c/y'),
      cnp('a/p', {
        endpointSelector: web,
        ingress: [
          { fromEndpoints: [{ matchLabels: { 'app.kubernetes.io/name': 'v' } }] },
          {
            fromEndpoints: [
              { matchLabels: { 'io.cilium.k8s.namespace.labels.pod-template-hash': 'v' } },
            ],
          },
        ],
      }),
    ],
    expect: { 'a/x > a/web': 'allowed', 'c/y > a/web': 'allowed', 'a/db > a/web': 'denied' },
  },
  {
    rule: 10,
    title: 'NotIn is true where the key is missing; an unknown source matches nothing',
    world: [
      ...fourPods,
      pod('a/plain'),
      cnp('a/p', {
        endpointSelector: web,
        ingress: [
          {
            fromEndpoints: [
              { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db'] }] },
            ],
          },
          { fromEndpoints: [{ matchLabels: { 'odd:app': 'db' } }] },
        ],
      }),
    ],
    expect: { 'a/plain > a/web': 'allowed', 'a/job > a/web': 'allowed', 'a/db > a/web': 'denied' },
  },
  {
    rule: 10,
    title: 'In without values, and Exists with some, are refused by the agent',
    world: [
      ...fourPods,
      ...[
        { key: 'app', operator: 'In' },
        { key: 'app', operator: 'Exists', values: ['x'] },
      ].map((expression, index) =>
        cnp(`a/p${index}`, {
          endpointSelector: web,
          ingress: [{ fromEndpoints: [{ matchExpressions: [expression] }] }],
        }),
      ),
    ],
    rejected: ['agent a/p0', 'agent a/p1'],
    expect: { 'b/web > a/web': 'allowed' },
  },
  ...['host', 'remote-node', 'health', 'ingress', 'world', 'kube-apiserver'].map(
    (entity): Case => ({
      rule: 11,
      title: `the entity ${entity} is its reserved identity`,
      world: [
        ...forWeb({ egress: [{ toEntities: [entity] }] }),
        cnp('a/q', {
          endpointSelector: { matchLabels: { app: 'db' } },
          egress: [{ toEndpoints: [{ matchLabels: { [`reserved:${entity}`]: '' } }] }],
        }),
      ],
      expect: {
        ...all([`a/web > ${entity}`, `a/db > ${entity}`], 'allowed'),
        'a/web > a/job': 'denied',
      },
    }),
  ),
  {
    rule: 12,
    title: 'a pod in the network of its node is that node, of which it is not known which it is',
    world: [
      ...fourPods,
      pod('a/agent', { app: 'agent' }, { hostNetwork: true }),
      cnp('a/p', {
        endpointSelector: web,
        ingress: [{ fromEndpoints: [{ matchLabels: { app: 'agent' } }] }],
      }),
      cnp('a/q', { endpointSelector: { matchLabels: { app: 'agent' } }, ingress: [{}] }),
    ],
    expect: { 'a/agent > a/web': 'may', 'a/web > a/agent': 'allowed' },
  },
  {
    rule: 13,
    title: 'rules for the world cover the API server outside, and named addresses and names',
    world: forWeb({
      egress: [
        { toEntities: ['world'] },
        { toCIDR: ['192.0.2.0/24'] },
        { toFQDNs: [{ matchName: 'a.io' }] },
      ],
    }),
    expect: all(['a/web > kube-apiserver', 'a/web > 192.0.2.1', 'a/web > a.io'], 'allowed'),
  },
  {
    rule: 14,
    title: 'an unprefixed namespace, and one in an expression, are a second condition',
    world: [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: { matchLabels: { 'io.kubernetes.pod.namespace': 'b' } },
        ingress: [{}],
      }),
      cnp('a/q', {
        endpointSelector: {
          matchExpressions: [
            { key: 'k8s:io.kubernetes.pod.namespace', operator: 'In', values: ['b'] },
          ],
        },
        ingress: [{}],
      }),
    ],
    expect: { 'a/db > a/web': 'allowed', 'a/db > b/web': 'allowed' },
  },
  {
    rule: 15,
    title: 'a CCNP that asks for a namespace leaves out the reserved ones',
    world: [
      ...fourPods,
      ccnp('p', {
        endpointSelector: {
          matchExpressions: [{ key: 'io.kubernetes.pod.namespace', operator: 'Exists' }],
        },
        ingress: [{}],
      }),
    ],
    expect: { 'a/db > a/web': 'denied', 'a/db > health': 'allowed', 'a/db > ingress': 'allowed' },
  },
  {
    rule: 16,
    title: 'a nodeSelector does nothing without the host firewall',
    world: [...fourPods, ccnp('p', { nodeSelector: {}, ingress: [{}] })],
    expect: { 'a/db > host': 'allowed', 'a/db > a/web': 'allowed' },
  },
  {
    rule: 16,
    title: 'with the host firewall it is for the host alone',
    profile: { hostFirewall: true },
    world: [...fourPods, ccnp('p', { nodeSelector: {}, ingress: [{}] })],
    expect: { 'a/db > host': 'denied', 'a/db > a/web': 'allowed', 'a/db > health': 'allowed' },
  },
  {
    rule: 16,
    title: 'an endpointSelector never is for the host',
    profile: { hostFirewall: true },
    world: [...fourPods, ccnp('p', { endpointSelector: {}, ingress: [{}] })],
    expect: { 'a/db > host': 'allowed', 'a/db > a/web': 'denied' },
  },
  {
    rule: 17,
    title: 'a namespaced policy is for endpoints of its namespace alone',
    world: [
      ...fourPods,
      cnp('a/p', { endpointSelector: {}, ingress: [{}] }),
      knp('b/q', { podSelector: { matchLabels: { app: 'none' } } }),
    ],
    expect: { 'a/db > a/web': 'denied', 'a/db > b/web': 'allowed', 'a/db > health': 'allowed' },
  },
]

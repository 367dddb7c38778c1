import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import {
  type Asked,
  ccnp,
  cnp,
  fourPods,
  knp,
  pod,
  ports,
  prepare,
  service,
} from '../testing/worlds.ts'
import { lintPolicies } from './lint-policies.ts'

const web = { matchLabels: { app: 'web' } }

interface Case {
  readonly title: string
  readonly policies: readonly Json[]
  /** `id pointer` of each finding. */
  readonly found: readonly string[]
  readonly world?: readonly Json[]
  readonly asked?: Asked
}

const allow = (rule: Json) => cnp('a/p', { endpointSelector: web, ...(rule as object) })

const cases: readonly Case[] = [
  {
    title: 'nothing about what a default deny and an allow usually are',
    policies: [
      allow({ ingress: [{}], egress: [{}] }),
      cnp('a/q', {
        endpointSelector: web,
        ingress: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }],
      }),
    ],
    found: [],
  },
  {
    title: 'nothing about pods where there are none',
    policies: [allow({ ingress: [{ fromEndpoints: [web] }] })],
    world: [],
    found: [],
  },
  {
    title: 'a NetworkPolicy whose pods and peers are nobody',
    policies: [
      knp('a/p', {
        podSelector: { matchLabels: { app: 'x' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'y' } } }] }],
      }),
    ],
    found: [
      'matching-policy-peer /spec/ingress/0/from/0',
      'matching-policy-subject /spec/podSelector',
    ],
  },
  {
    title: 'a peer that is in another namespace',
    policies: [allow({ egress: [{ toEndpoints: [{ matchLabels: { app: 'only-b' } }] }] })],
    world: [...fourPods, pod('b/only', { app: 'only-b' })],
    found: ['matching-policy-peer /spec/egress/0'],
  },
  {
    title: 'no peer of a reserved label, and none of everybody',
    policies: [
      allow({ ingress: [{ fromEndpoints: [{ matchLabels: { 'reserved:host': '' } }, {}] }] }),
    ],
    found: [],
  },
  {
    title: 'a label that is dropped, where it excludes',
    policies: [
      cnp('a/p', {
        endpointSelector: {
          matchExpressions: [{ key: 'pod-template-hash', operator: 'DoesNotExist' }],
        },
        ingress: [{ fromEndpoints: [{ matchLabels: { 'topology.kubernetes.io/zone': 'a' } }] }],
      }),
    ],
    found: ['identity-label /spec/endpointSelector', 'identity-label /spec/ingress/0'],
  },
  {
    title: 'no dropped label that the profile takes in',
    policies: [
      cnp('a/p', {
        endpointSelector: { matchLabels: { 'topology.kubernetes.io/zone': 'a' } },
        ingress: [{}],
      }),
    ],
    world: [pod('a/web', { 'topology.kubernetes.io/zone': 'a' })],
    asked: { profile: { labelFilter: ['k8s:topology\\.kubernetes\\.io/zone', 'k8s:.*'] } },
    found: [],
  },
  {
    title: 'the port of a Service, on the side of the caller',
    policies: [
      allow({
        egress: [
          {
            toEndpoints: [{ matchLabels: { app: 'db' } }],
            toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }],
          },
        ],
      }),
    ],
    world: [
      ...fourPods,
      {
        ...service('a/db', { app: 'db' }),
        spec: { selector: { app: 'db' }, ports: [{ port: 80, targetPort: 'http' }] },
      },
    ],
    found: ['container-port /spec/egress/0/toPorts'],
  },
  {
    title: 'a port name that no container has',
    policies: [
      allow({
        ingress: [
          { fromEndpoints: [{}], toPorts: [{ ports: [{ port: 'htpp', protocol: 'TCP' }] }] },
        ],
      }),
    ],
    found: ['container-port /spec/ingress/0/toPorts'],
  },
  {
    title: 'no port that a container states without a name, and none that nobody states',
    policies: [
      allow({
        ingress: [
          {
            fromEndpoints: [{}],
            toPorts: [
              {
                ports: [
                  { port: '8080', protocol: 'TCP' },
                  { port: '7000', protocol: 'TCP' },
                ],
              },
            ],
          },
        ],
      }),
    ],
    world: [pod('a/web', { app: 'web' }, ports(['', 8080]))],
    found: [],
  },
  {
    title: 'rules of layer 7 where nothing denies by default',
    policies: [
      allow({
        enableDefaultDeny: { ingress: false },
        ingress: [
          {
            fromEndpoints: [{}],
            toPorts: [
              { ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{ path: '/a' }] } },
            ],
          },
        ],
      }),
    ],
    found: ['effective-layer-seven-rule /spec/ingress/0/toPorts'],
  },
  {
    title: 'no rules of layer 7 that let everything through on purpose',
    policies: [
      allow({
        ingress: [
          {
            fromEndpoints: [{}],
            toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{}] } }],
          },
          { fromEndpoints: [{}], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] },
        ],
      }),
    ],
    found: [],
  },
  {
    title: 'no rule of layer 7 of which some peers alone are let in whole',
    policies: [
      allow({
        ingress: [
          {
            fromEndpoints: [{}],
            toPorts: [
              { ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{ path: '/a' }] } },
            ],
          },
          {
            fromEndpoints: [{ matchLabels: { app: 'db' } }],
            toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
          },
        ],
      }),
    ],
    found: [],
  },
  {
    title: 'a rule that two denies of other policies cover together',
    policies: [
      allow({
        egress: [
          { toEndpoints: [{ matchLabels: { app: 'db' } }, { matchLabels: { app: 'job' } }] },
        ],
      }),
      cnp('a/q', {
        endpointSelector: {},
        egressDeny: [{ toEndpoints: [{ matchLabels: { app: 'db' } }] }],
      }),
      cnp('a/r', {
        endpointSelector: {},
        egressDeny: [{ toEndpoints: [{ matchLabels: { app: 'job' } }] }],
      }),
    ],
    found: ['undenied-rule /spec/egress/0'],
  },
  {
    title: 'no rule of which a part is not denied',
    policies: [
      allow({ egress: [{ toEndpoints: [{}] }] }),
      cnp('a/q', {
        endpointSelector: {},
        egressDeny: [{ toEndpoints: [{ matchLabels: { app: 'db' } }] }],
      }),
    ],
    found: [],
  },
  {
    title: 'the second of two equal rules',
    policies: [allow({ ingress: [{ fromEndpoints: [{}] }, { fromEndpoints: [{}] }] })],
    found: ['distinct-rule /spec/ingress/1'],
  },
  {
    title: 'no rule that denies by default what a broader one leaves open',
    policies: [
      {
        ...cnp('a/p', {}),
        spec: {
          endpointSelector: web,
          enableDefaultDeny: { ingress: false },
          ingress: [{ fromEndpoints: [{}] }],
        },
        specs: [
          { endpointSelector: web, ingress: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }] },
        ],
      },
    ],
    found: [],
  },
  {
    title: 'a name that only other pods look up',
    policies: [
      allow({ egress: [{ toFQDNs: [{ matchPattern: '*.example.com' }] }] }),
      cnp('a/q', {
        endpointSelector: { matchLabels: { app: 'db' } },
        egress: [
          {
            toEntities: ['cluster'],
            toPorts: [
              { ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } },
            ],
          },
        ],
      }),
    ],
    found: ['learned-name /spec/egress/0/toFQDNs'],
  },
  {
    title: 'no clusterwide policy that only adds to what is allowed',
    policies: [
      ccnp('p', {
        endpointSelector: {},
        enableDefaultDeny: { ingress: false },
        ingress: [{ fromEntities: ['cluster'] }],
      }),
    ],
    found: [],
  },
  {
    title: 'nothing of a policy that a judge refuses',
    policies: [cnp('a/p', { endpointSelector: { matchLabels: { app: 'x' } }, ingress: [] })],
    found: [],
  },
]

describe('lintPolicies', () => {
  it.each(cases)('finds $title', ({ policies, found, world = fourPods, asked }) => {
    const problems = lintPolicies(prepare([...world, ...policies], asked))
    expect(problems.map(({ id, where }) => `${id} ${where.pointer}`).sort()).toEqual(found)
  })

  it('names the object and the place in it', () => {
    const prepared = prepare([...fourPods, allow({ ingress: [{ fromEntities: [] }] })])
    expect(lintPolicies(prepared)[0]?.where).toEqual({
      index: 6,
      object: 'cilium.io/CiliumNetworkPolicy a/p',
      pointer: '/spec/ingress/0/fromEntities',
    })
  })

  it('says the same whatever the order of the manifests', () => {
    const all = cases.flatMap(({ policies }) => policies)
    const forward = lintPolicies(prepare([...fourPods, ...all]))
    const backward = lintPolicies(prepare([...all, ...fourPods].reverse()))
    const texts = (problems: readonly { id: string; message: string }[]) =>
      problems.map(({ id, message }) => `${id} ${message}`).sort()
    expect(texts(backward)).toEqual(texts(forward))
  })
})

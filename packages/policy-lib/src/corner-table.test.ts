import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import {
  answer,
  ccnp,
  cidrGroup,
  cnp,
  fourPods,
  pod,
  refusals,
  service,
  verdicts,
} from './testing/worlds.ts'

/** The cases that people, and tools, get wrong: each row of the table in SEMANTICS.md, section 1J. */

const web = { matchLabels: { app: 'web' } }
const forWeb = (rule: Json) => [
  ...fourPods,
  cnp('a/p', { endpointSelector: web, ...(rule as object) }),
]
const on443 = [{ ports: [{ port: '443' }] }]

describe('corner table', () => {
  it('refuses `ingress: []` alone', () => {
    expect(refusals(forWeb({ ingress: [] }))).toEqual(['agent 4'])
    expect(answer(forWeb({ ingress: [] }), 'a/db > a/web').verdict).toBe('allowed')
  })

  it('denies by default with `ingress: [{}]`, and lets the local node in', () => {
    const world = forWeb({ ingress: [{}] })
    expect(
      verdicts(world, ['a/db > a/web', 'world > a/web', 'remote-node > a/web', 'host > a/web']),
    ).toEqual({
      'a/db > a/web': 'denied',
      'world > a/web': 'denied',
      'remote-node > a/web': 'denied',
      'host > a/web': 'allowed',
    })
  })

  it('reads `fromEndpoints: [{}]` as the namespace, and in a clusterwide policy as all pods', () => {
    const rule = { endpointSelector: web, ingress: [{ fromEndpoints: [{}] }] }
    const flows = ['a/db > a/web', 'b/web > a/web', 'world > a/web', 'remote-node > a/web']
    expect(verdicts([...fourPods, cnp('a/p', rule)], flows)).toEqual({
      'a/db > a/web': 'allowed',
      'b/web > a/web': 'denied',
      'world > a/web': 'denied',
      'remote-node > a/web': 'denied',
    })
    expect(verdicts([...fourPods, ccnp('p', rule)], flows)).toEqual({
      'a/db > a/web': 'allowed',
      'b/web > a/web': 'allowed',
      'world > a/web': 'denied',
      'remote-node > a/web': 'denied',
    })
  })

  it('allows nobody with `fromEntities: []`', () => {
    expect(answer(forWeb({ ingress: [{ fromEntities: [] }] }), 'a/db > a/web').verdict).toBe(
      'denied',
    )
  })

  it('allows any destination with ports and no peers', () => {
    const world = forWeb({ egress: [{ toPorts: on443 }] })
    const flows = ['world', 'host', 'a/db', 'b/web', '192.0.2.1'].map(
      (to) => `a/web > ${to} tcp/443`,
    )
    expect(Object.values(verdicts(world, flows))).toEqual(Array(5).fill('allowed'))
    expect(answer(world, 'a/web > a/db udp/443').verdict).toBe('allowed')
    expect(answer(world, 'a/web > a/db tcp/444').verdict).toBe('denied')
  })

  it('allows nobody with `toEndpoints: []` and ports', () => {
    const world = forWeb({ egress: [{ toEndpoints: [], toPorts: on443 }] })
    expect(answer(world, 'a/web > a/db tcp/443').verdict).toBe('denied')
  })

  it('may allow anywhere with `toServices` of an unknown Service and ports', () => {
    const world = forWeb({
      egress: [
        { toServices: [{ k8sService: { serviceName: 'x', namespace: 'a' } }], toPorts: on443 },
      ],
    })
    expect(
      verdicts(world, ['a/web > world tcp/443', 'a/web > b/web tcp/443', 'a/web > world tcp/80']),
    ).toEqual({
      'a/web > world tcp/443': 'may',
      'a/web > b/web tcp/443': 'may',
      'a/web > world tcp/80': 'denied',
    })
  })

  it('allows everybody with `cidrGroupSelector: {}`', () => {
    const world = [
      ...forWeb({ egress: [{ toCIDRSet: [{ cidrGroupSelector: {} }] }] }),
      cidrGroup('g', []),
    ]
    const flows = ['world', 'host', 'a/db', 'b/web'].map((to) => `a/web > ${to}`)
    expect(Object.values(verdicts(world, flows))).toEqual(Array(4).fill('allowed'))
  })

  it('allows the world alone with `toCIDR: [0.0.0.0/0]`', () => {
    const world = forWeb({ egress: [{ toCIDR: ['0.0.0.0/0'] }] })
    expect(
      verdicts(world, [
        'a/web > 192.0.2.1',
        'a/web > world',
        'a/web > a/db',
        'a/web > remote-node',
        'a/web > host',
      ]),
    ).toEqual({
      'a/web > 192.0.2.1': 'allowed',
      'a/web > world': 'allowed',
      'a/web > a/db': 'denied',
      'a/web > remote-node': 'denied',
      'a/web > host': 'denied',
    })
  })

  it('does not deny pods by a network that holds their addresses', () => {
    const world = forWeb({
      egress: [{ toEndpoints: [{}] }],
      egressDeny: [{ toCIDR: ['10.0.0.0/8'] }],
    })
    expect(answer(world, 'a/web > a/db').verdict).toBe('allowed')
  })

  it('never matches `toFQDNs` without a rule for DNS', () => {
    const world = forWeb({ egress: [{ toFQDNs: [{ matchName: 'api.example.com' }] }] })
    expect(answer(world, 'a/web > api.example.com tcp/443').verdict).toBe('denied')
  })

  it('reads ICMP type 0 as every type of that family', () => {
    for (const type of [0, '0', 'EchoReply', -1]) {
      const world = forWeb({ ingress: [{ icmps: [{ fields: [{ type }] }] }] })
      expect(
        verdicts(world, ['a/db > a/web icmp/8', 'a/db > a/web icmp/0', 'a/db > a/web icmpv6/128']),
      ).toEqual({
        'a/db > a/web icmp/8': 'allowed',
        'a/db > a/web icmp/0': 'allowed',
        'a/db > a/web icmpv6/128': 'denied',
      })
    }
  })

  it('does nothing with enableDefaultDeny of a direction without rules', () => {
    const world = forWeb({ enableDefaultDeny: { ingress: true }, egress: [{ toEndpoints: [{}] }] })
    expect(answer(world, 'b/web > a/web').verdict).toBe('allowed')
  })

  it('isolates health and ingress endpoints by a clusterwide policy for everybody', () => {
    const world = [...fourPods, ccnp('p', { endpointSelector: {}, ingress: [{}] })]
    expect(verdicts(world, ['a/web > health', 'a/web > ingress', 'a/web > host'])).toEqual({
      'a/web > health': 'denied',
      'a/web > ingress': 'denied',
      'a/web > host': 'allowed',
    })
  })

  it('finds nobody by labels that are filtered', () => {
    for (const key of ['topology.kubernetes.io/zone', 'pod-template-hash']) {
      const world = [
        ...fourPods,
        pod('a/x', { [key]: 'v' }),
        cnp('a/p', { endpointSelector: { matchLabels: { [key]: 'v' } }, ingress: [{}] }),
      ]
      expect(answer(world, 'a/db > a/x').verdict).toBe('allowed')
    }
  })

  it('is for its own namespace, whatever the subject names', () => {
    const endpointSelector = { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'b' } }
    const world = [...fourPods, cnp('a/p', { endpointSelector, ingress: [{}] })]
    expect(verdicts(world, ['a/db > a/web', 'a/db > b/web'])).toEqual({
      'a/db > a/web': 'denied',
      'a/db > b/web': 'allowed',
    })
  })

  it('refuses ports that stand inside of a selector', () => {
    const world = forWeb({
      egress: [{ toEndpoints: [{ matchLabels: { app: 'db' }, toPorts: on443 }] }],
    })
    expect(refusals(world)).toEqual(['admission unknown-field'])
  })

  it('compares the port of the pod, not of its Service', () => {
    const world = [
      ...forWeb({ ingress: [{ toPorts: [{ ports: [{ port: '80' }] }] }] }),
      service('a/web', { app: 'web' }),
    ]
    expect(verdicts(world, ['a/db > a/web tcp/80', 'a/db > a/web tcp/8080'])).toEqual({
      'a/db > a/web tcp/80': 'allowed',
      'a/db > a/web tcp/8080': 'denied',
    })
  })

  it('sees traffic through Cilium Ingress as `ingress`, not as the world', () => {
    const world = forWeb({ ingress: [{ fromEntities: ['ingress'] }] })
    expect(verdicts(world, ['ingress > a/web', 'world > a/web'])).toEqual({
      'ingress > a/web': 'allowed',
      'world > a/web': 'denied',
    })
  })
})

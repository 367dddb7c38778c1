import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { type Asked, answer, cnp, fourPods, knp, prepare, verdicts } from './testing/worlds.ts'

/** NetworkPolicy as Cilium enforces it, and as Kubernetes documents it: SEMANTICS.md, section 1I. */

const web = { matchLabels: { app: 'web' } }
const kubernetes: Asked = { dialect: 'kubernetes' }
const policy = (spec: object) => [...fourPods, knp('a/k', { podSelector: web, ...spec } as Json)]
const from = (world: readonly Json[], ends: readonly string[], options: Asked = {}) =>
  Object.values(
    verdicts(
      world,
      ends.map((end) => `${end} > a/web`),
      options,
    ),
  )
const everybody = ['a/db', 'b/web', 'host', 'remote-node', 'world']

describe('NetworkPolicy', () => {
  it('rule 63: is everybody without peers, host and world included', () => {
    for (const rule of [{}, { from: [] }]) {
      expect(from(policy({ ingress: [rule] }), everybody)).toEqual(Array(5).fill('allowed'))
    }
  })

  it('rule 63: reads selectors of pods and namespaces, both ANDed, and peers ORed', () => {
    const by = (...peers: readonly object[]) =>
      from(policy({ ingress: [{ from: peers }] }), ['a/db', 'a/job', 'b/web', 'world'])
    expect(by({ podSelector: {} })).toEqual(['allowed', 'allowed', 'denied', 'denied'])
    expect(by({ namespaceSelector: {} })).toEqual(['allowed', 'allowed', 'allowed', 'denied'])
    expect(by({ namespaceSelector: { matchLabels: { team: 'blue' } } })).toEqual([
      'denied',
      'denied',
      'allowed',
      'denied',
    ])
    expect(by({ namespaceSelector: {}, podSelector: web })).toEqual([
      'denied',
      'denied',
      'allowed',
      'denied',
    ])
    expect(
      by(
        { podSelector: { matchLabels: { app: 'db' } } },
        {
          namespaceSelector: {
            matchExpressions: [{ key: 'team', operator: 'In', values: ['blue'] }],
          },
        },
      ),
    ).toEqual(['allowed', 'denied', 'allowed', 'denied'])
  })

  it('rule 63: means the local cluster, unless the selector names one', () => {
    const keys = (peer: object) => {
      const [entry] = prepare(policy({ ingress: [{ from: [peer] }] })).entries
      const [first] = entry?.l3 ?? []
      return first?.type === 'labels'
        ? first.requirements.flatMap(({ key, values }) => (key.endsWith('.cluster') ? values : []))
        : []
    }
    expect(keys({ podSelector: {} })).toEqual(['default'])
    expect(
      keys({ podSelector: { matchLabels: { 'io.cilium.k8s.policy.cluster': 'far' } } }),
    ).toEqual(['far'])
  })

  it('rule 64: reads ports, by TCP where no protocol stands', () => {
    const on = (ports: readonly object[]) =>
      Object.values(
        verdicts(
          policy({ ingress: [{ ports }] }),
          ['tcp/80', 'udp/80', 'tcp/8080', 'icmp/8'].map((one) => `a/db > a/web ${one}`),
        ),
      )
    expect(on([{ port: 80 }])).toEqual(['allowed', 'denied', 'denied', 'denied'])
    expect(on([{ protocol: 'UDP' }])).toEqual(['denied', 'allowed', 'denied', 'denied'])
    expect(on([{ port: 'http' }])).toEqual(['denied', 'denied', 'allowed', 'denied'])
    expect(on([{ port: 80, endPort: 9000 }])).toEqual(['allowed', 'denied', 'allowed', 'denied'])
    expect(on([])).toEqual(Array(4).fill('allowed'))
  })

  it('rule 65: denies by default without rules, by the types', () => {
    const both = ['a/db > a/web', 'a/web > a/db']
    const of = (spec: object) => Object.values(verdicts(policy(spec), both))
    expect(of({})).toEqual(['denied', 'allowed'])
    expect(of({ policyTypes: ['Egress'] })).toEqual(['allowed', 'denied'])
    expect(of({ policyTypes: ['Ingress', 'Egress'] })).toEqual(['denied', 'denied'])
    expect(of({ egress: [{ to: [{ podSelector: {} }] }] })).toEqual(['denied', 'allowed'])
    expect(of({ egress: [] })).toEqual(['denied', 'allowed'])
  })

  it('rule 66: enforces a direction that the types leave out, and Kubernetes does not', () => {
    const world = policy({
      policyTypes: ['Ingress'],
      ingress: [{}],
      egress: [{ to: [{ podSelector: { matchLabels: { app: 'job' } } }] }],
    })
    expect(answer(world, 'a/web > a/db').verdict).toBe('denied')
    expect(answer(world, 'a/web > a/db', kubernetes).verdict).toBe('allowed')
  })

  it('rule 66: never means pods and nodes by an ipBlock', () => {
    const world = policy({
      ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
    })
    expect(from(world, ['a/db', 'remote-node', '192.0.2.1', '10.1.1.1'])).toEqual([
      'denied',
      'denied',
      'allowed',
      'denied',
    ])
  })

  it('reads NetworkPolicy alone in the dialect of Kubernetes, with all labels', () => {
    const world = [
      ...policy({ ingress: [{ from: [{ podSelector: {} }] }] }),
      cnp('a/p', { endpointSelector: {}, ingressDeny: [{ fromEntities: ['all'] }] }),
    ]
    expect(from(world, ['a/db', 'b/web', 'host'], kubernetes)).toEqual([
      'allowed',
      'denied',
      'allowed',
    ])
    expect(from(world, ['a/db'])).toEqual(['denied'])
    const hashed = { podSelector: { matchLabels: { 'pod-template-hash': 'x' } } }
    const filtered = [
      ...fourPods,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace: 'a', name: 'h', labels: { 'pod-template-hash': 'x' } },
        spec: {},
      },
      knp('a/h', hashed),
    ]
    expect(answer(filtered, 'a/db > a/h', kubernetes).verdict).toBe('denied')
    expect(answer(filtered, 'a/db > a/h').verdict).toBe('allowed')
  })

  it('says that other protocols are not defined in the dialect of Kubernetes', () => {
    const world = policy({ ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] })
    expect(answer(world, 'a/db > a/web icmp/8', kubernetes).verdict).toBe('may')
    expect(answer(world, 'a/db > a/web tcp/81', kubernetes).verdict).toBe('denied')
    expect(answer(world, 'a/db > a/job icmp/8', kubernetes).verdict).toBe('allowed')
  })
})

import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { formatPorts } from '../engine/port-set.ts'
import { cnp, fourPods, knp, namespace, pod, prepare, verdicts } from '../testing/worlds.ts'
import { exposures } from './exposure.ts'

/** `ingress of Pod a/web: any pod of a: TCP 80` */
function lines(world: readonly Json[], options: Parameters<typeof prepare>[1] = {}): string[] {
  return exposures(prepare(world, options)).flatMap(({ direction, workloads, peers, traffic }) => {
    const text = (ports: string, perhaps = '') =>
      ports === ''
        ? []
        : [`${direction} of ${workloads.join(', ')}: ${peers.join(', ')}: ${perhaps}${ports}`]
    const isNone = traffic.allowed.length + traffic.may.length === 0
    return [
      ...text(isNone ? 'nothing' : formatPorts(traffic.allowed)),
      ...text(formatPorts(traffic.may), 'perhaps '),
    ]
  })
}

const world = [namespace('a', { team: 'red' }), pod('a/web', { app: 'web' })]
const forWeb = (rule: object): readonly Json[] => [
  ...world,
  cnp('a/p', { endpointSelector: { matchLabels: { app: 'web' } }, ...rule } as Json),
]
const closed = { egress: [{}] }
const on80 = [{ ports: [{ port: '80', protocol: 'TCP' }] }]
const from = (peer: object, more: object = {}) =>
  lines(forWeb({ ...closed, ingress: [{ ...peer, ...more }] }))

describe('the exposure of a workload', () => {
  it('is to anybody where no policy selects it', () => {
    expect(lines(world)).toEqual([
      'egress of Pod a/web: any pod: every protocol',
      'ingress of Pod a/web: any pod: every protocol',
    ])
  })

  it('is told of a world without a single namespace', () => {
    const node = pod('a/node', {}, { hostNetwork: true })
    expect(exposures(prepare([{ ...node, metadata: { name: 'node' } }]))).toEqual([])
  })

  it('is none where only pods of the world are let in', () => {
    expect(from({ fromEndpoints: [{ matchLabels: { app: 'web' } }] })).toEqual([])
  })

  it('names the labels that no pod has yet', () => {
    expect(from({ fromEndpoints: [{ matchLabels: { app: 'db' } }] }, { toPorts: on80 })).toEqual([
      'ingress of Pod a/web: pods with app=db of a: TCP 80',
    ])
  })

  it('is to any pod of its namespace where that is let in', () => {
    expect(from({ fromEndpoints: [{}] })).toEqual([
      'ingress of Pod a/web: any pod of a: every protocol',
    ])
  })

  it('names a namespace that is not here, and one by its labels', () => {
    const inNamespace = (key: string, value: string) =>
      from({ fromEndpoints: [{ matchLabels: { [`k8s:io.${key}`]: value, app: 'prometheus' } }] })
    expect(inNamespace('kubernetes.pod.namespace', 'monitoring')).toEqual([
      'ingress of Pod a/web: pods with app=prometheus of monitoring: every protocol',
    ])
    expect(inNamespace('cilium.k8s.namespace.labels.team', 'blue')).toEqual([
      'ingress of Pod a/web: pods with app=prometheus of a namespace with team=blue: every protocol',
    ])
  })

  it('is to any pod, and needs no label that some rule asks for as well', () => {
    expect(from({ fromEntities: ['cluster'] })).toEqual([
      'ingress of Pod a/web: any pod: every protocol',
    ])
    expect(
      lines(
        forWeb({
          ...closed,
          ingress: [
            { fromEntities: ['cluster'], toPorts: on80 },
            { fromEndpoints: [{ matchLabels: { app: 'db' } }] },
          ],
        }),
      ),
    ).toEqual([
      'ingress of Pod a/web: any pod: TCP 80',
      'ingress of Pod a/web: pods with app=db of a: every protocol',
    ])
  })

  it('leaves out labels that Cilium drops, pods of other clusters, and what is no pod', () => {
    expect(from({ fromEndpoints: [{ matchLabels: { 'pod-template-hash': 'x' } }] })).toEqual([])
    expect(
      from({ fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.cluster': 'west' } }] }),
    ).toEqual([])
    expect(from({ fromEntities: ['world', 'host'] })).toEqual([])
  })

  it('counts a deny', () => {
    expect(
      lines(
        forWeb({
          ...closed,
          ingress: [{ fromEndpoints: [{}] }],
          ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }],
        }),
      ),
    ).toEqual([
      'ingress of Pod a/web: any pod of a: every protocol',
      'ingress of Pod a/web: pods with app=db of a: nothing',
    ])
  })

  it('is what a pod has that comes', () => {
    const rules = {
      ...closed,
      ingress: [
        { fromEndpoints: [{}], toPorts: on80 },
        { fromEndpoints: [{ matchLabels: { app: 'db', tier: 'back' } }] },
      ],
    }
    expect(lines(forWeb(rules))).toEqual([
      'ingress of Pod a/web: any pod of a: TCP 80',
      'ingress of Pod a/web: pods with app=db, tier=back of a: every protocol',
    ])
    const come = [
      ...forWeb(rules),
      pod('a/any', { app: 'db' }),
      pod('a/db', { app: 'db', tier: 'back' }),
    ]
    expect(
      verdicts(come, ['a/any > a/web tcp/80', 'a/any > a/web tcp/81', 'a/db > a/web tcp/81']),
    ).toEqual({
      'a/any > a/web tcp/80': 'allowed',
      'a/any > a/web tcp/81': 'denied',
      'a/db > a/web tcp/81': 'allowed',
    })
  })

  it('groups workloads that are exposed alike', () => {
    const rule = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }
    expect(
      lines([
        ...fourPods,
        knp('a/k', {
          ...rule,
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'new' } } }] }],
        }),
        knp('b/k', rule),
      ]),
    ).toEqual(['ingress of Pod a/db, Pod a/job, Pod a/web: pods with app=new of a: every protocol'])
  })

  it('reads NetworkPolicy as Kubernetes does in that dialect', () => {
    const kube = [
      ...world,
      knp('a/k', {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { 'pod-template-hash': 'x' } } }] }],
      }),
    ]
    expect(lines(kube, { dialect: 'kubernetes' })).toContain(
      'ingress of Pod a/web: pods with pod-template-hash=x of a: every protocol',
    )
    expect(lines(kube)).toEqual([])
  })
})

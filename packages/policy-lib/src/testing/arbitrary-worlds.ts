import type { Json, JsonObject } from '@skyctl/core'
import fc from 'fast-check'
import { ccnp, cnp, namespace, pod, ports } from './worlds.ts'

/** Worlds of a few pods and policies that often meet: the part of the language that the naive reading knows. */

const app = fc.constantFrom('x', 'y', 'z')
const space = fc.constantFrom('a', 'b')

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom('app', 'k8s:tier', 'pod-template-hash'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(app, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    key: fc.constantFrom('tier', 'any:app', 'none'),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
)

const ownSelector = fc.record(
  {
    matchLabels: fc.record({ app, 'k8s:tier': app }, { requiredKeys: [] }),
    matchExpressions: fc.array(expression, { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

/** With conditions on the namespace, always positive: negative ones alone are a quirk with tests of its own. */
const peerSelector = fc
  .tuple(
    ownSelector,
    fc.record(
      { 'k8s:io.kubernetes.pod.namespace': space, 'io.cilium.k8s.namespace.labels.team': app },
      { requiredKeys: [] },
    ),
  )
  .map(
    ([selector, extra]): Json =>
      ({ ...selector, matchLabels: { ...selector.matchLabels, ...extra } }) as Json,
  )

const port = fc.record(
  {
    port: fc.constantFrom('80', '81', '0', 'http'),
    endPort: fc.constantFrom(0, 82, 79),
    protocol: fc.constantFrom('TCP', 'UDP', 'ANY'),
  },
  { requiredKeys: ['port'] },
)

const toPorts = fc.array(
  fc.record({ ports: fc.array(port, { maxLength: 2 }) }, { requiredKeys: [] }),
  { maxLength: 2 },
)

function item(prefix: 'from' | 'to') {
  const peers = fc.oneof(
    fc.constant({}),
    fc.array(peerSelector, { maxLength: 2 }).map((list) => ({ [`${prefix}Endpoints`]: list })),
    fc
      .uniqueArray(fc.constantFrom('all', 'world', 'cluster', 'host', 'remote-node', 'none'), {
        maxLength: 2,
      })
      .map((list) => ({ [`${prefix}Entities`]: list })),
    fc
      .uniqueArray(fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '192.0.2.1/32'), {
        maxLength: 2,
      })
      .map((list) => ({ [`${prefix}CIDR`]: list })),
  )
  return fc
    .tuple(peers, fc.option(toPorts, { nil: undefined }))
    .map(
      ([some, list]): Json =>
        ({ ...some, ...(list === undefined ? {} : { toPorts: list }) }) as Json,
    )
}

const rule = fc
  .record(
    {
      endpointSelector: ownSelector,
      enableDefaultDeny: fc.record(
        { ingress: fc.boolean(), egress: fc.boolean() },
        { requiredKeys: [] },
      ),
      ingress: fc.array(item('from'), { maxLength: 2 }),
      ingressDeny: fc.array(item('from'), { maxLength: 1 }),
      egress: fc.array(item('to'), { maxLength: 2 }),
      egressDeny: fc.array(item('to'), { maxLength: 1 }),
    },
    { requiredKeys: ['endpointSelector'] },
  )
  .filter((value) =>
    [value.ingress, value.ingressDeny, value.egress, value.egressDeny].some(
      (list) => (list ?? []).length > 0,
    ),
  )

const policy = fc.tuple(fc.option(space, { nil: undefined }), rule)

const labels = fc.record({ app, tier: app, 'pod-template-hash': app }, { requiredKeys: ['app'] })
const podSpec = fc.tuple(space, labels, fc.constantFrom(80, 81, 8080), fc.boolean())

export interface ArbitraryWorld {
  readonly objects: readonly JsonObject[]
  /** Everybody who can be asked about. */
  readonly ends: readonly string[]
}

export const arbitraryWorld: fc.Arbitrary<ArbitraryWorld> = fc
  .tuple(
    fc.array(podSpec, { minLength: 2, maxLength: 4 }),
    fc.array(policy, { minLength: 1, maxLength: 4 }),
    app,
  )
  .map(([pods, policies, team]) => {
    const names = pods.map(([where], index) => `${where}/pod${index}`)
    return {
      objects: [
        namespace('a', { team }),
        namespace('b', { team: 'y' }),
        ...pods.map(([, own, number, isNamed], index) =>
          pod(names[index] ?? '', own, isNamed ? ports(['http', number]) : {}),
        ),
        ...policies.map(([where, value], index) =>
          where === undefined
            ? ccnp(`p${index}`, value as Json)
            : cnp(`${where}/p${index}`, value as Json),
        ),
      ],
      ends: [...names, 'host', 'remote-node', 'world', '10.1.2.3', '192.0.2.1', '203.0.113.9'],
    }
  })

export const arbitraryPort = fc.record({
  protocol: fc.constantFrom('TCP', 'UDP', 'SCTP', 'ICMP'),
  port: fc.constantFrom(79, 80, 81, 82, 83, 8080),
})

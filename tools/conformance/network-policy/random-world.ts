import type { Json, JsonObject } from '@skyctl/core'
import type { Query } from '@skyctl/policy-lib'
import { knp, namespace } from '../../../packages/policy-lib/src/testing/worlds.ts'
import type { Random } from '../cilium/differential/random.ts'
import type { AskedPeer, AskedQuery } from './second-opinion.ts'

/** Pods and policies, with queries in both forms: that of policy-lib, and that of the second opinion. */
export interface RandomWorld {
  readonly world: readonly JsonObject[]
  readonly policies: readonly JsonObject[]
  readonly queries: readonly { readonly ours: Query; readonly theirs: AskedQuery }[]
}

const namespaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { team: 'red', 'kubernetes.io/metadata.name': 'a' },
  b: { team: 'blue', env: 'live', 'kubernetes.io/metadata.name': 'b' },
  c: { 'kubernetes.io/metadata.name': 'c' },
}

interface RandomPod {
  readonly path: string
  readonly peer: AskedPeer
  readonly ports: readonly {
    readonly name: string
    readonly port: number
    readonly protocol: string
  }[]
}

const podLabels: readonly (readonly [string, readonly string[]])[] = [
  ['app', ['web', 'db', 'job']],
  ['tier', ['front', 'back']],
  // What Cilium leaves out of identities counts here.
  ['pod-template-hash', ['x', 'y']],
]
const namespaceLabels: readonly (readonly [string, readonly string[]])[] = [
  ['team', ['red', 'blue']],
  ['env', ['live']],
  ['kubernetes.io/metadata.name', ['a', 'b', 'c']],
]
const networks = [
  '10.1.0.0/16',
  '10.1.2.0/24',
  '10.1.2.2/32',
  '192.0.2.0/24',
  '0.0.0.0/0',
  '192.0.2.128/25',
]
const addresses = ['192.0.2.1', '192.0.2.200', '203.0.113.7', '10.1.9.9']
const portNames = ['http', 'dns', 'metrics']
const portNumbers = [53, 80, 443, 8080, 9090]
const protocols = ['TCP', 'UDP', 'SCTP'] as const

export function randomWorld(random: Random, queries: number): RandomWorld {
  const pods = random.some(3, 7, () => 0).map((_, index) => randomPod(random, index))
  const policies = random.some(1, 6, () => 0).map((_, index) => randomPolicy(random, index))
  return {
    world: [
      ...Object.entries(namespaces).map(([name, labels]) => namespace(name, labels)),
      ...pods.map(podObject),
      ...policies,
    ],
    policies,
    queries: random.some(queries, queries, () => randomQuery(random, pods)),
  }
}

function randomPod(random: Random, index: number): RandomPod {
  const space = random.pick(['a', 'a', 'b', 'c'])
  const labels = Object.fromEntries(
    podLabels.flatMap(([key, values]) => (random.chance(0.6) ? [[key, random.pick(values)]] : [])),
  ) as Record<string, string>
  const ports = portNames.flatMap((name) =>
    random.chance(0.5)
      ? []
      : [{ name, port: random.pick(portNumbers), protocol: random.pick(protocols) }],
  )
  // One name a number and protocol, as the second opinion knows no more.
  const unique = ports.filter(
    (one, at) =>
      ports.findIndex((other) => other.port === one.port && other.protocol === one.protocol) === at,
  )
  return {
    path: `${space}/w${index}`,
    peer: {
      namespace: space,
      namespaceLabels: namespaces[space] ?? {},
      labels,
      ip: `10.1.2.${index + 1}`,
    },
    ports: unique,
  }
}

function podObject({ path, peer, ports }: RandomPod): JsonObject {
  const [space = '', name = ''] = path.split('/')
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: space, name, labels: { ...peer.labels } },
    spec: {
      containers: ports.map((port) => ({
        ports: [{ name: port.name, containerPort: port.port, protocol: port.protocol }],
      })),
    },
    status: { podIP: peer.ip },
  }
}

function randomPolicy(random: Random, index: number): JsonObject {
  const types = random.weighted<readonly string[] | undefined>([
    [2, () => undefined],
    [2, () => ['Ingress']],
    [2, () => ['Egress']],
    [2, () => ['Ingress', 'Egress']],
  ])
  const rules = (member: 'from' | 'to') => random.some(0, 3, () => randomRule(random, member))
  return knp(`${random.pick(['a', 'a', 'b', 'c'])}/p${index}`, {
    podSelector: randomSelector(random, podLabels, 0.4),
    ...(types === undefined ? {} : { policyTypes: [...types] }),
    ...(random.chance(0.7) ? { ingress: rules('from') } : {}),
    ...(random.chance(0.7) ? { egress: rules('to') } : {}),
  })
}

function randomRule(random: Random, member: 'from' | 'to'): JsonObject {
  return {
    ...(random.chance(0.75) ? { [member]: random.some(0, 2, () => randomPeer(random)) } : {}),
    ...(random.chance(0.6) ? { ports: random.some(0, 2, () => randomPort(random)) } : {}),
  }
}

function randomPeer(random: Random): JsonObject {
  return random.weighted<JsonObject>([
    [3, () => ({ podSelector: randomSelector(random, podLabels, 0.3) })],
    [2, () => ({ namespaceSelector: randomSelector(random, namespaceLabels, 0.3) })],
    [
      2,
      () => ({
        podSelector: randomSelector(random, podLabels, 0.3),
        namespaceSelector: randomSelector(random, namespaceLabels, 0.3),
      }),
    ],
    [2, () => ({ ipBlock: randomBlock(random) })],
  ])
}

function randomBlock(random: Random): JsonObject {
  const cidr = random.pick(networks)
  const inside: Readonly<Record<string, readonly string[]>> = {
    '10.1.0.0/16': ['10.1.2.0/24', '10.1.2.1/32'],
    '10.1.2.0/24': ['10.1.2.1/32', '10.1.2.2/31'],
    '192.0.2.0/24': ['192.0.2.128/25'],
    '0.0.0.0/0': ['10.0.0.0/8', '192.0.2.0/24'],
  }
  const except = inside[cidr]
  return {
    cidr,
    ...(except !== undefined && random.chance(0.4) ? { except: [random.pick(except)] } : {}),
  }
}

function randomPort(random: Random): JsonObject {
  const protocol = random.chance(0.7) ? { protocol: random.pick(protocols) } : {}
  return random.weighted<JsonObject>([
    [4, () => ({ ...protocol, port: random.pick(portNumbers) })],
    [3, () => ({ ...protocol, port: random.pick(portNames) })],
    [1, () => protocol],
    [1, () => ({ ...protocol, port: 80, endPort: random.pick([80, 443, 9000]) })],
  ])
}

function randomSelector(
  random: Random,
  pool: readonly (readonly [string, readonly string[]])[],
  empty: number,
): JsonObject {
  if (random.chance(empty)) return {}
  const labels = random.chance(0.6)
    ? Object.fromEntries(
        random.some(1, 2, () => {
          const [key, values] = random.pick(pool)
          return [key, random.pick([...values, 'none'])]
        }),
      )
    : undefined
  const expressions =
    labels === undefined || random.chance(0.3)
      ? random.some(1, 2, (): Json => {
          const [key, values] = random.pick(pool)
          const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist'] as const)
          return operator === 'In' || operator === 'NotIn'
            ? { key, operator, values: [...new Set(random.some(1, 2, () => random.pick(values)))] }
            : { key, operator }
        })
      : undefined
  return {
    ...(labels === undefined ? {} : { matchLabels: labels }),
    ...(expressions === undefined ? {} : { matchExpressions: expressions }),
  }
}

/** Between two pods, or a pod and an address outside: a pod always reaches itself, which is nobody's rule. */
function randomQuery(random: Random, pods: readonly RandomPod[]) {
  const pod = random.pick(pods)
  const others = pods.filter((one) => one !== pod)
  const isInside = random.chance(0.75)
  const other = isInside ? random.pick(others) : undefined
  const ip = random.pick(addresses)
  const [near, far] = [
    { ours: { pod: pod.path }, theirs: pod.peer },
    other === undefined
      ? { ours: { ip }, theirs: { ip } }
      : { ours: { pod: other.path }, theirs: other.peer },
  ]
  const isOut = random.chance(0.5)
  const [from, to] = isOut ? [near, far] : [far, near]
  const listener = isOut ? other : pod
  const protocol = random.pick(protocols)
  const port = random.pick([...portNumbers, ...(listener?.ports ?? []).map((one) => one.port), 81])
  const portName =
    listener?.ports.find((one) => one.port === port && one.protocol === protocol)?.name ?? ''
  return {
    ours: { from: from.ours, to: to.ours, port, protocol },
    theirs: { from: from.theirs, to: to.theirs, port, portName, protocol },
  }
}

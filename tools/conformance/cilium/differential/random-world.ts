import type { Json, JsonObject } from '@skyctl/core'
import type { Peer, ProfileInput, Query } from '@skyctl/policy-lib'
import {
  cidrGroup,
  namespace,
  service,
} from '../../../../packages/policy-lib/src/testing/worlds.ts'
import type { Question } from '../cilium-judge.ts'
import type { Random } from './random.ts'
import { namePool } from './random-peers.ts'
import { randomPolicy } from './random-policies.ts'
import { portPool } from './random-ports.ts'
import { podLabelPool, trapLabelPool } from './random-selectors.ts'

/** A world with queries, weighted towards what tools get wrong. */
export function randomQuestion(random: Random, queries: number): Question {
  const profile = random.chance(0.35) ? randomProfile(random) : {}
  const pods = random.some(3, 7, () => 0).map((_, index) => randomPod(random, index))
  const world = [
    namespace('a', { team: 'red' }),
    namespace('b', { team: 'blue', 'pod-template-hash': 'v' }),
    namespace('c'),
    ...pods.map(({ object }) => object),
    ...randomServices(random),
    ...randomGroups(random),
    ...random.some(1, 5, () => 0).map((_, index) => randomPolicy(random, index, profile)),
  ]
  const paths = pods.map(({ path }) => path)
  return {
    world,
    queries: random.some(queries, queries, () => randomQuery(random, paths, profile)),
    ...(Object.keys(profile).length === 0 ? {} : { profile }),
  }
}

function randomProfile(random: Random): ProfileInput {
  return random.weighted<ProfileInput>([
    [1, () => ({ enforcementMode: 'always' })],
    [0.3, () => ({ enforcementMode: 'never' })],
    [1, () => ({ allowLocalhost: 'policy' })],
    [2, () => ({ hostFirewall: true })],
    [2, () => ({ policyDefaultLocalCluster: false })],
    [1, () => ({ cidrMatchMode: ['nodes'] })],
    [1, () => ({ cidrMatchMode: ['pods'] })],
    [1, () => ({ cidrMatchMode: ['nodes', 'pods'] })],
    [1, () => ({ nodeSelectorLabels: true })],
    [1, () => ({ kubeAPIServer: 'in-cluster' })],
    [2, () => ({ ipFamilies: ['IPv4', 'IPv6'] })],
    [0.5, () => ({ ipFamilies: ['IPv6'] })],
    [0.5, () => ({ extendedIPProtocols: true })],
    [0.3, () => ({ l7Proxy: false })],
    [0.3, () => ({ icmpRules: false })],
    [0.3, () => ({ nonDefaultDeny: false })],
    [0.5, () => ({ clusterName: 'west' })],
    [0.5, () => ({ labelFilter: ['!tier'] })],
    [4, () => ({ kcnp: true })],
    [0.5, () => ({ kcnp: true, nodeSelectorLabels: true })],
    [0.3, () => ({ kcnp: true, l7Proxy: false })],
    [0.3, () => ({ kcnp: true, policyDefaultLocalCluster: false })],
    [0.5, () => ({ kcnp: true, cidrMatchMode: ['nodes', 'pods'] })],
    [0.3, () => ({ kcnp: true, allowLocalhost: 'policy' })],
  ])
}

interface RandomPod {
  readonly path: string
  readonly object: Json
}

function randomPod(random: Random, index: number): RandomPod {
  const [space, name] = [random.pick(['a', 'a', 'b', 'c']), `w${index}`]
  const labels = Object.fromEntries([
    ...podLabelPool.flatMap(([key, values]) =>
      random.chance(0.6) ? [[key, random.pick(values)]] : [],
    ),
    ...trapLabelPool.flatMap(([key, values]) =>
      random.chance(0.1) ? [[key, random.pick(values)]] : [],
    ),
  ]) as Record<string, string>
  const spec: JsonObject = {
    containers: random.some(0, 2, () => ({ ports: randomPorts(random) })),
    ...(random.chance(0.2) ? { serviceAccountName: 'root' } : {}),
    ...(random.chance(0.06) ? { hostNetwork: true } : {}),
  }
  const metadata = { namespace: space, name }
  const template = { metadata: { labels }, spec }
  const object = random.weighted<Json>([
    [
      6,
      () => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, labels },
        spec,
        ...(random.chance(0.2) && spec.hostNetwork !== true
          ? { status: { podIP: `10.1.2.${index + 1}` } }
          : {}),
      }),
    ],
    [2, () => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } })],
    [1, () => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { template } })],
    [0.5, () => ({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template } })],
  ])
  return { path: `${space}/${name}`, object }
}

/** Names are unique within a container; layer 7 knows what is asked for by port, so that DNS has one of its own. */
function randomPorts(random: Random): Json[] {
  return ['http', 'dns', 'metrics'].flatMap((name): Json[] => {
    if (random.chance(0.5)) return []
    const ports = name === 'dns' ? [53, 53, 8085] : [80, 8080, 9090, 8085]
    return [
      {
        name,
        containerPort: random.pick(ports),
        ...(random.chance(0.3) ? { protocol: random.pick(['TCP', 'UDP']) } : {}),
      },
    ]
  })
}

function randomServices(random: Random): Json[] {
  return ['s', 't', 'u'].flatMap((name): Json[] => {
    if (random.chance(0.5)) return []
    const path = `${random.pick(['a', 'b'])}/${name}`
    const labels: Record<string, string> = random.chance(0.5) ? { kind: 'x' } : {}
    if (random.chance(0.5)) return [service(path, { app: random.pick(['web', 'db']) }, labels)]
    const [space, own] = path.split('/')
    const slice: Json = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace: space ?? '',
        name: `${own}-1`,
        labels: { 'kubernetes.io/service-name': own ?? '' },
      },
      addressType: 'IPv4',
      ports: [{ port: 443, protocol: 'TCP' }],
      endpoints: [{ addresses: [random.pick(['192.0.2.200', '203.0.113.7', '10.1.2.3'])] }],
    }
    return [service(path, undefined, labels), ...(random.chance(0.7) ? [slice] : [])]
  })
}

function randomGroups(random: Random): Json[] {
  return ['g', 'h'].flatMap((name): Json[] =>
    random.chance(0.4)
      ? []
      : [
          cidrGroup(
            name,
            random.some(1, 2, () => random.pick(['192.0.2.0/24', '10.1.0.0/16', '203.0.113.0/24'])),
            random.chance(0.7) ? { zone: random.pick(['x', 'y']) } : {},
          ),
        ],
  )
}

const entities = ['world', 'host', 'remote-node', 'kube-apiserver', 'ingress', 'health'] as const
const addresses = ['192.0.2.1', '192.0.2.200', '10.1.2.3', '10.1.2.1', '10.2.0.1', '203.0.113.7']
const addresses6 = ['2001:db8::1', '2001:db8:1::1', '2001:db9::1']

function randomQuery(
  random: Random,
  pods: readonly string[],
  { ipFamilies = ['IPv4'] }: ProfileInput,
): Query {
  const ips = [
    ...(ipFamilies.includes('IPv4') ? addresses : []),
    ...(ipFamilies.includes('IPv6') ? addresses6 : []),
  ]
  const other = (): Peer =>
    random.weighted<Peer>([
      [6, () => ({ pod: random.pick(pods) })],
      [4, () => ({ entity: random.pick(entities) })],
      [4, () => ({ ip: random.pick(ips) })],
      [2, () => ({ fqdn: random.pick(namePool) })],
    ])
  const pod = (): Peer => ({ pod: random.pick(pods) })
  const isOut = random.chance(0.6)
  const [from, to] = isOut ? [pod(), other()] : [other(), pod()]
  const protocol = random.pick(['TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6'])
  const isIcmp = protocol.startsWith('ICMP')
  const port = isIcmp
    ? random.pick([0, 8, 128, 44])
    : random.pick([...portPool, ...portPool, 55, 85, 8085, 1])
  const request: Pick<Query, 'http' | 'dns'> = random.chance(0.5)
    ? {}
    : port === 53 && (protocol === 'UDP' || protocol === 'TCP')
      ? { dns: random.pick(namePool) }
      : protocol === 'TCP' && port !== 53
        ? { http: randomRequest(random) }
        : {}
  return { from, to, port, protocol: protocol as Query['protocol'], ...request }
}

function randomRequest(random: Random): NonNullable<Query['http']> {
  return {
    method: random.pick(['GET', 'POST']),
    path: random.pick(['/a', '/ab', '/b']),
    ...(random.chance(0.5) ? { host: random.pick(['x.io', 'y.io']) } : {}),
  }
}

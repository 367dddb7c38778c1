import type { Json, JsonObject } from '@skyctl/core'
import { createProfile, type ProfileInput } from '../profile/profile.ts'
import { type Answer, answerQueries } from '../verdict/answer.ts'
import { type PreparedWorld, type PrepareOptions, prepareWorld } from '../verdict/prepare.ts'
import { type Peer, type Query, readQueries } from '../verdict/query.ts'

/** Objects for tests, as short as they can be. */

export type Labels = Readonly<Record<string, string>>

export function namespace(name: string, labels: Labels = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

/** @param path `namespace/name` */
export function pod(path: string, labels: Labels = {}, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata(path), labels }, spec }
}

/** Containers with one named port each. */
export function ports(...named: readonly (readonly [string, number, string?])[]): JsonObject {
  const containers = named.map(([name, containerPort, protocol = 'TCP']) => ({
    ports: [{ name, containerPort, protocol }],
  }))
  return { containers }
}

/** A CiliumNetworkPolicy of one rule. */
export function cnp(path: string, spec: Json): JsonObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: metadata(path),
    spec,
  }
}

export function ccnp(name: string, spec: Json): JsonObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name },
    spec,
  }
}

export function knp(path: string, spec: Json): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(path),
    spec,
  }
}

/** A ClusterNetworkPolicy; read where the profile says `kcnp`. */
export function kcnp(name: string, spec: Json): JsonObject {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec,
  }
}

export function service(path: string, selector?: Labels, labels: Labels = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata(path), labels },
    spec: selector === undefined ? {} : { selector },
  }
}

export function endpointSlice(path: string, ...addresses: readonly string[]): JsonObject {
  const { namespace: space, name } = metadata(path)
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace: space ?? '',
      name: `${name}-1`,
      labels: { 'kubernetes.io/service-name': name ?? '' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses }],
  }
}

export function cidrGroup(name: string, cidrs: readonly string[], labels: Labels = {}): JsonObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumCIDRGroup',
    metadata: { name, labels },
    spec: { externalCIDRs: cidrs },
  }
}

function metadata(path: string): Record<string, string> {
  const [space = '', name = ''] = path.split('/')
  return { namespace: space, name }
}

/** Two pods and another one in the namespace `a`, one in `b`; every namespace is declared. */
export const fourPods: readonly JsonObject[] = [
  namespace('a', { team: 'red' }),
  namespace('b', { team: 'blue' }),
  pod('a/web', { app: 'web' }, ports(['http', 8080])),
  pod('a/db', { app: 'db' }, ports(['http', 9090])),
  pod('a/job', { app: 'job' }),
  pod('b/web', { app: 'web' }, ports(['http', 8080])),
]

export interface Asked extends Omit<PrepareOptions, 'profile'> {
  readonly profile?: ProfileInput
}

export function prepare(
  world: readonly Json[],
  { profile, ...options }: Asked = {},
): PreparedWorld {
  return prepareWorld(
    world.map((value, index) => ({ value, index })),
    { ...options, profile: createProfile(profile) },
  )
}

/** `a/web` is a pod, `host` an entity, `192.0.2.1` an address and `api.example.com` a name. */
export function peer(text: string): Peer {
  if (text.includes('/')) return { pod: text }
  if (/^[\d.]+$/.test(text) || text.includes(':')) return { ip: text }
  return text.includes('.') ? { fqdn: text } : ({ entity: text } as Peer)
}

export type Flow = `${string} > ${string}`

/**
 * A query from `a/web > a/db tcp/80`; without a port it is TCP 80.
 */
export function query(flow: string, members: Partial<Query> = {}): Query {
  const [ends = '', to = ''] = flow.split(' > ')
  const [target = '', port = 'tcp/80'] = to.split(' ')
  const [protocol = 'tcp', number = '80'] = port.split('/')
  const names = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', icmp: 'ICMP', icmpv6: 'ICMPv6' } as const
  return {
    from: peer(ends),
    to: peer(target),
    port: Number(number),
    protocol: names[protocol as keyof typeof names],
    ...members,
  }
}

export function answer(world: readonly Json[], flow: string | Query, options: Asked = {}): Answer {
  const asked = typeof flow === 'string' ? query(flow) : flow
  const { faults } = readQueries([asked])
  const prepared = prepare(world, options)
  const { answers, faults: unanswered } = answerQueries(prepared, [asked])
  const [first] = answers
  if (first === undefined) throw new Error([...faults, ...unanswered].join('; '))
  return first
}

/** Verdicts of several flows, by their text. */
export function verdicts(
  world: readonly Json[],
  flows: readonly string[],
  options: Asked = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(flows.map((flow) => [flow, answer(world, flow, options).verdict]))
}

/** Who refuses each policy and by which rule: `agent 18`. */
export function refusals(world: readonly Json[], options: Asked = {}): readonly string[] {
  return prepare(world, options).rejections.flatMap(({ findings }) =>
    findings.map(({ judge, rule, id }) => `${judge} ${rule ?? id}`),
  )
}

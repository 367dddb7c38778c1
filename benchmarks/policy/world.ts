import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import type { Query } from '@skyctl/policy-lib'
import { stringify } from 'yaml'

/** How many workloads, each of an identity of its own, and how many policies a synthetic world has. */
export interface WorldSize {
  readonly workloads: number
  readonly policies: number
}

export const sizeLabel = ({ workloads, policies }: WorldSize) => `${workloads}x${policies}`

const perNamespace = 20

function placeOf(index: number, { workloads }: WorldSize): { namespace: string; name: string } {
  const namespaces = Math.ceil(workloads / perNamespace)
  return { namespace: `team-${index % namespaces}`, name: `app-${index}` }
}

/**
 * Namespaces, one Deployment a workload, one Cilium policy after the other for them, and a default deny of the whole cluster. A policy
 * lets three workloads and those of a tier in, and its own out to three others and to DNS; some name networks, names and HTTP paths.
 */
export function ciliumWorld(size: WorldSize): readonly JsonObject[] {
  return [
    ...namespaceObjects(size),
    ...range(size.workloads).map((index) => deployment(index, size)),
    ...range(size.policies).map((index) => ciliumPolicy(index, size)),
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumClusterwideNetworkPolicy',
      metadata: { name: 'default-deny' },
      spec: { endpointSelector: {}, ingress: [{}], egress: [{}] },
    },
  ]
}

/** One NetworkPolicy a workload, in both directions. */
export function networkPolicyWorld(workloads: number): readonly JsonObject[] {
  const size = { workloads, policies: workloads }
  return [
    ...namespaceObjects(size),
    ...range(workloads).map((index) => deployment(index, size)),
    ...range(workloads).map((index) => networkPolicy(index, size)),
  ]
}

/** The same, but for one policy of which the first rule lets tcp/8081 in, and its own port no more. */
export function withOtherPort(world: readonly JsonObject[]): readonly JsonObject[] {
  const changed = world.find(({ kind }) => kind === 'CiliumNetworkPolicy')
  if (changed === undefined) return world
  const { ingress = [], ...spec } = changed.spec as { readonly ingress?: readonly JsonObject[] }
  const [first, ...others] = ingress
  const other = { ...first, toPorts: [{ ports: [port('8081')] }] }
  return world.map((object) =>
    object === changed ? { ...object, spec: { ...spec, ingress: [other, ...others] } } : object,
  )
}

/** As users have it: a file a namespace. */
export function writeWorld(folder: string, world: readonly JsonObject[]): void {
  const files = new Map<string, JsonObject[]>()
  for (const object of world) {
    const { namespace, name } = object.metadata as { namespace?: string; name: string }
    const file = `${namespace ?? name}.yaml`
    files.set(file, [...(files.get(file) ?? []), object])
  }
  mkdirSync(folder, { recursive: true })
  for (const [file, objects] of files) {
    writeFileSync(join(folder, file), objects.map((object) => `---\n${stringify(object)}`).join(''))
  }
}

/** Every workload to every other, on one port each. */
export function allPairs(size: WorldSize): readonly Query[] {
  const { workloads } = size
  return range(workloads).flatMap((from) =>
    range(workloads).map((to): Query => {
      const [a, b] = [placeOf(from, size), placeOf(to, size)]
      return {
        from: { pod: `${a.namespace}/${a.name}` },
        to: { pod: `${b.namespace}/${b.name}` },
        port: 8080,
        protocol: 'TCP',
      }
    }),
  )
}

function namespaceObjects(size: WorldSize): JsonObject[] {
  return range(Math.ceil(size.workloads / perNamespace)).map((index) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${index}`, labels: { zone: `z${index % 7}` } },
  }))
}

function deployment(index: number, size: WorldSize): JsonObject {
  const { namespace, name } = placeOf(index, size)
  const labels = { app: name, tier: `t${index % 5}`, 'app.kubernetes.io/name': name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'registry.example.com/app:1',
              ports: [{ name: 'http', containerPort: 8080 + (index % 3) }],
            },
          ],
        },
      },
    },
  }
}

function peer(index: number, size: WorldSize): JsonObject {
  const { namespace, name } = placeOf(
    ((index % size.workloads) + size.workloads) % size.workloads,
    size,
  )
  return { matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace, app: name } }
}

const port = (number: string, protocol = 'TCP'): JsonObject => ({ port: number, protocol })

function ciliumPolicy(index: number, size: WorldSize): JsonObject {
  const own = index % size.workloads
  const { namespace, name } = placeOf(own, size)
  const step = 1 + Math.floor(index / size.workloads)
  const others = (factor: number) => [3, 7, 31].map((by) => peer(own + by * step * factor, size))
  const paths: JsonObject =
    index % 4 === 2 ? { rules: { http: [{ method: 'GET', path: `/v${index % 50}/.*` }] } } : {}
  const networks: JsonObject[] = index % 5 === 0 ? [{ toCIDR: [`10.${index % 200}.0.0/16`] }] : []
  const names: JsonObject[] =
    index % 7 === 0
      ? [
          {
            toFQDNs: [{ matchName: `api-${index % 40}.example.com` }],
            toPorts: [{ ports: [port('443')] }],
          },
        ]
      : []
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace, name: `${name}-${step}` },
    spec: {
      endpointSelector: { matchLabels: { app: name } },
      ingress: [
        {
          fromEndpoints: others(1),
          toPorts: [{ ports: [port(index % 2 === 0 ? '8080' : 'http')], ...paths }],
        },
        {
          fromEndpoints: [{ matchLabels: { tier: `t${index % 5}` } }],
          toPorts: [{ ports: [port('9090')] }],
        },
      ],
      egress: [
        { toEndpoints: others(-1), toPorts: [{ ports: [port('8080')] }] },
        {
          toEndpoints: [
            {
              matchLabels: {
                'k8s:io.kubernetes.pod.namespace': 'kube-system',
                'k8s-app': 'kube-dns',
              },
            },
          ],
          toPorts: [{ ports: [port('53', 'ANY')], rules: { dns: [{ matchPattern: '*' }] } }],
        },
        ...networks,
        ...names,
      ],
    },
  }
}

function networkPolicy(index: number, size: WorldSize): JsonObject {
  const { namespace, name } = placeOf(index, size)
  const other = (by: number): JsonObject => {
    const place = placeOf((index + by + size.workloads) % size.workloads, size)
    return {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': place.namespace } },
      podSelector: { matchLabels: { app: place.name } },
    }
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [other(3), other(7)], ports: [{ protocol: 'TCP', port: 'http' }] }],
      egress: [
        { to: [other(-3), other(-7)], ports: [{ protocol: 'TCP', port: 8080 }] },
        { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }] },
      ],
    },
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

import type { Json, JsonObject } from '@skyctl/core'
import type { ProfileInput } from '@skyctl/policy-lib'
import type { Random } from './random.ts'
import { randomSelector } from './random-selectors.ts'

export const cidrPool = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.0/24',
  '192.0.2.0/24',
  '192.0.2.128/25',
  '192.0.2.200/32',
  '192.0.2.9/24',
  '198.51.100.0/24',
]
const cidr6Pool = ['::/0', '2001:db8::/32', '2001:db8:1::/48']
export const namePool = ['api.a.io', 'a.io', 'x.y.a.io', 'xa.io', 'b.io']
const patternPool = ['*', '*.a.io', '**.a.io', '*a.io', 'A.io', '*.io', '**.']
export const groupNames = ['g', 'h', 'none']
export const serviceNames = ['s', 't', 'u', 'none']

export type Section = 'ingress' | 'ingressDeny' | 'egress' | 'egressDeny'

/** Who is meant: of one kind, or nobody said. */
export function randomPeers(
  random: Random,
  section: Section,
  { ipFamilies = ['IPv4'], nodeSelectorLabels = false }: ProfileInput,
): JsonObject {
  const isEgress = section.startsWith('egress')
  const to = isEgress ? 'to' : 'from'
  const list = (make: () => Json): Json => (random.chance(0.04) ? [] : random.some(1, 2, make))
  const cidr = () =>
    random.chance(0.15) || !ipFamilies.includes('IPv4')
      ? random.pick(cidr6Pool)
      : random.pick(cidrPool)
  const options: (readonly [number, () => JsonObject])[] = [
    [2, () => ({})],
    [8, () => ({ [`${to}Endpoints`]: list(() => randomSelector(random)) })],
    [5, () => ({ [`${to}Entities`]: list(() => randomEntity(random)) })],
    [3, () => ({ [`${to}CIDR`]: list(cidr) })],
    [4, () => ({ [`${to}CIDRSet`]: list(() => randomCidrRule(random, cidr)) })],
    [0.2, () => ({ [`${to}Groups`]: [{ aws: { securityGroupsIds: ['sg-1'] } }] })],
  ]
  if (nodeSelectorLabels) {
    options.push([1, () => ({ [`${to}Nodes`]: list(() => randomNodeSelector(random)) })])
  }
  if (section === 'egress') {
    options.push([3, () => ({ toFQDNs: list(() => randomName(random)) })])
  }
  if (isEgress) options.push([2, () => ({ toServices: list(() => randomService(random)) })])
  return random.weighted(options)
}

function randomEntity(random: Random): string {
  return random.pick([
    'all',
    'world',
    'cluster',
    'cluster-mesh',
    'host',
    'remote-node',
    'kube-apiserver',
    'health',
    'ingress',
    'init',
    'unmanaged',
    'none',
  ])
}

function randomCidrRule(random: Random, cidr: () => string): JsonObject {
  return random.weighted<JsonObject>([
    [3, () => ({ cidr: cidr() })],
    [3, () => ({ cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] })],
    [
      2,
      () => ({
        cidr: '10.0.0.0/8',
        except: random.some(1, 2, () => random.pick(['10.1.0.0/16', '10.1.2.0/24', '10.2.0.0/16'])),
      }),
    ],
    [1, () => ({ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] })],
    [2, () => ({ cidrGroupRef: random.pick(groupNames) })],
    [1, () => ({ cidrGroupRef: 'g', except: ['192.0.2.128/25'] })],
    [
      2,
      () => ({
        cidrGroupSelector: random.weighted<JsonObject>([
          [1, () => ({})],
          [2, () => ({ matchLabels: { zone: random.pick(['x', 'y']) } })],
          [
            2,
            () => ({
              matchExpressions: [
                random.pick<JsonObject>([
                  { key: 'zone', operator: 'NotIn', values: ['x'] },
                  { key: 'zone', operator: 'DoesNotExist' },
                  { key: 'zone', operator: 'Exists' },
                  { key: 'zone', operator: 'In', values: ['x', 'y'] },
                ]),
              ],
            }),
          ],
        ]),
        ...(random.chance(0.2) ? { except: ['192.0.2.128/25'] } : {}),
      }),
    ],
  ])
}

function randomNodeSelector(random: Random): JsonObject {
  return random.pick<JsonObject>([
    {},
    { matchLabels: { role: 'worker' } },
    { matchExpressions: [{ key: 'role', operator: 'DoesNotExist' }] },
  ])
}

function randomName(random: Random): JsonObject {
  return random.chance(0.5)
    ? { matchName: random.pick([...namePool, 'API.a.io']) }
    : { matchPattern: random.pick(patternPool) }
}

function randomService(random: Random): JsonObject {
  const namespace = random.chance(0.5) ? {} : { namespace: random.pick(['a', 'b']) }
  return random.chance(0.7)
    ? { k8sService: { serviceName: random.pick(serviceNames), ...namespace } }
    : {
        k8sServiceSelector: {
          selector: random.pick<JsonObject>([
            { matchLabels: { kind: 'x' } },
            { matchExpressions: [{ key: 'kind', operator: 'DoesNotExist' }] },
          ]),
          ...namespace,
        },
      }
}

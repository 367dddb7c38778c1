import type { Json, JsonObject } from '@skyctl/core'
import type { ProfileInput } from '@skyctl/policy-lib'
import { kcnp } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import type { Random } from './random.ts'
import { cidrPool } from './random-peers.ts'
import { portPool } from './random-ports.ts'
import { randomSelector } from './random-selectors.ts'

/** A ClusterNetworkPolicy: few priorities, so that policies meet in one. */
export function randomTiered(random: Random, index: number, profile: ProfileInput): Json {
  const sections = random.pick([['ingress'], ['egress'], ['ingress', 'egress']] as const)
  return kcnp(`p${index}`, {
    tier: random.pick(['Admin', 'Baseline']),
    priority: random.pick([0, 1, 1, 2]),
    subject: podsOrNamespaces(random),
    ...Object.fromEntries(
      sections.map((section) => [
        section,
        random.some(1, 3, () => randomTierRule(random, section, profile)),
      ]),
    ),
  })
}

function randomTierRule(
  random: Random,
  section: 'ingress' | 'egress',
  profile: ProfileInput,
): JsonObject {
  const action = random.pick(['Accept', 'Accept', 'Deny', 'Pass'])
  const peers = random.some(1, 2, () =>
    section === 'egress' && random.chance(0.4)
      ? randomOutside(random, action, profile)
      : podsOrNamespaces(random),
  )
  const isOutside = peers.some((peer) => !('pods' in peer || 'namespaces' in peer))
  return {
    action,
    [section === 'ingress' ? 'from' : 'to']: peers,
    ...(random.chance(0.5)
      ? { protocols: random.some(1, 2, () => randomProtocol(random, isOutside)) }
      : {}),
  }
}

function podsOrNamespaces(random: Random): JsonObject {
  const namespaces = () =>
    random.pick<JsonObject>([
      {},
      {},
      { matchLabels: { team: 'red' } },
      { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['red'] }] },
      { matchExpressions: [{ key: 'team', operator: 'Exists' }] },
    ])
  return random.chance(0.6)
    ? {
        pods: {
          namespaceSelector: namespaces(),
          podSelector: randomSelector(random, { kube: true, empty: 0.4 }),
        },
      }
    : { namespaces: namespaces() }
}

/** Names are for Accept, and nodes for clusters whose nodes have labels: elsewhere the agent refuses the policy. */
function randomOutside(random: Random, action: string, profile: ProfileInput): JsonObject {
  const isRefused = random.chance(0.05)
  return random.weighted<JsonObject>([
    [3, () => ({ networks: [random.pick(cidrPool)] })],
    [
      action === 'Accept' || isRefused ? 2 : 0,
      () => ({ domainNames: [random.pick(['a.io', 'x.a.io', '*.a.io', '*.io'])] }),
    ],
    [
      profile.nodeSelectorLabels === true || isRefused ? 2 : 0,
      () => ({ nodes: random.pick<JsonObject>([{}, { matchLabels: { role: 'worker' } }]) }),
    ],
  ])
}

function randomProtocol(random: Random, isOutside: boolean): JsonObject {
  const protocol = random.pick(['tcp', 'tcp', 'udp', 'sctp'])
  return random.weighted<JsonObject>([
    [4, () => ({ [protocol]: { destinationPort: { number: random.pick(portPool) } } })],
    [1, () => ({ [protocol]: { destinationPort: { range: { start: 53, end: 85 } } } })],
    [isOutside ? 0 : 2, () => ({ destinationNamedPort: random.pick(['http', 'dns', 'nope']) })],
  ])
}

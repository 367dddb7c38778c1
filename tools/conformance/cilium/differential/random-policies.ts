import type { Json, JsonObject } from '@skyctl/core'
import type { ProfileInput } from '@skyctl/policy-lib'
import { ccnp, cnp, knp } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { damageRule } from './damages.ts'
import type { Random } from './random.ts'
import { cidrPool, randomPeers, type Section } from './random-peers.ts'
import { portPool, randomTraffic } from './random-ports.ts'
import { randomSelector } from './random-selectors.ts'
import { randomTiered } from './random-tiers.ts'

const sections: readonly (readonly [number, Section])[] = [
  [4, 'ingress'],
  [5, 'egress'],
  [1.5, 'ingressDeny'],
  [1.5, 'egressDeny'],
]

export function randomPolicy(random: Random, index: number, profile: ProfileInput): Json {
  const namespace = random.pick(['a', 'a', 'b', 'c'])
  return random.weighted<Json>([
    [6, () => cnp(`${namespace}/p${index}`, randomRule(random, profile))],
    [1, () => withSpecs(cnp(`${namespace}/p${index}`, {}), random, profile)],
    [3, () => ccnp(`p${index}`, randomRule(random, profile, true))],
    [3, () => knp(`${namespace}/p${index}`, randomKube(random))],
    [profile.kcnp === true ? 9 : 0, () => randomTiered(random, index, profile)],
  ])
}

function withSpecs(object: JsonObject, random: Random, profile: ProfileInput): Json {
  const { spec: _, ...rest } = object
  return { ...rest, specs: random.some(1, 2, () => randomRule(random, profile)) }
}

function randomRule(random: Random, profile: ProfileInput, isClusterwide = false): JsonObject {
  const rule = randomGoodRule(random, profile, isClusterwide)
  return random.chance(0.08) ? damageRule(random, rule) : rule
}

function randomGoodRule(random: Random, profile: ProfileInput, isClusterwide: boolean): JsonObject {
  const chosen = new Set(
    random.some(1, 2, () =>
      random.weighted(sections.map(([weight, name]) => [weight, () => name] as const)),
    ),
  )
  const isForNodes = isClusterwide && profile.hostFirewall === true && random.chance(0.4)
  const enabled = (): JsonObject => ({
    enableDefaultDeny: {
      ...(random.chance(0.7) ? { ingress: random.chance(0.3) } : {}),
      ...(random.chance(0.7) ? { egress: random.chance(0.3) } : {}),
    },
  })
  return {
    ...(isForNodes
      ? { nodeSelector: random.pick<JsonObject>([{}, { matchLabels: { role: 'worker' } }]) }
      : { endpointSelector: randomSelector(random, { empty: 0.4 }) }),
    ...Object.fromEntries(
      [...chosen].map((section) => [
        section,
        random.some(1, 3, () => randomItem(random, section, profile)),
      ]),
    ),
    ...(random.chance(0.2) ? enabled() : {}),
  }
}

function randomItem(random: Random, section: Section, profile: ProfileInput): JsonObject {
  const isAllow = section === 'ingress' || section === 'egress'
  const authentication = () => ({
    authentication: { mode: random.pick(['required', 'disabled', 'test-always-fail']) },
  })
  return {
    ...randomPeers(random, section, profile),
    ...randomTraffic(random, section),
    ...(isAllow && random.chance(0.02) ? authentication() : {}),
  }
}

function randomKube(random: Random): JsonObject {
  const has = random.pick(['ingress', 'egress', 'both', 'none'] as const)
  const types = random.pick<readonly string[] | undefined>([
    undefined,
    undefined,
    ['Ingress'],
    ['Egress'],
    ['Ingress', 'Egress'],
  ])
  const rules = (peers: string) => random.some(1, 2, () => randomKubeRule(random, peers))
  return {
    podSelector: randomSelector(random, { kube: true, empty: 0.4 }),
    ...(has === 'ingress' || has === 'both' ? { ingress: rules('from') } : {}),
    ...(has === 'egress' || has === 'both' ? { egress: rules('to') } : {}),
    ...(types === undefined ? {} : { policyTypes: types }),
  }
}

function randomKubeRule(random: Random, peers: string): JsonObject {
  const selector = () => randomSelector(random, { kube: true })
  const peer = () =>
    random.weighted<JsonObject>([
      [3, () => ({ podSelector: selector() })],
      [
        2,
        () => ({
          namespaceSelector: random.pick<JsonObject>([
            {},
            { matchLabels: { team: 'red' } },
            { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['red'] }] },
          ]),
          ...(random.chance(0.4) ? { podSelector: selector() } : {}),
        }),
      ],
      [
        2,
        () => ({
          ipBlock: random.chance(0.3)
            ? { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }
            : { cidr: random.pick(cidrPool) },
        }),
      ],
    ])
  const port = () =>
    random.weighted<JsonObject>([
      [4, () => ({ port: random.pick<Json>([...portPool, 'http', 'dns']) })],
      [1, () => ({ protocol: random.pick(['TCP', 'UDP', 'SCTP']) })],
      [2, () => ({ port: random.pick(portPool), protocol: random.pick(['TCP', 'UDP', 'SCTP']) })],
      [1, () => ({ port: 80, endPort: 9000 })],
    ])
  return {
    ...(random.chance(0.8) ? { [peers]: random.chance(0.05) ? [] : random.some(1, 2, peer) } : {}),
    ...(random.chance(0.6) ? { ports: random.some(1, 2, port) } : {}),
  }
}

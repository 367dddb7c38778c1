import type { Json, JsonObject } from '@skyctl/core'
import type { Random } from './random.ts'
import { namePool, type Section } from './random-peers.ts'

export const portPool = [53, 80, 443, 8080, 9090]

/** Members for ports, ICMP and layer 7; often none. */
export function randomTraffic(random: Random, section: Section): JsonObject {
  return random.weighted<JsonObject>([
    [4, () => ({})],
    [7, () => ({ toPorts: randomPortRules(random, section) })],
    [1, () => ({ icmps: randomIcmps(random) })],
  ])
}

function randomPortRules(random: Random, section: Section): Json {
  if (random.chance(0.03)) return random.pick<Json>([[], [{}], [{ ports: [] }]])
  return random.some(1, 2, () => randomPortRule(random, section))
}

function randomPortRule(random: Random, section: Section): JsonObject {
  const isDeny = section.endsWith('Deny')
  if (isDeny || random.chance(0.5)) return { ports: random.some(1, 2, () => randomPort(random)) }
  const options: (readonly [number, () => JsonObject])[] = [
    [4, () => ({ ports: [tcpPort(random)], rules: { http: randomHttp(random) } })],
    [
      0.6,
      () => ({
        ports: [{ port: '443', protocol: random.pick(['TCP', 'TCP', 'ANY']) }],
        serverNames: [random.pick(['a.io', '*.b.io'])],
      }),
    ],
    [0.2, () => ({ ports: [tcpPort(random)], terminatingTLS: tls(random) })],
  ]
  if (section === 'egress') {
    options.push([4, () => ({ ports: [dnsPort(random)], rules: { dns: randomDns(random) } })])
    options.push([
      0.2,
      () => ({
        ports: [tcpPort(random)],
        listener: {
          envoyConfig: { kind: 'CiliumClusterwideEnvoyConfig', name: 'e' },
          name: random.pick(['l', 'm']),
        },
      }),
    ])
  }
  return random.weighted(options)
}

function tls(random: Random): JsonObject {
  return { secret: { namespace: 'a', name: random.pick(['one', 'one', 'two']) } }
}

function tcpPort(random: Random): JsonObject {
  return { port: random.pick(['80', '8080', '443', 'http']), protocol: 'TCP' }
}

function dnsPort(random: Random): JsonObject {
  return { port: '53', protocol: random.pick(['UDP', 'ANY', 'TCP']) }
}

/** No endPort beside a name: Cilium keeps that of whichever rule it happens to read first. */
function randomPort(random: Random): JsonObject {
  const protocol = random.pick(['TCP', 'TCP', 'UDP', 'SCTP', 'ANY', undefined])
  const port = random.weighted<JsonObject>([
    [6, () => ({ port: String(random.pick(portPool)) })],
    [2, () => ({ port: random.pick(['http', 'dns', 'metrics', 'none']) })],
    [2, () => ({ port: '0', ...(random.chance(0.3) ? { endPort: 10 } : {}) })],
    [
      2,
      () => ({
        port: random.pick(['50', '80', '8000']),
        endPort: random.pick([60, 90, 8080, 9000]),
      }),
    ],
    [0.3, () => ({ port: random.pick(['0120', '8_0', '0b1010000']) })],
  ])
  return { ...port, ...(protocol === undefined ? {} : { protocol }) }
}

function randomIcmps(random: Random): Json {
  return random.some(1, 2, () => ({
    fields: random.some(1, 2, () => ({
      ...(random.chance(0.4) ? { family: random.pick(['IPv4', 'IPv6']) } : {}),
      type: random.pick<Json>([0, 8, 128, 'EchoReply', 'EchoRequest', 300, -1]),
    })),
  }))
}

function randomHttp(random: Random): Json {
  if (random.chance(0.05)) return []
  return random.some(1, 2, () =>
    random.weighted<JsonObject>([
      [3, () => ({ path: random.pick(['/a', '/a.*', '/b']) })],
      [2, () => ({ method: random.pick(['GET', 'GET|HEAD']) })],
      [1, () => ({ path: '/b', method: 'POST', host: random.pick(['x\\.io', '.*']) })],
      [1, () => ({})],
      [0.5, () => ({ headers: ['X-A: b'] })],
      [
        0.5,
        () => ({
          headerMatches: [
            { name: 'X-A', value: 'b', ...(random.chance(0.5) ? { mismatch: 'LOG' } : {}) },
          ],
        }),
      ],
    ]),
  )
}

function randomDns(random: Random): Json {
  return random.some(1, 2, () =>
    random.chance(0.5)
      ? { matchName: random.pick(namePool) }
      : { matchPattern: random.pick(['*', '*.a.io', '**.a.io', '*a.io', '*.io']) },
  )
}

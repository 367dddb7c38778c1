import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { parsePortText } from './lower/port-text.ts'
import { type Asked, answer, cnp, fourPods, pod, ports, verdicts } from './testing/worlds.ts'

/** Ports, protocols and types of ICMP: SEMANTICS.md, section 1E. */

const web = { matchLabels: { app: 'web' } }
const ingress = (item: object, more: object = {}) => [
  ...fourPods,
  cnp('a/p', { endpointSelector: web, ingress: [item], ...more } as Json),
]
const egress = (item: object) => [
  ...fourPods,
  cnp('a/p', { endpointSelector: web, egress: [item] } as Json),
]
const port = (...list: readonly object[]) => ({ toPorts: [{ ports: list }] })
const takes = (world: readonly Json[], on: readonly string[], options: Asked = {}) =>
  Object.values(
    verdicts(
      world,
      on.map((one) => `a/db > a/web ${one}`),
      options,
    ),
  )
const every = ['tcp/80', 'udp/80', 'sctp/80', 'icmp/8', 'icmpv6/128']

describe('ports', () => {
  it('rule 35: is every protocol without ports, and nothing with an empty rule', () => {
    const peers = { fromEndpoints: [{}] }
    expect(takes(ingress(peers), every)).toEqual(Array(5).fill('allowed'))
    expect(takes(ingress({ ...peers, toPorts: [] }), every)).toEqual(Array(5).fill('allowed'))
    expect(takes(ingress({ ...peers, icmps: [] }), every)).toEqual(Array(5).fill('allowed'))
    expect(takes(ingress({ ...peers, toPorts: [{}] }), every)).toEqual(Array(5).fill('denied'))
    expect(takes(ingress({ ...peers, ...port() }), every)).toEqual(Array(5).fill('denied'))
    expect(takes(ingress({ ...peers, icmps: [{}] }), every)).toEqual(Array(5).fill('denied'))
    expect(takes(ingress(peers, { ingressDeny: [{ ...peers, toPorts: [{}] }] }), every)).toEqual(
      Array(5).fill('allowed'),
    )
  })

  it('rule 36: is TCP, UDP and SCTP without a protocol, and never ICMP', () => {
    const three = ['allowed', 'allowed', 'allowed', 'denied', 'denied']
    expect(takes(ingress(port({ port: '80' })), every)).toEqual(three)
    expect(takes(ingress(port({ port: '0', protocol: 'ANY' })), every)).toEqual(three)
    expect(takes(ingress(port({ port: '0', protocol: 'UDP' })), every)).toEqual([
      'denied',
      'allowed',
      'denied',
      'denied',
      'denied',
    ])
    const deny = ingress(
      { fromEntities: ['all'] },
      { ingressDeny: [{ fromEntities: ['all'], ...port({ port: '0' }) }] },
    )
    expect(takes(deny, every)).toEqual(['denied', 'denied', 'denied', 'allowed', 'allowed'])
  })

  it('rule 37: is a range where the end is greater, and every port from 0', () => {
    expect(
      takes(ingress(port({ port: '80', endPort: 90 })), ['tcp/79', 'tcp/80', 'tcp/90', 'tcp/91']),
    ).toEqual(['denied', 'allowed', 'allowed', 'denied'])
    expect(takes(ingress(port({ port: '80', endPort: 70 })), ['tcp/75', 'tcp/80'])).toEqual([
      'denied',
      'allowed',
    ])
    expect(takes(ingress(port({ port: '0', endPort: 10 })), ['tcp/5', 'tcp/60000'])).toEqual([
      'allowed',
      'allowed',
    ])
    const named = ingress(port({ port: 'http', endPort: 8090 }))
    expect(takes(named, ['tcp/8080', 'tcp/8085', 'tcp/8091'])).toEqual([
      'allowed',
      'allowed',
      'denied',
    ])
    const out = verdicts(egress(port({ port: 'http', endPort: 9099 })), [
      'a/web > a/db tcp/9090',
      'a/web > a/db tcp/9095',
    ])
    expect(Object.values(out)).toEqual(['allowed', 'denied'])
  })

  it('rule 38: reads a port as Go does', () => {
    const read = (text: string) => parsePortText(text)
    expect(['80', '0', '65535', '010', '8_0', '00', '1234567890123456'].map(read)).toEqual([
      { number: 80 },
      { number: 0 },
      { number: 65535 },
      { number: 8 },
      { number: 80 },
      { number: 0 },
      undefined,
    ])
    expect(['HTTP', '0x50', 'a-9', '1-a'].map(read)).toEqual([
      { name: 'http' },
      { name: '0x50' },
      { name: 'a-9' },
      { name: '1-a' },
    ])
    expect(['08', '99999', '-1', '8__0', '80_', 'a--b', '-a', ' 80', '+80'].map(read)).toEqual(
      Array(9).fill(undefined),
    )
  })

  it('rule 39: resolves a name on ingress on the pod itself, in a deny as well', () => {
    expect(takes(ingress(port({ port: 'http' })), ['tcp/8080', 'udp/8080', 'tcp/9090'])).toEqual([
      'allowed',
      'denied',
      'denied',
    ])
    expect(takes(ingress(port({ port: 'none' })), ['tcp/8080'])).toEqual(['denied'])
    const deny = ingress({ fromEntities: ['all'] }, { ingressDeny: [port({ port: 'none' })] })
    expect(takes(deny, ['tcp/8080'])).toEqual(['allowed'])
  })

  it('rule 39: resolves a name on egress on each peer, and never on what is no pod', () => {
    const flows = [
      'a/web > a/db tcp/9090',
      'a/web > b/web tcp/8080',
      'a/web > a/db tcp/8080',
      'a/web > a/job tcp/8080',
      'a/web > world tcp/8080',
    ]
    expect(Object.values(verdicts(egress(port({ port: 'http' })), flows))).toEqual([
      'allowed',
      'allowed',
      'denied',
      'denied',
      'denied',
    ])
  })

  it('rule 39: until 1.19 has one number for the whole cluster, or none', () => {
    const options = { profile: { ciliumVersion: '1.19' as const } }
    const world = egress(port({ port: 'http' }))
    expect(answer(world, 'a/web > a/db tcp/9090', options).verdict).toBe('denied')
    const one = [
      ...world.filter(
        (object) => (object as { metadata: { name: string } }).metadata.name !== 'db',
      ),
      pod('a/db', { app: 'db' }, ports(['http', 8080])),
    ]
    expect(answer(one, 'a/web > a/db tcp/8080', options).verdict).toBe('allowed')
    expect(answer(one, 'a/web > world tcp/8080', options).verdict).toBe('allowed')
  })

  it('rule 40: compares the port of the pod', () => {
    expect(takes(ingress(port({ port: '8080' })), ['tcp/8080', 'tcp/80'])).toEqual([
      'allowed',
      'denied',
    ])
  })

  it('rule 41: reads types of ICMP by family', () => {
    const fields = (...list: readonly object[]) => ingress({ icmps: [{ fields: list }] })
    expect(takes(fields({ type: 'EchoRequest' }), ['icmp/8', 'icmp/0', 'icmpv6/128'])).toEqual([
      'allowed',
      'denied',
      'denied',
    ])
    expect(
      takes(fields({ family: 'IPv6', type: 'EchoRequest' }), ['icmp/8', 'icmpv6/128']),
    ).toEqual(['denied', 'allowed'])
    expect(takes(fields({ type: 0 }), ['icmp/8', 'icmp/255', 'icmpv6/128'])).toEqual([
      'allowed',
      'allowed',
      'denied',
    ])
    expect(takes(fields({ type: 300 }), ['icmp/44', 'icmp/255'])).toEqual(['denied', 'denied'])
    const deny = ingress(
      { fromEntities: ['all'] },
      { ingressDeny: [{ icmps: [{ fields: [{ type: 0 }] }] }] },
    )
    expect(takes(deny, ['icmp/8', 'tcp/80'])).toEqual(['denied', 'allowed'])
  })

  it('rule 42: takes protocols without ports, and no port with the flag', () => {
    expect(takes(ingress(port({ port: '0', protocol: 'GRE' })), ['tcp/80'])).toEqual(['denied'])
    const options = { profile: { extendedIPProtocols: true } }
    expect(takes(ingress(port({ protocol: 'TCP' })), ['tcp/80', 'udp/80'], options)).toEqual([
      'allowed',
      'denied',
    ])
  })

  it('rule 43: takes 40 ports, each of them', () => {
    const list = Array.from({ length: 40 }, (_, index) => ({ port: String(100 + index) }))
    expect(takes(ingress(port(...list)), ['tcp/100', 'tcp/139', 'tcp/140'])).toEqual([
      'allowed',
      'allowed',
      'denied',
    ])
  })
})

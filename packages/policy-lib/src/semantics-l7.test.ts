import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { answer, cnp, fourPods, query, refusals } from './testing/worlds.ts'
import type { HttpRequest } from './verdict/query.ts'

/** Layer 7 on an edge: SEMANTICS.md, section 1F. */

const web = { matchLabels: { app: 'web' } }
const db = { fromEndpoints: [{ matchLabels: { app: 'db' } }] }
const http = (...rules: readonly object[]) => ({
  toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: rules } }],
})
const plain80 = { toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }
const ingress = (...items: readonly object[]) => [
  ...fourPods,
  cnp('a/p', { endpointSelector: web, ingress: items } as Json),
]
const asks = (world: readonly Json[], request: HttpRequest) =>
  answer(world, query('a/db > a/web', { http: request })).verdict

describe('HTTP', () => {
  const get = { ...db, ...http({ method: 'GET', path: '/a/.*' }) }

  it('rule 44: takes an empty list as no rules', () => {
    const world = ingress({ ...db, toPorts: [{ ports: [{ port: '80' }], rules: { http: [] } }] })
    expect(asks(world, { method: 'PUT', path: '/' })).toBe('allowed')
    expect(answer(world, 'a/db > a/web').l7).toBeUndefined()
  })

  it('rule 45: lets a request through that one rule matches, and lists the rules without one', () => {
    const world = ingress(get, { ...db, ...http({ method: 'PUT' }) })
    expect(asks(world, { method: 'GET', path: '/a/x' })).toBe('allowed')
    expect(asks(world, { method: 'PUT', path: '/b' })).toBe('allowed')
    expect(asks(world, { method: 'POST', path: '/a/x' })).toBe('denied')
    const found = answer(world, 'a/db > a/web')
    expect(found.verdict).toBe('allowed')
    expect(found.l7).toEqual([
      {
        direction: 'ingress',
        type: 'http',
        rules: [{ method: 'GET', path: '/a/.*' }, { method: 'PUT' }],
        from: [
          'cilium.io/CiliumNetworkPolicy a/p /spec/ingress/0',
          'cilium.io/CiliumNetworkPolicy a/p /spec/ingress/1',
        ],
      },
    ])
  })

  it('rule 45: is void where another allow of the peer has no rules', () => {
    for (const other of [
      { ...db, ...plain80 },
      db,
      { fromEntities: ['cluster'] },
      { fromEndpoints: [{}], ...plain80 },
    ]) {
      const world = ingress(get, other)
      expect(asks(world, { method: 'POST', path: '/' })).toBe('allowed')
      expect(answer(world, 'a/db > a/web').l7).toBeUndefined()
    }
    const elsewhere = ingress(get, { fromEndpoints: [{ matchLabels: { app: 'job' } }] })
    expect(asks(elsewhere, { method: 'POST', path: '/' })).toBe('denied')
  })

  it('rule 45: gives way to a deny of layer 3 and 4', () => {
    const world = [
      ...fourPods,
      cnp('a/p', { endpointSelector: web, ingress: [get], ingressDeny: [db] } as Json),
    ]
    expect(asks(world, { method: 'GET', path: '/a/x' })).toBe('denied')
  })

  it('rule 47: matches the whole text, all that is given, and leaves open what the query does not say', () => {
    const world = (rule: object) => ingress({ ...db, ...http(rule) })
    expect(asks(world({ path: '/a' }), { path: '/a' })).toBe('allowed')
    expect(asks(world({ path: '/a' }), { path: '/ab' })).toBe('denied')
    expect(asks(world({ path: '/a' }), { path: '/a?x=1' })).toBe('denied')
    expect(asks(world({ host: 'a\\.io', method: 'GET' }), { method: 'GET' })).toBe('may')
    expect(asks(world({ host: 'a.io' }), { host: 'axio' })).toBe('allowed')
    expect(asks(world({}), { method: 'ANY' })).toBe('allowed')
    expect(asks(world({ headers: ['X-A'] }), { method: 'GET' })).toBe('may')
    expect(asks(world({ headerMatches: [{ name: 'X', value: 'y' }] }), { method: 'GET' })).toBe(
      'may',
    )
    expect(
      asks(world({ headerMatches: [{ name: 'X', value: 'y', mismatch: 'LOG' }] }), {
        method: 'GET',
      }),
    ).toBe('allowed')
  })

  it('rule 51: lifts the rules where nothing is denied by default', () => {
    const world = [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        enableDefaultDeny: { ingress: false },
        ingress: [get],
      } as Json),
    ]
    expect(asks(world, { method: 'POST', path: '/' })).toBe('allowed')
    expect(answer(world, 'a/db > a/web').l7).toBeUndefined()
    const denying = [...world, cnp('a/q', { endpointSelector: web, ingress: [{}] })]
    expect(asks(denying, { method: 'POST', path: '/' })).toBe('denied')
  })
})

describe('DNS', () => {
  const server = { toEndpoints: [{ matchLabels: { app: 'db' } }] }
  const dns = {
    ...server,
    toPorts: [
      { ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*.a.io' }] } },
    ],
  }
  const egress = (...items: readonly object[]) => [
    ...fourPods,
    cnp('a/p', { endpointSelector: web, egress: items } as Json),
  ]
  const looksUp = (world: readonly Json[], name: string, to = 'a/db') =>
    answer(world, query(`a/web > ${to} udp/53`, { dns: name })).verdict

  it('rule 46: lets through the names that a rule matches', () => {
    expect(looksUp(egress(dns), 'x.a.io')).toBe('allowed')
    expect(looksUp(egress(dns), 'x.b.io')).toBe('denied')
  })

  it('rule 46: is lifted by an allow of the very port, and not by every port or a range', () => {
    const by = (ports: readonly object[] | undefined) =>
      egress(dns, { ...server, ...(ports === undefined ? {} : { toPorts: [{ ports }] }) })
    expect(looksUp(by([{ port: '53', protocol: 'UDP' }]), 'x.b.io')).toBe('allowed')
    expect(looksUp(by(undefined), 'x.b.io')).toBe('denied')
    expect(looksUp(by([{ port: '0' }]), 'x.b.io')).toBe('denied')
    expect(looksUp(by([{ port: '50', endPort: 60 }]), 'x.b.io')).toBe('denied')
  })

  it('rule 46: does not see a peer that no rule for DNS is for', () => {
    const world = egress(dns, { toEndpoints: [{ matchLabels: { app: 'job' } }] })
    expect(looksUp(world, 'x.b.io', 'a/job')).toBe('allowed')
  })

  it('rule 51: lifts rules for DNS where nothing is denied by default', () => {
    const world = [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        enableDefaultDeny: { egress: false },
        egress: [dns],
      } as Json),
    ]
    expect(looksUp(world, 'x.b.io')).toBe('allowed')
  })
})

describe('TLS, listeners and authentication', () => {
  const all = { toEntities: ['all'] }
  const tls = (members: object) => ({
    ...all,
    toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }], ...members }],
  })
  const egress = (...items: readonly object[]) => [
    ...fourPods,
    cnp('a/p', { endpointSelector: web, egress: items } as Json),
  ]
  const to = 'a/web > world tcp/443'

  it('rule 48: lists server names, of all rules for the same peers and port', () => {
    const world = egress(tls({ serverNames: ['a.io'] }), tls({ serverNames: ['b.io'] }), tls({}))
    const found = answer(world, to)
    expect(found).toMatchObject({
      verdict: 'allowed',
      l7: [{ type: 'tls', rules: ['a.io', 'b.io'] }],
    })
    expect(answer(world, query(to, { http: { host: 'a.io' } })).verdict).toBe('may')
    expect(answer(egress(tls({})), to).l7).toBeUndefined()
  })

  it('rule 49: decides nothing for a pod whose rules cannot be merged, in both directions', () => {
    const [one, two] = ['s', 't'].map((name) => tls({ terminatingTLS: { secret: { name } } }))
    const world = egress(one as object, two as object)
    const found = answer(world, to)
    expect(found.verdict).toBe('may')
    expect(found.reasons.join()).toContain(
      'different TLS contexts: Cilium cannot compute the policy',
    )
    expect(answer(world, 'a/db > a/web').ingress).toBe('may')
    expect(answer(egress(one as object, one as object), to).verdict).toBe('allowed')
    const listener = (name: string, priority?: number) =>
      tls({
        listener: {
          name,
          envoyConfig: { name: 'c' },
          ...(priority === undefined ? {} : { priority }),
        },
      })
    expect(answer(egress(listener('l'), listener('m')), to).verdict).toBe('may')
    expect(answer(egress(listener('l', 1), listener('m', 2)), to).verdict).toBe('allowed')
    expect(answer(egress(listener('l', 1), listener('m', 1)), to).verdict).toBe('may')
    const http = tls({ rules: { http: [{}] } })
    expect(answer(egress(http, tls({ serverNames: ['a.io'] })), to).verdict).toBe('may')
  })

  it('rule 50: allows with authentication, and never where it always fails', () => {
    const by = (mode: string) => egress({ ...all, authentication: { mode } })
    expect(answer(by('required'), to).verdict).toBe('allowed')
    expect(answer(by('disabled'), to).verdict).toBe('allowed')
    expect(answer(by('test-always-fail'), to).verdict).toBe('denied')
    expect(
      answer(
        egress(
          { ...all, authentication: { mode: 'required' } },
          { ...all, authentication: { mode: 'disabled' } },
        ),
        to,
      ).verdict,
    ).toBe('may')
  })

  it('rule 44: names policies of 1.20 that still have rules for Kafka', () => {
    const kafka = egress({
      ...all,
      toPorts: [
        { ports: [{ port: '9092', protocol: 'TCP' }], rules: { kafka: [{ role: 'produce' }] } },
      ],
    })
    expect(refusals(kafka)).toEqual(['admission unknown-field'])
    const older = { profile: { ciliumVersion: '1.19' as const } }
    expect(refusals(kafka, older)).toEqual([])
    expect(answer(kafka, 'a/web > a/db tcp/9092', older).l7).toMatchObject([
      { type: 'other', rules: ['kafka'] },
    ])
  })
})

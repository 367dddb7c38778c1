import type { JsonObject } from '@skyctl/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryWorld } from '../testing/arbitrary-worlds.ts'
import { cnp, namespace, pod, prepare } from '../testing/worlds.ts'
import type { PreparedWorld } from '../verdict/prepare.ts'
import { createComparedEngines } from '../verdict/world-engine.ts'
import { comparedPairs } from './compared-pairs.ts'
import { defaultDenyChanges } from './default-deny-changes.ts'
import { diffPolicies } from './diff-policies.ts'
import { pairPlaces } from './places.ts'
import { createTrafficNumbers } from './traffic-table.ts'

/** Who is compared with whom, by name. */
function pairsOf(base: PreparedWorld, head: PreparedWorld) {
  const engines = createComparedEngines(base, head)
  const places = pairPlaces(engines.base.identities, engines.head.identities, new Map())
  const postures = defaultDenyChanges(places.both, engines.base, engines.head)
  const numbers = createTrafficNumbers()
  const { pairs } = comparedPairs({ ...engines, places, numbers, postures }, false)
  const nameOf = (index: number) => places.both[index]?.names.join() ?? ''
  const named = [...pairs].flatMap(([from, targets]) =>
    [...targets].map((to) => `${nameOf(from)} > ${nameOf(to)}`),
  )
  return { named, all: places.both.length ** 2 }
}

const isPolicy = ({ kind }: JsonObject) => String(kind).endsWith('NetworkPolicy')

/** A world, and one in which a single policy is another one, gone, or new. */
const singleChange = fc
  .record({ base: arbitraryWorld, other: arbitraryWorld, at: fc.nat(20), kind: fc.nat(3) })
  .map(({ base, other, at, kind }) => {
    const own = base.objects.filter(isPolicy)
    const fresh = other.objects.filter(isPolicy)[0]
    const changed = own[at % Math.max(own.length, 1)]
    const kept = kind === 0 ? base.objects : base.objects.filter((object) => object !== changed)
    const added =
      fresh === undefined || kind === 1 ? [] : [{ ...fresh, metadata: changed?.metadata ?? {} }]
    return { base: base.objects, head: [...kept, ...added] }
  })

describe('comparedPairs', () => {
  const world = [
    namespace('shop'),
    namespace('other'),
    ...['web', 'api', 'db'].map((app) => pod(`shop/${app}`, { app })),
    pod('other/batch', { app: 'batch' }),
    cnp('shop/db', {
      endpointSelector: { matchLabels: { app: 'db' } },
      ingress: [{ fromEndpoints: [{ matchLabels: { app: 'api' } }] }],
    }),
    cnp('other/batch', { endpointSelector: {}, ingress: [{}], egress: [{}] }),
  ]
  const web = (app: string) =>
    cnp('shop/web', {
      endpointSelector: { matchLabels: { app: 'web' } },
      ingress: [{ fromEndpoints: [{ matchLabels: { app } }] }],
    })

  it('are those whom a changed policy selects, with those of whom it says something else', () => {
    const { named } = pairsOf(prepare([...world, web('api')]), prepare([...world, web('db')]))
    expect(named).toEqual(['Pod shop/api > Pod shop/web', 'Pod shop/db > Pod shop/web'])
  })

  it('are none where a policy says the same in other words', () => {
    const twice = cnp('shop/db-again', {
      endpointSelector: { matchLabels: { app: 'db' } },
      ingress: [{ fromEndpoints: [{ matchLabels: { app: 'api' } }] }],
    })
    expect(pairsOf(prepare(world), prepare([...world, twice])).named).toEqual([])
  })

  it('are all where somebody came', () => {
    const { named, all } = pairsOf(prepare(world), prepare([...world, pod('shop/new')]))
    expect(named).toHaveLength(all)
  })

  const dns = (pattern: string) =>
    cnp('shop/api', {
      endpointSelector: { matchLabels: { app: 'api' } },
      egress: [
        {
          toEndpoints: [{}],
          toPorts: [
            {
              ports: [{ port: '53', protocol: 'ANY' }],
              rules: { dns: [{ matchPattern: pattern }] },
            },
          ],
        },
      ],
    })
  const asksForName = cnp('shop/names', {
    endpointSelector: { matchLabels: { app: 'web' } },
    egress: [{ toFQDNs: [{ matchName: 'api.example.com' }] }],
  })

  it('are all where pods look other names up: what one learns counts for all on its node', () => {
    const [before, after] = [dns('*'), dns('*.example.net')].map((policy) =>
      prepare([...world, asksForName, policy]),
    ) as [PreparedWorld, PreparedWorld]
    const { connections } = diffPolicies(before, after)
    expect(connections.map(({ from, to }) => [...from, ...to])).toContainEqual([
      'Pod shop/web',
      'api.example.com',
    ])
  })

  it('are those of a pod in both directions where its policy can no longer be computed', () => {
    const onPort = (name: string, rules: JsonObject) =>
      cnp(`shop/${name}`, {
        endpointSelector: { matchLabels: { app: 'web' } },
        ingress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], ...rules }] }],
      })
    const own = [...world, onPort('http', { rules: { http: [{ path: '/' }] } })]
    const other = onPort('other', { rules: { l7proto: 'custom', l7: [{ a: 'b' }] } })
    const profile = { ciliumVersion: '1.19' } as const
    const { named } = pairsOf(prepare(own, { profile }), prepare([...own, other], { profile }))
    expect(named).toEqual(
      expect.arrayContaining(['Pod shop/web > Pod shop/db', 'Pod shop/db > Pod shop/web']),
    )
  })

  it.each([
    ['network', { toCIDR: ['192.0.2.0/24'] }],
    ['name', { toFQDNs: [{ matchName: 'www.example.com' }] }],
    [
      'port of server names',
      {
        toEndpoints: [{}],
        toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }], serverNames: ['a.example.com'] }],
      },
    ],
  ])('are all where policies speak of another %s', (_, rule) => {
    const policy = cnp('shop/out', {
      endpointSelector: { matchLabels: { app: 'web' } },
      egress: [rule],
    })
    const { named, all } = pairsOf(prepare(world), prepare([...world, policy]))
    expect(named).toHaveLength(all)
  })

  it('give the same difference as all pairs', () => {
    let fewer = 0
    fc.assert(
      fc.property(singleChange, ({ base, head }) => {
        const [before, after] = [prepare(base), prepare(head)]
        const { named, all } = pairsOf(before, after)
        if (named.length < all) fewer++
        expect(diffPolicies(before, after)).toEqual(
          diffPolicies(before, after, { comparesAll: true }),
        )
      }),
      { numRuns: 150 },
    )
    expect(fewer).toBeGreaterThan(30)
  })
})

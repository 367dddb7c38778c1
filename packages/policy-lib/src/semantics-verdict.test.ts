import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { allPorts, formatPorts, hasPoint, pointOf, portRange } from './engine/port-set.ts'
import { decide } from './engine/traffic.ts'
import type { Value } from './engine/value.ts'
import { tiers, type Verdict } from './lower/policy-entry.ts'
import {
  answer,
  ccnp,
  cnp,
  fourPods,
  kcnp,
  knp,
  prepare,
  refusals,
  verdicts,
} from './testing/worlds.ts'

/** What wins, and what happens where nothing does: SEMANTICS.md, sections 1G and 1H. */

const web = { matchLabels: { app: 'web' } }
const policy = (rule: object) => [
  ...fourPods,
  cnp('a/p', { endpointSelector: web, ...rule } as Json),
]

describe('verdicts', () => {
  const value = (verdict: Verdict, tier: number, priority = 0, ports = allPorts): Value => ({
    id: 0,
    tier,
    priority,
    verdict,
    ports,
    isExact: false,
    isCertain: true,
  })
  const allows = (values: readonly Value[], defaultDeny: 'yes' | 'no' = 'yes') =>
    hasPoint(decide(values, defaultDeny).allowed, pointOf('TCP', 80))

  it('rule 52: asks tier by tier, then by priority, deny before allow before pass', () => {
    const { admin, normal, baseline } = tiers
    expect(allows([value('allow', normal), value('deny', normal)])).toBe(false)
    expect(allows([value('allow', normal, 1), value('deny', normal, 2)])).toBe(true)
    expect(allows([value('deny', admin), value('allow', normal)])).toBe(false)
    expect(allows([value('pass', admin), value('deny', admin, 1), value('allow', normal)])).toBe(
      true,
    )
    expect(allows([value('pass', admin), value('allow', admin)])).toBe(true)
    expect(allows([value('pass', admin)])).toBe(false)
    expect(allows([value('pass', admin)], 'no')).toBe(true)
    expect(
      allows([value('deny', normal, 0, portRange('TCP', 81, 90)), value('allow', baseline)]),
    ).toBe(true)
    expect(
      formatPorts(decide([value('allow', normal, 0, portRange('TCP', 80, 81))], 'yes').allowed),
    ).toBe('TCP 80-81')
  })

  it('rule 53: lets any deny win over any allow, whatever object and however narrow', () => {
    const deny = (item: object, allow: object) => policy({ egressDeny: [item], egress: [allow] })
    expect(
      answer(deny({ toCIDR: ['10.0.0.0/8'] }, { toCIDR: ['10.1.1.1/32'] }), 'a/web > 10.1.1.1')
        .verdict,
    ).toBe('denied')
    expect(
      answer(deny({ toEntities: ['world'] }, { toCIDR: ['10.1.1.1/32'] }), 'a/web > 10.1.1.1')
        .verdict,
    ).toBe('denied')
    expect(
      answer(deny({ toCIDR: ['11.0.0.0/8'] }, { toCIDR: ['10.1.1.1/32'] }), 'a/web > 10.1.1.1')
        .verdict,
    ).toBe('allowed')
    const world = [
      ...fourPods,
      ccnp('p', {
        endpointSelector: {},
        ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }],
      }),
      cnp('a/p', { endpointSelector: web, ingress: [{ fromEndpoints: [{}] }] }),
      knp('a/k', { podSelector: web, ingress: [{}] }),
    ]
    expect(verdicts(world, ['a/db > a/web', 'a/job > a/web'])).toEqual({
      'a/db > a/web': 'denied',
      'a/job > a/web': 'allowed',
    })
  })

  it('rule 54: needs both sides, and only enforced ones', () => {
    const world = [
      ...policy({ egress: [{ toEndpoints: [{ matchLabels: { app: 'db' } }] }] }),
      cnp('a/q', { endpointSelector: { matchLabels: { app: 'db' } }, ingress: [{}] }),
    ]
    expect(answer(world, 'a/web > a/db')).toMatchObject({
      verdict: 'denied',
      egress: 'allowed',
      ingress: 'denied',
    })
    expect(answer(world, 'a/web > a/job')).toMatchObject({
      verdict: 'denied',
      egress: 'denied',
      ingress: 'allowed',
    })
    expect(answer(fourPods, 'a/web > world')).toMatchObject({
      verdict: 'allowed',
      egress: 'allowed',
      ingress: 'none',
    })
    expect(answer(fourPods, 'remote-node > host')).toMatchObject({
      verdict: 'allowed',
      egress: 'none',
      ingress: 'none',
    })
  })

  it('rule 55: says that a pod may always reach itself', () => {
    const note =
      'this is about two pods of one workload: what a pod sends to itself is never denied'
    expect(answer(policy({ ingress: [{}] }), 'a/web > a/web').reasons).toContain(note)
    expect(answer(policy({ ingress: [{}] }), 'a/db > a/web').reasons).not.toContain(note)
  })

  describe('rule 56: ClusterNetworkPolicy', () => {
    const webs = { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } } }
    const dbs = { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } } }
    const tiered = (tier: string, ingress: Json) =>
      kcnp('c', { tier, priority: 1, subject: webs, ingress })
    const enabled = { profile: { kcnp: true } }
    const acceptDb = [{ action: 'Accept', from: [dbs] }]
    const denyDb = [{ action: 'Deny', from: [dbs] }]

    it('decides before other policies in the tier Admin, and names the peer of its rule', () => {
      const found = answer(
        [...policy({ ingress: [{}] }), tiered('Admin', acceptDb)],
        'a/db > a/web',
        enabled,
      )
      expect(found).toMatchObject({
        verdict: 'allowed',
        reasons: [
          expect.any(String),
          'ingress: allowed by policy.networking.k8s.io/ClusterNetworkPolicy c /spec/ingress/0/from/0',
        ],
      })
    })

    it('decides after them in the tier Baseline, where its accept beats a default deny', () => {
      const allow = [
        ...policy({ ingress: [{ fromEntities: ['all'] }] }),
        tiered('Baseline', denyDb),
      ]
      expect(answer(allow, 'a/db > a/web', enabled).verdict).toBe('allowed')
      const none = [...policy({ ingress: [{}] }), tiered('Baseline', acceptDb)]
      expect(answer(none, 'a/db > a/web', enabled).verdict).toBe('allowed')
    })

    it('is named as deciding where it does, and not behind a Pass', () => {
      const world = [
        ...policy({ ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }] }),
        tiered('Admin', [{ action: 'Pass', from: [dbs] }, ...acceptDb]),
      ]
      expect(answer(world, 'a/db > a/web', enabled).reasons).toContain(
        'ingress: denied by cilium.io/CiliumNetworkPolicy a/p /spec/ingressDeny/0',
      )
    })

    it('may go either way where a Pass may be for the peer', () => {
      const world = [
        ...fourPods,
        kcnp('c', {
          tier: 'Admin',
          priority: 1,
          subject: webs,
          egress: [
            { action: 'Pass', to: [{ nodes: { matchLabels: { role: 'worker' } } }] },
            { action: 'Deny', to: [{ nodes: {} }] },
          ],
        }),
      ]
      const profile = { kcnp: true, nodeSelectorLabels: true }
      expect(answer(world, 'a/web > remote-node', { profile }).verdict).toBe('may')
      expect(answer(world, 'a/web > a/db', { profile }).verdict).toBe('allowed')
    })

    it('is named and left out where Cilium does not read it, and for Kubernetes', () => {
      const world = [...fourPods, tiered('Admin', denyDb)]
      for (const options of [{}, { ...enabled, dialect: 'kubernetes' as const }]) {
        expect(prepare(world, options).problems.map(({ id }) => id)).toEqual(['unread-object'])
        expect(answer(world, 'a/db > a/web', options).verdict).toBe('allowed')
      }
      expect(prepare(world, enabled).problems).toEqual([])
    })

    it('is refused whole by the agent for names beside another action than Accept', () => {
      const world = [
        ...fourPods,
        kcnp('c', {
          tier: 'Admin',
          priority: 1,
          subject: webs,
          egress: [{ action: 'Deny', to: [{ domainNames: ['a.io'] }] }],
        }),
      ]
      expect(refusals(world, enabled)).toEqual(['agent 56'])
      expect(refusals(world)).toEqual([])
    })
  })
})

describe('default deny', () => {
  const open = { enableDefaultDeny: { ingress: false } }

  it('rule 57: is on for a direction that has items, also where they only deny', () => {
    const world = policy({ ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'job' } }] }] })
    expect(verdicts(world, ['a/db > a/web', 'a/web > a/db'])).toEqual({
      'a/db > a/web': 'denied',
      'a/web > a/db': 'allowed',
    })
    expect(answer(policy({ ...open, ingressDeny: [{}] }), 'a/db > a/web').verdict).toBe('allowed')
    const off = { profile: { nonDefaultDeny: false } }
    expect(answer(policy({ ...open, ingress: [{}] }), 'a/db > a/web', off).verdict).toBe('denied')
  })

  it('rule 58: is on by one entry, whatever others say, and only in its own direction', () => {
    const quiet = cnp('a/q', { endpointSelector: web, ...open, ingress: [{}] })
    expect(answer([...policy({ ingress: [{}] }), quiet], 'a/db > a/web').verdict).toBe('denied')
    expect(
      answer(policy({ enableDefaultDeny: { ingress: true }, egress: [{}] }), 'a/db > a/web')
        .verdict,
    ).toBe('allowed')
  })

  it('rule 59: allows the rest where no entry denies by default, and denies still count', () => {
    const world = policy({
      ...open,
      ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'job' } }] }],
    })
    expect(verdicts(world, ['a/db > a/web', 'a/job > a/web', 'world > a/web'])).toEqual({
      'a/db > a/web': 'allowed',
      'a/job > a/web': 'denied',
      'world > a/web': 'allowed',
    })
    expect(answer(fourPods, 'world > a/web').verdict).toBe('allowed')
  })

  it('rule 60: denies without rules by the mode always, and nothing by never', () => {
    const always = { profile: { enforcementMode: 'always' as const } }
    expect(verdicts(fourPods, ['a/db > a/web', 'host > a/web'], always)).toEqual({
      'a/db > a/web': 'denied',
      'host > a/web': 'denied',
    })
    expect(answer(policy({ ...open, ingress: [{}] }), 'a/db > a/web', always)).toMatchObject({
      ingress: 'denied',
    })
    const never = { profile: { enforcementMode: 'never' as const } }
    expect(
      answer(policy({ ingressDeny: [{ fromEntities: ['all'] }] }), 'a/db > a/web', never),
    ).toMatchObject({ verdict: 'allowed', ingress: 'none' })
  })

  it('rule 61: lets the local node in, unless a deny or the setting says otherwise', () => {
    expect(verdicts(policy({ ingress: [{}] }), ['host > a/web', 'remote-node > a/web'])).toEqual({
      'host > a/web': 'allowed',
      'remote-node > a/web': 'denied',
    })
    for (const item of [
      { fromEntities: ['host'] },
      { fromEntities: ['all'] },
      { toPorts: [{ ports: [{ port: '80' }] }] },
    ]) {
      expect(answer(policy({ ingressDeny: [item] }), 'host > a/web').verdict).toBe('denied')
    }
    expect(
      answer(policy({ ingress: [{}] }), 'host > a/web', { profile: { allowLocalhost: 'policy' } })
        .verdict,
    ).toBe('denied')
    expect(answer(policy({ egress: [{}] }), 'a/web > host').verdict).toBe('denied')
  })

  it('rule 62: knows no audit mode: that is no property of manifests', () => {
    expect(answer(policy({ ingress: [{}] }), 'a/db > a/web').verdict).toBe('denied')
  })
})

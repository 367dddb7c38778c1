import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { nameMatcher } from './fqdn/match-pattern.ts'
import {
  type Asked,
  answer,
  ccnp,
  cidrGroup,
  cnp,
  endpointSlice,
  fourPods,
  namespace,
  pod,
  prepare,
  service,
  verdicts,
} from './testing/worlds.ts'

/** Who the peers of a rule are: SEMANTICS.md, section 1D. */

const web = { matchLabels: { app: 'web' } }
const on80 = [{ ports: [{ port: '80' }] }]
const egress = (item: Json, more: object = {}) => [
  ...fourPods,
  cnp('a/p', { endpointSelector: web, egress: [item], ...more } as Json),
]
const reaches = (world: readonly Json[], to: readonly string[], options: Asked = {}) =>
  Object.values(
    verdicts(
      world,
      to.map((end) => `a/web > ${end}`),
      options,
    ),
  )
const all = ['a/db', 'b/web', 'world', 'host', 'remote-node']

describe('selectors of peers', () => {
  it('rule 18: takes an empty list as no kind, and matches nobody by it', () => {
    expect(reaches(egress({ toEndpoints: [{}], toCIDR: [] }), ['a/db'])).toEqual(['denied'])
    expect(reaches(egress({ toEndpoints: [{}] }), ['a/db'])).toEqual(['allowed'])
  })

  it('rule 19: adds the namespace of the policy, but for reserved labels and labels of namespaces', () => {
    expect(reaches(egress({ toEndpoints: [web] }), ['b/web'])).toEqual(['denied'])
    expect(
      reaches(
        egress({ toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'b' } }] }),
        ['b/web', 'a/db'],
      ),
    ).toEqual(['allowed', 'denied'])
    expect(
      reaches(
        egress({
          toEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'blue' } }],
        }),
        ['b/web', 'a/db'],
      ),
    ).toEqual(['allowed', 'denied'])
    expect(
      reaches(egress({ toEndpoints: [{ matchLabels: { 'reserved:host': '' } }] }), [
        'host',
        'a/db',
      ]),
    ).toEqual(['allowed', 'denied'])
  })

  it('rule 19: adds in a clusterwide policy that there is a namespace, but for endpoints that start', () => {
    const by = (endpointSelector: Json) => [
      ...fourPods,
      ccnp('p', { endpointSelector, egress: [{ toEndpoints: [{}] }] }),
    ]
    expect(reaches(by(web), [...all, 'health'])).toEqual([
      'allowed',
      'allowed',
      'denied',
      'denied',
      'denied',
      'denied',
    ])
    const lowered = prepare(by({ matchLabels: { 'reserved:init': '' } })).entries[0]?.l3?.[0]
    expect(lowered).toMatchObject({ requirements: [{ key: 'io.cilium.k8s.policy.cluster' }] })
  })

  it('rule 19: means the local cluster since 1.19', () => {
    const keys = (ciliumVersion: '1.18' | '1.19') => {
      const [entry] = prepare(egress({ toEndpoints: [{}] }), { profile: { ciliumVersion } }).entries
      const [first] = entry?.l3 ?? []
      return first?.type === 'labels' ? first.requirements.map(({ key }) => key) : []
    }
    expect(keys('1.18')).toEqual(['io.kubernetes.pod.namespace'])
    expect(keys('1.19')).toEqual(['io.cilium.k8s.policy.cluster', 'io.kubernetes.pod.namespace'])
  })

  it('rule 19: in 1.20 finds even whom negative conditions alone leave out, in allow and deny', () => {
    const not = {
      matchExpressions: [
        { key: 'reserved:x', operator: 'DoesNotExist' },
        { key: 'app', operator: 'NotIn', values: ['db'] },
      ],
    }
    const allow = egress({ toEndpoints: [not] })
    expect(reaches(allow, all)).toEqual(['allowed', 'allowed', 'allowed', 'allowed', 'allowed'])
    expect(reaches(allow, ['a/db'], { profile: { ciliumVersion: '1.19' } })).toEqual(['denied'])
    const deny = egress({ toEntities: ['all'] }, { egressDeny: [{ toEndpoints: [not] }] })
    expect(reaches(deny, ['a/db'])).toEqual(['denied'])
    expect(reaches(deny, ['a/db'], { profile: { ciliumVersion: '1.19' } })).toEqual(['allowed'])
    // With a positive condition beside them nothing of that happens.
    const scoped = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db'] }] }
    expect(reaches(egress({ toEndpoints: [scoped] }), ['a/db', 'a/job'])).toEqual([
      'denied',
      'allowed',
    ])
  })

  it('rule 20: is everybody by the entity all only', () => {
    expect(reaches(egress({ toEntities: ['all'] }), all)).toEqual(Array(5).fill('allowed'))
    expect(reaches(egress({ toEndpoints: [{}] }), all)).toEqual([
      'allowed',
      'denied',
      'denied',
      'denied',
      'denied',
    ])
  })

  it('rule 21: means other nodes by toNodes, by labels that no manifest states', () => {
    const on = { profile: { nodeSelectorLabels: true } }
    expect(reaches(egress({ toNodes: [{}] }), ['remote-node', 'host', 'a/db'], on)).toEqual([
      'allowed',
      'denied',
      'denied',
    ])
    expect(
      reaches(egress({ toNodes: [{ matchLabels: { zone: 'a' } }] }), ['remote-node', 'host'], on),
    ).toEqual(['may', 'denied'])
  })

  it('rule 22: reads entities', () => {
    const inside = ['a/db', 'b/web', 'host', 'remote-node', 'health', 'ingress', 'kube-apiserver']
    expect(reaches(egress({ toEntities: ['cluster'] }), [...inside, 'world'])).toEqual([
      ...Array(7).fill('allowed'),
      'denied',
    ])
    expect(
      reaches(egress({ toEntities: ['world'] }), ['world', '192.0.2.1', 'a/db', 'host']),
    ).toEqual(['allowed', 'allowed', 'denied', 'denied'])
    const apiserver = { profile: { kubeAPIServer: 'in-cluster' as const } }
    expect(
      reaches(egress({ toEntities: ['kube-apiserver'] }), ['kube-apiserver'], apiserver),
    ).toEqual(['allowed'])
    // On another node it is a remote node too, and on this one not.
    expect(reaches(egress({ toEntities: ['remote-node'] }), ['kube-apiserver'], apiserver)).toEqual(
      ['may'],
    )
    const dual = { profile: { ipFamilies: ['IPv4', 'IPv6'] as const } }
    expect(reaches(egress({ toEntities: ['world'] }), ['world', '2001:db8::1'], dual)).toEqual([
      'allowed',
      'allowed',
    ])
  })
})

describe('absent and empty', () => {
  const members = ['toEndpoints', 'toNodes', 'toEntities', 'toCIDR', 'toCIDRSet']
  const options = { profile: { nodeSelectorLabels: true } }

  it('rule 23: is everybody without peers where there are ports, and nobody where there are none', () => {
    for (const [item, expected] of [
      [{}, 'denied'],
      [{ toPorts: on80 }, 'allowed'],
    ] as const) {
      expect(reaches(egress(item), ['a/db', 'world', 'host'])).toEqual(Array(3).fill(expected))
    }
  })

  it('rule 23: is nobody by an empty list, in every member, with ports and without', () => {
    for (const member of members) {
      for (const item of [{ [member]: [] }, { [member]: [], toPorts: on80 }]) {
        expect(reaches(egress(item), ['a/db', 'world', 'host'], options)).toEqual(
          Array(3).fill('denied'),
        )
      }
    }
  })

  it('rule 23: is the same in a deny', () => {
    const deny = (item: Json) => egress({ toEntities: ['all'] }, { egressDeny: [item] })
    expect(reaches(deny({ toEntities: [], toPorts: on80 }), ['a/db'])).toEqual(['allowed'])
    expect(reaches(deny({ toPorts: on80 }), ['a/db', 'world'])).toEqual(['denied', 'denied'])
    expect(reaches(deny({}), ['a/db'])).toEqual(['allowed'])
  })

  it('rule 24: allows nobody by an empty rule, unlike NetworkPolicy', () => {
    expect(reaches(egress({}), all)).toEqual(Array(5).fill('denied'))
  })

  it('rule 25: takes empty lists of names, Services and groups as absent', () => {
    for (const member of ['toFQDNs', 'toServices', 'toGroups']) {
      expect(reaches(egress({ [member]: [], toPorts: on80 }), ['a/db', 'world'])).toEqual([
        'allowed',
        'allowed',
      ])
      expect(reaches(egress({ [member]: [] }), ['a/db', 'world'])).toEqual(['denied', 'denied'])
    }
  })
})

describe('Services', () => {
  const named = (name: string, space?: string) => ({
    k8sService: { serviceName: name, ...(space === undefined ? {} : { namespace: space }) },
  })

  it('rule 26: may be everybody by a Service that is not there, with ports, and says so', () => {
    const world = egress({ toServices: [named('none', 'a')], toPorts: on80 })
    const found = answer(world, 'a/web > world')
    expect(found.verdict).toBe('may')
    expect(found.reasons.join()).toContain('Service a/none is not in the world')
    expect(prepare(world).problems.map(({ id, where }) => [id, where.pointer])).toEqual([
      ['unresolved-service', '/spec/egress/0/toServices'],
    ])
    expect(reaches(egress({ toServices: [named('none', 'a')] }), ['world', 'a/db'])).toEqual([
      'denied',
      'denied',
    ])
  })

  it('rule 26: is nobody else once one of the Services resolves', () => {
    const world = [
      ...egress({ toServices: [named('none', 'a'), named('db', 'a')], toPorts: on80 }),
      service('a/db', { app: 'db' }),
    ]
    expect(reaches(world, ['a/db', 'world'])).toEqual(['allowed', 'denied'])
  })

  it('rule 27: is the pods that a Service selects, in its namespace', () => {
    const world = [...egress({ toServices: [named('web', 'b')] }), service('b/web', { app: 'web' })]
    expect(reaches(world, ['b/web', 'a/db', 'world'])).toEqual(['allowed', 'denied', 'denied'])
  })

  it('rule 27: is any namespace where none is named, and the selector before the name', () => {
    const services = [
      service('b/web', { app: 'web' }, { tier: 'front' }),
      service('a/db', { app: 'db' }),
    ]
    expect(reaches([...egress({ toServices: [named('web')] }), ...services], ['b/web'])).toEqual([
      'allowed',
    ])
    const both = {
      ...named('db', 'a'),
      k8sServiceSelector: { selector: { matchLabels: { tier: 'front' } } },
    }
    expect(reaches([...egress({ toServices: [both] }), ...services], ['b/web', 'a/db'])).toEqual([
      'allowed',
      'denied',
    ])
  })

  it('rule 27: is the addresses of a Service without a selector', () => {
    const world = [
      ...egress({ toServices: [named('ext', 'a')] }),
      service('a/ext'),
      endpointSlice('a/ext', '192.0.2.7'),
    ]
    expect(reaches(world, ['192.0.2.7', '192.0.2.8', 'a/db'])).toEqual([
      'allowed',
      'denied',
      'denied',
    ])
  })

  it('rule 27: never resolves a Service in a deny', () => {
    const world = (item: Json) => [
      ...egress({ toEntities: ['all'] }, { egressDeny: [item] }),
      service('a/db', { app: 'db' }),
    ]
    expect(
      reaches(world({ toServices: [named('db', 'a')], toPorts: on80 }), ['a/db', 'a/job', 'world']),
    ).toEqual(Array(3).fill('denied'))
    expect(reaches(world({ toServices: [named('db', 'a')] }), ['a/db'])).toEqual(['allowed'])
  })

  it('rule 27: is everybody by `toServices: [{}]` with ports', () => {
    expect(reaches(egress({ toServices: [{}], toPorts: on80 }), ['world', 'a/db'])).toEqual([
      'allowed',
      'allowed',
    ])
    expect(reaches(egress({ toServices: [{}] }), ['world', 'a/db'])).toEqual(['denied', 'denied'])
  })
})

describe('networks', () => {
  it('rule 28: never means pods and nodes, in allow and deny', () => {
    expect(
      reaches(egress({ toCIDR: ['0.0.0.0/0'] }), ['192.0.2.1', 'a/db', 'host', 'remote-node']),
    ).toEqual(['allowed', 'denied', 'denied', 'denied'])
    const deny = egress({ toEntities: ['all'] }, { egressDeny: [{ toCIDR: ['0.0.0.0/0'] }] })
    expect(reaches(deny, ['192.0.2.1', 'a/db', 'host'])).toEqual(['denied', 'allowed', 'allowed'])
  })

  it('rule 28: may mean nodes and pods where the mode says so', () => {
    const nodes = { profile: { cidrMatchMode: ['nodes'] as const } }
    expect(reaches(egress({ toCIDR: ['10.0.0.0/8'] }), ['host', 'a/db'], nodes)).toEqual([
      'may',
      'denied',
    ])
    expect(reaches(egress({ toCIDR: ['0.0.0.0/0'] }), ['host'], nodes)).toEqual(['denied'])
    const pods = { profile: { cidrMatchMode: ['pods'] as const } }
    expect(reaches(egress({ toCIDR: ['10.0.0.0/8'] }), ['a/db'], pods)).toEqual(['may'])
  })

  it('rule 29: reads a network of length 0 as the world of its family, and masks host bits', () => {
    const dual = { profile: { ipFamilies: ['IPv4', 'IPv6'] as const } }
    expect(reaches(egress({ toCIDR: ['::/0'] }), ['2001:db8::1', '192.0.2.1'], dual)).toEqual([
      'allowed',
      'denied',
    ])
    expect(reaches(egress({ toCIDR: ['::/0'] }), ['world', '192.0.2.1'])).toEqual([
      'denied',
      'denied',
    ])
    expect(reaches(egress({ toCIDR: ['192.0.2.77/24'] }), ['192.0.2.1', '192.0.3.1'])).toEqual([
      'allowed',
      'denied',
    ])
  })

  it('rule 30: takes an exception from its own network alone', () => {
    const set = { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }
    expect(reaches(egress({ toCIDRSet: [set] }), ['10.0.0.1', '10.1.0.1'])).toEqual([
      'allowed',
      'denied',
    ])
    expect(
      reaches(egress({ toCIDRSet: [set, { cidr: '10.1.2.0/24' }] }), ['10.1.2.1', '10.1.3.1']),
    ).toEqual(['allowed', 'denied'])
    const deny = egress({ toEntities: ['world'] }, { egressDeny: [{ toCIDRSet: [set] }] })
    expect(reaches(deny, ['10.0.0.1', '10.1.0.1'])).toEqual(['denied', 'allowed'])
  })

  it('rule 31: reads groups by name and by label, and misses one that is not there', () => {
    const groups = [
      cidrGroup('one', ['192.0.2.0/24'], { kind: 'x' }),
      cidrGroup('two', ['198.51.100.0/24'], { kind: 'y' }),
    ]
    const by = (item: object) => [...egress({ toCIDRSet: [item as Json] }), ...groups]
    expect(reaches(by({ cidrGroupRef: 'one' }), ['192.0.2.1', '198.51.100.1'])).toEqual([
      'allowed',
      'denied',
    ])
    expect(
      reaches(by({ cidrGroupRef: 'one', except: ['192.0.2.0/25'] }), ['192.0.2.1', '192.0.2.200']),
    ).toEqual(['denied', 'allowed'])
    expect(
      reaches(by({ cidrGroupSelector: { matchLabels: { kind: 'y' } } }), [
        '192.0.2.1',
        '198.51.100.1',
      ]),
    ).toEqual(['denied', 'allowed'])
    const not = { matchExpressions: [{ key: 'kind', operator: 'NotIn', values: ['x'] }] }
    expect(
      reaches(by({ cidrGroupSelector: not }), ['192.0.2.1', '198.51.100.1', '203.0.113.1', 'a/db']),
    ).toEqual(['denied', 'allowed', 'allowed', 'denied'])
    const missing = egress({ toCIDRSet: [{ cidrGroupRef: 'none' }], toPorts: on80 })
    expect(reaches(missing, ['192.0.2.1', 'a/db'])).toEqual(['denied', 'denied'])
    expect(prepare(missing).problems.map(({ id }) => id)).toEqual(['missing-cidr-group'])
  })

  it('rule 32: may be any address by a group of the cloud, and no pod', () => {
    const world = egress({ toGroups: [{ aws: { securityGroupsIds: ['sg-1'] } }], toPorts: on80 })
    expect(reaches(world, ['192.0.2.1', 'a/db', 'world'])).toEqual(['may', 'denied', 'denied'])
  })
})

describe('names', () => {
  const dns = {
    toEndpoints: [{}],
    toPorts: [{ ports: [{ port: '53' }], rules: { dns: [{ matchPattern: '*.example.com' }] } }],
  }
  const both = (selector: Json) => [
    ...fourPods,
    cnp('a/p', { endpointSelector: web, egress: [{ toFQDNs: [selector], toPorts: on80 }, dns] }),
  ]

  it('rule 33: finds a name that the proxy sees, and never a pod', () => {
    const world = both({ matchName: 'API.example.com' })
    expect(reaches(world, ['api.example.com', 'other.example.com', 'a/db'])).toEqual([
      'allowed',
      'denied',
      'denied',
    ])
  })

  it('rule 33: is dead without a rule for DNS that lets the name through', () => {
    expect(reaches(both({ matchName: 'api.other.org' }), ['api.other.org'])).toEqual(['denied'])
    expect(
      reaches(egress({ toFQDNs: [{ matchName: 'api.example.com' }] }), ['api.example.com']),
    ).toEqual(['denied'])
  })

  it('rule 33: may profit from another pod of the node', () => {
    const world = [
      ...egress({ toFQDNs: [{ matchName: 'api.example.com' }] }),
      cnp('a/q', { endpointSelector: { matchLabels: { app: 'db' } }, egress: [dns] }),
    ]
    const found = answer(world, 'a/web > api.example.com')
    expect(found.verdict).toBe('may')
    expect(found.reasons.join()).toContain('only a DNS query that the proxy sees makes known')
  })

  it('rule 33: may be an address that a query names, and the other way round', () => {
    expect(reaches(both({ matchName: 'api.example.com' }), ['192.0.2.1'])).toEqual(['may'])
    expect(reaches(egress({ toCIDR: ['192.0.2.0/24'] }), ['api.example.com'])).toEqual(['may'])
    expect(reaches(egress({ toCIDR: ['0.0.0.0/0'] }), ['api.example.com'])).toEqual(['allowed'])
    const denied = egress({ toEntities: ['world'] }, { egressDeny: [{ toCIDR: ['192.0.2.0/24'] }] })
    expect(reaches(denied, ['api.example.com', '203.0.113.1'])).toEqual(['may', 'allowed'])
  })

  it('rule 34: reads patterns', () => {
    const matches = (pattern: string, name: string, version: '1.18' | '1.20' = '1.20') =>
      nameMatcher({ matchPattern: pattern }, version)(name)
    expect(['a.io', 'x.a.io', 'x.y.a.io'].map((name) => matches('*.a.io', name))).toEqual([
      false,
      true,
      false,
    ])
    expect(['a.io', 'x.a.io', 'x.y.a.io'].map((name) => matches('**.a.io', name))).toEqual([
      false,
      true,
      true,
    ])
    expect(['a.io', 'x.a.io', 'x.y.a.io'].map((name) => matches('**.a.io', name, '1.18'))).toEqual([
      false,
      true,
      false,
    ])
    expect(['a.io', 'xa.io', 'x.a.io'].map((name) => matches('*a.io', name))).toEqual([
      true,
      true,
      false,
    ])
    expect(['a.io', 'x.y.z', '.'].map((name) => matches('*', name))).toEqual([true, true, true])
    expect(matches('A.io', 'a.IO.')).toBe(true)
    expect(matches('a.io', 'axio')).toBe(false)
  })
})

it('takes an address that a Pod has for that pod', () => {
  const world = [
    namespace('a'),
    { ...pod('a/x', { app: 'x' }), status: { podIP: '10.0.0.5' } },
    pod('a/web', { app: 'web' }),
    cnp('a/p', { endpointSelector: web, egress: [{ toCIDR: ['10.0.0.0/8'] }] }),
  ]
  const found = answer(world, 'a/web > 10.0.0.5')
  expect(found.verdict).toBe('denied')
  expect(found.reasons[0]).toBe('10.0.0.5 is the address of Pod a/x')
})

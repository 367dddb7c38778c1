import type { Json, JsonObject } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import type { ProfileInput } from '../../profile/profile.ts'
import { ccnp, cnp, prepare, refusals } from '../../testing/worlds.ts'
import { sanitizeRules } from './index.ts'

interface Case {
  readonly title: string
  readonly policy: JsonObject
  readonly profile?: ProfileInput
  /** Who refuses it and by which number; nobody where it is left out. */
  readonly refused?: readonly string[]
}

const rule = (members: object): JsonObject =>
  cnp('a/p', { endpointSelector: {}, ...members } as Json)
const ingress = (item: object) => rule({ ingress: [item] })
const egress = (item: object) => rule({ egress: [item] })
const onPort = (port: object, more: object = {}) => ({ toPorts: [{ ports: [port], ...more }] })
const tcp80 = { port: '80', protocol: 'TCP' }
const host = (members: object) => ccnp('p', { nodeSelector: {}, ...members } as Json)
const get = { rules: { http: [{ method: 'GET' }] } }
const dns = { rules: { dns: [{ matchPattern: '*' }] } }

const cases: Readonly<Record<number, readonly Case[]>> = {
  1: [
    {
      title: 'takes spec and specs together',
      policy: { ...ingress({}), specs: [{ endpointSelector: {}, egress: [{}] }] },
    },
    { title: 'takes an empty list of specs', policy: { ...cnp('a/p', null), specs: [] } },
    { title: 'refuses neither', policy: cnp('a/p', null), refused: ['agent 1'] },
  ],
  3: [
    { title: 'takes nodes in a clusterwide policy', policy: host({ ingress: [{}] }) },
    {
      title: 'refuses nodes in a namespace',
      policy: cnp('a/p', { nodeSelector: {}, ingress: [{}] }),
      refused: ['agent 3'],
    },
    {
      title: 'refuses both selectors',
      policy: ccnp('p', { endpointSelector: {}, nodeSelector: {}, ingress: [{}] }),
      refused: ['agent 3'],
    },
    { title: 'refuses no selector', policy: cnp('a/p', { ingress: [{}] }), refused: ['agent 3'] },
  ],
  4: [
    {
      title: 'takes an empty section beside another one',
      policy: rule({ ingress: [], egress: [{}] }),
    },
    {
      title: 'refuses empty sections alone',
      policy: rule({ ingress: [], egressDeny: [] }),
      refused: ['agent 4'],
    },
    {
      title: 'refuses the whole object for one rule',
      policy: { ...ingress({}), specs: [{ endpointSelector: {}, egress: [] }] },
      refused: ['agent 4'],
    },
  ],
  6: [
    { title: 'takes an empty list', policy: ingress({ fromRequires: [] }) },
    {
      title: 'refuses it since 1.19',
      policy: ingress({ fromRequires: [{}] }),
      refused: ['agent 6'],
    },
    {
      title: 'takes it before',
      policy: ingress({ fromRequires: [{}] }),
      profile: { ciliumVersion: '1.18' },
    },
  ],
  10: [
    {
      title: 'takes every operator, sources, and a source that nobody has',
      policy: ingress({
        fromEndpoints: [
          {
            matchLabels: { 'k8s:app': 'x', 'odd:app': '' },
            matchExpressions: [
              { key: 'a', operator: 'In', values: ['b'] },
              { key: 'a.io/b', operator: 'NotIn', values: ['b'] },
              { key: 'reserved:host', operator: 'Exists' },
              { key: 'c', operator: 'DoesNotExist', values: [] },
            ],
          },
        ],
      }),
    },
    {
      title: 'refuses In without values and Exists with some',
      policy: rule({
        endpointSelector: {
          matchExpressions: [
            { key: 'a', operator: 'In', values: [] },
            { key: 'a', operator: 'Exists', values: ['b'] },
          ],
        },
        ingress: [{}],
      }),
      refused: ['agent 10', 'agent 10'],
    },
    {
      title: 'refuses a key with two colons',
      policy: ingress({ fromEndpoints: [{ matchLabels: { 'a:b:c': '' } }] }),
      refused: ['agent 10'],
    },
    {
      title: 'refuses a value that no label has',
      policy: ingress({ fromEndpoints: [{ matchLabels: { a: '-' } }] }),
      refused: ['agent 10'],
    },
  ],
  18: [
    {
      title: 'takes an empty list beside another kind',
      policy: egress({ toEndpoints: [{}], toCIDR: [] }),
    },
    {
      title: 'refuses toCIDR and toCIDRSet',
      policy: egress({ toCIDR: ['10.0.0.0/8'], toCIDRSet: [{ cidr: '10.0.0.0/8' }] }),
      refused: ['agent 18'],
    },
    {
      title: 'refuses toFQDNs and toEndpoints',
      policy: egress({ toFQDNs: [{ matchName: 'a.io' }], toEndpoints: [{}] }),
      refused: ['agent 18'],
    },
    {
      title: 'refuses two kinds in a deny',
      policy: rule({ ingressDeny: [{ fromEntities: ['world'], fromEndpoints: [{}] }] }),
      refused: ['agent 18'],
    },
  ],
  21: [
    {
      title: 'takes nodes with the flag',
      policy: ingress({ fromNodes: [{}] }),
      profile: { nodeSelectorLabels: true },
    },
    {
      title: 'refuses nodes without it',
      policy: ingress({ fromNodes: [{}] }),
      refused: ['agent 21'],
    },
  ],
  22: [
    {
      title: 'takes what the version knows',
      policy: ingress({ fromEntities: ['cluster-mesh', 'none', 'unmanaged'] }),
    },
    {
      title: 'refuses what came later',
      policy: ingress({ fromEntities: ['cluster-mesh'] }),
      profile: { ciliumVersion: '1.19' },
      refused: ['agent 22'],
    },
    {
      title: 'refuses what nobody knows',
      policy: ingress({ fromEntities: ['wrld'] }),
      refused: ['agent 22'],
    },
    {
      title: 'refuses what only the agent knows',
      policy: ingress({ fromEntities: ['world-ipv4'] }),
      refused: ['admission unknown-entity'],
    },
  ],
  29: [
    { title: 'takes host bits', policy: egress({ toCIDR: ['10.1.2.3/8', '2001:db8::1/32'] }) },
    {
      title: 'refuses a bare address at admission alone',
      policy: egress({ toCIDR: ['10.1.2.3'] }),
      refused: ['admission bare-address'],
    },
    {
      title: 'refuses what is no network',
      policy: egress({ toCIDR: ['10.0.0.0/33'] }),
      refused: ['agent 29'],
    },
    {
      title: 'refuses a bare address in a set',
      policy: egress({ toCIDRSet: [{ cidr: '10.1.2.3' }] }),
      refused: ['agent 29'],
    },
    {
      title: 'refuses an exception from a group that stops the agents of 1.20',
      policy: egress({ toCIDRSet: [{ cidrGroupRef: 'g', except: ['10.0.0.0/08'] }] }),
      refused: ['agent 29'],
    },
    {
      title: 'takes it for 1.19',
      policy: egress({ toCIDRSet: [{ cidrGroupRef: 'g', except: ['10.0.0.0/08'] }] }),
      profile: { ciliumVersion: '1.19' },
    },
  ],
  30: [
    {
      title: 'takes an exception inside',
      policy: egress({ toCIDRSet: [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }] }),
    },
    {
      title: 'refuses one outside',
      policy: egress({ toCIDRSet: [{ cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] }] }),
      refused: ['agent 30'],
    },
    {
      title: 'refuses one of the other family',
      policy: egress({ toCIDRSet: [{ cidr: '10.0.0.0/8', except: ['2001:db8::/32'] }] }),
      refused: ['agent 30'],
    },
    {
      title: 'does not check one of a group',
      policy: egress({ toCIDRSet: [{ cidrGroupRef: 'g', except: ['11.0.0.0/16'] }] }),
    },
  ],
  31: [
    {
      title: 'takes one source',
      policy: egress({
        toCIDRSet: [{ cidrGroupRef: 'g' }, { cidrGroupSelector: { matchLabels: { a: 'b' } } }],
      }),
    },
    {
      title: 'refuses two',
      policy: egress({ toCIDRSet: [{ cidr: '10.0.0.0/8', cidrGroupRef: 'g' }] }),
      refused: ['agent 31'],
    },
    {
      title: 'refuses none',
      policy: egress({ toCIDRSet: [{ except: [] }] }),
      refused: ['agent 31'],
    },
  ],
  33: [
    {
      title: 'takes names and patterns',
      policy: egress({ toFQDNs: [{ matchName: 'A_b-c.io.' }, { matchPattern: '**.a*.io' }] }),
    },
    {
      title: 'refuses both in one',
      policy: egress({ toFQDNs: [{ matchName: 'a.io', matchPattern: '*' }] }),
      refused: ['agent 33'],
    },
    {
      title: 'refuses a star in a name',
      policy: egress({ toFQDNs: [{ matchName: '*.a.io' }] }),
      refused: ['agent 33'],
    },
    {
      title: 'refuses a regular expression',
      policy: egress(onPort({ port: '53' }, { rules: { dns: [{ matchPattern: '.+' }] } })),
      refused: ['agent 33'],
    },
  ],
  37: [
    { title: 'takes a range', policy: egress(onPort({ port: '80', endPort: 90 })) },
    {
      title: 'refuses a range with rules for DNS',
      policy: egress(onPort({ port: '53', endPort: 54 }, dns)),
      refused: ['agent 37'],
    },
    {
      title: 'takes an end that ends nothing',
      policy: egress(onPort({ port: '53', endPort: 53 }, dns)),
    },
  ],
  38: [
    { title: 'takes octal, underscores and names', policy: egress(onPort({ port: '010' })) },
    { title: 'takes a name of 15 characters', policy: egress(onPort({ port: 'abcdefghij-klmn' })) },
    { title: 'refuses 08', policy: egress(onPort({ port: '08' })), refused: ['agent 38'] },
    {
      title: 'refuses a number that is too big',
      policy: egress(onPort({ port: '99999' })),
      refused: ['agent 38'],
    },
    {
      title: 'refuses a name of 16 characters',
      policy: egress(onPort({ port: 'abcdefghij-klmno' })),
      refused: ['agent 38'],
    },
    {
      title: 'refuses a protocol in lower case at admission alone',
      policy: egress(onPort({ port: '80', protocol: 'tcp' })),
      refused: ['admission unknown-protocol'],
    },
    {
      title: 'refuses a protocol that came later',
      policy: egress(onPort({ port: '0', protocol: 'GRE' })),
      profile: { ciliumVersion: '1.19' },
      refused: ['agent 38'],
    },
  ],
  41: [
    {
      title: 'takes types of the family',
      policy: ingress({
        icmps: [
          {
            fields: [{ type: 'Echo' }, { family: 'IPv6', type: 128 }, { type: 300 }, { type: -1 }],
          },
        ],
      }),
    },
    { title: 'takes an empty list beside ports', policy: ingress({ icmps: [], ...onPort(tcp80) }) },
    {
      title: 'refuses both',
      policy: ingress({ icmps: [{ fields: [{ type: 8 }] }], ...onPort(tcp80) }),
      refused: ['agent 41'],
    },
    {
      title: 'refuses a type of the other family',
      policy: ingress({ icmps: [{ fields: [{ type: 'PacketTooBig' }] }] }),
      refused: ['agent 41'],
    },
    {
      title: 'refuses ICMP that is switched off',
      policy: ingress({ icmps: [{ fields: [{ type: 8 }] }] }),
      profile: { icmpRules: false },
      refused: ['agent 41'],
    },
  ],
  42: [
    {
      title: 'takes port 0 of a protocol without ports',
      policy: egress(onPort({ port: '0', protocol: 'VRRP' })),
    },
    {
      title: 'takes no port with the flag',
      policy: egress(onPort({ protocol: 'ESP' })),
      profile: { extendedIPProtocols: true },
    },
    {
      title: 'refuses no port without it',
      policy: egress(onPort({ protocol: 'ESP' })),
      refused: ['agent 42'],
    },
    {
      title: 'refuses another port',
      policy: egress(onPort({ port: '80', protocol: 'GRE' })),
      refused: ['agent 42'],
    },
  ],
  43: [
    { title: 'takes 40 ports', policy: egress({ toPorts: [{ ports: Array(40).fill(tcp80) }] }) },
    {
      title: 'refuses 41',
      policy: egress({ toPorts: [{ ports: Array(41).fill(tcp80) }] }),
      refused: ['agent 43'],
    },
    {
      title: 'refuses 41 in a deny',
      policy: rule({ egressDeny: [{ toPorts: [{ ports: Array(41).fill(tcp80) }] }] }),
      refused: ['agent 43'],
    },
    {
      title: 'refuses 41 fields of ICMP',
      policy: ingress({ icmps: [{ fields: Array(41).fill({ type: 8 }) }] }),
      refused: ['agent 43'],
    },
  ],
  44: [
    { title: 'takes HTTP over TCP', policy: ingress(onPort(tcp80, get)) },
    { title: 'takes DNS over ANY on egress', policy: egress(onPort({ port: '53' }, dns)) },
    {
      title: 'takes an empty list as none',
      policy: ingress(onPort({ port: '80' }, { rules: { http: [] } })),
    },
    {
      title: 'refuses HTTP without TCP written out',
      policy: ingress(onPort({ port: '80' }, get)),
      refused: ['agent 44'],
    },
    {
      title: 'refuses every port',
      policy: ingress(onPort({ port: '0', protocol: 'TCP' }, get)),
      refused: ['agent 44'],
    },
    {
      title: 'refuses DNS on ingress',
      policy: ingress(onPort({ port: '53' }, dns)),
      refused: ['agent 44'],
    },
    {
      title: 'refuses DNS without a port',
      policy: egress({ toPorts: [dns] }),
      refused: ['agent 44'],
    },
    {
      title: 'refuses two types',
      policy: egress(onPort(tcp80, { rules: { ...get.rules, ...dns.rules } })),
      refused: ['agent 44'],
    },
    {
      title: 'refuses HTTP on a node',
      policy: host({ egress: [onPort(tcp80, get)] }),
      refused: ['agent 44'],
    },
    { title: 'takes DNS on a node', policy: host({ egress: [onPort({ port: '53' }, dns)] }) },
    {
      title: 'refuses rules on the ingress of a node',
      policy: host({ ingress: [onPort(tcp80, get)] }),
      refused: ['agent 44'],
    },
    {
      title: 'refuses rules without a proxy',
      policy: ingress(onPort(tcp80, get)),
      profile: { l7Proxy: false },
      refused: ['agent 44'],
    },
    {
      title: 'refuses rules in a deny',
      policy: rule({ ingressDeny: [onPort(tcp80, get)] }),
      refused: ['admission unknown-field'],
    },
  ],
  47: [
    {
      title: 'takes RE2',
      policy: ingress(onPort(tcp80, { rules: { http: [{ path: '/a/[0-9]+', host: '(' }] } })),
    },
    {
      title: 'refuses what RE2 has not',
      policy: ingress(onPort(tcp80, { rules: { http: [{ path: '(?=a)' }] } })),
      refused: ['agent 47'],
    },
    {
      title: 'refuses a header without a name',
      policy: ingress(onPort(tcp80, { rules: { http: [{ headerMatches: [{ value: 'x' }] }] } })),
      refused: ['agent 47'],
    },
    {
      title: 'refuses an unknown reaction',
      policy: ingress(
        onPort(tcp80, { rules: { http: [{ headerMatches: [{ name: 'x', mismatch: 'DROP' }] }] } }),
      ),
      refused: ['agent 47'],
    },
  ],
  48: [
    {
      title: 'takes server names',
      policy: egress(onPort(tcp80, { serverNames: ['a.io', '*.b.io'] })),
    },
    {
      title: 'takes them beside HTTP where TLS ends',
      policy: egress(
        onPort(tcp80, { ...get, serverNames: ['a.io'], terminatingTLS: { secret: { name: 's' } } }),
      ),
    },
    {
      title: 'refuses them beside HTTP elsewhere',
      policy: egress(onPort(tcp80, { ...get, serverNames: ['a.io'] })),
      refused: ['agent 48'],
    },
    {
      title: 'refuses an empty one',
      policy: egress(onPort(tcp80, { serverNames: [''] })),
      refused: ['agent 48'],
    },
  ],
  49: [
    {
      title: 'takes a listener on egress',
      policy: egress(onPort(tcp80, { listener: { name: 'l', envoyConfig: { name: 'c' } } })),
    },
    {
      title: 'refuses one on ingress',
      policy: ingress(onPort(tcp80, { listener: { name: 'l', envoyConfig: { name: 'c' } } })),
      refused: ['agent 49'],
    },
    {
      title: 'refuses one beside HTTP',
      policy: egress(
        onPort(tcp80, { ...get, listener: { name: 'l', envoyConfig: { name: 'c' } } }),
      ),
      refused: ['agent 49'],
    },
  ],
}

describe.each(Object.entries(cases))('rule %s', (number, ofRule) => {
  it.each(ofRule)(`rule ${number}: $title`, ({ policy, profile = {}, refused = [] }) => {
    expect(refusals([policy], { profile })).toEqual(refused)
  })

  it(`rule ${number}: has a case that passes and one that fails`, () => {
    expect(ofRule.some(({ refused }) => refused === undefined)).toBe(true)
    expect(ofRule.some(({ refused }) => refused !== undefined)).toBe(true)
  })
})

it('every rule has cases, and its id once', () => {
  expect([...new Set(sanitizeRules.map(({ rule }) => rule))].sort((a, b) => a - b)).toEqual(
    Object.keys(cases).map(Number),
  )
  expect(new Set(sanitizeRules.map(({ id }) => id)).size).toBe(sanitizeRules.length)
})

it('rule 5: reads a null as absent, and refuses one in a list', () => {
  expect(refusals([rule({ ingress: null, egress: [{}] })])).toEqual([])
  expect(refusals([rule({ ingress: null })])).toEqual(['admission missing-section', 'agent 4'])
  expect(refusals([rule({ ingress: [null] })])).toEqual(
    ['admission wrong-type', 'agent 4'].slice(0, 1),
  )
})

it('says what is wrong, why and what to do', async () => {
  const lines = Object.entries(cases).flatMap(([number, ofRule]) =>
    ofRule
      .filter(({ refused }) => refused !== undefined)
      .flatMap(({ title, policy, profile = {} }) => [
        `# rule ${number}: ${title}`,
        ...prepare([policy], { profile }).rejections.flatMap(({ findings }) =>
          findings.map(
            ({ judge, id, pointer, message, hint }) =>
              `${judge} ${id} ${pointer}\n  ${message}\n  -> ${hint}`,
          ),
        ),
      ]),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__messages__/rules.txt')
})

it('no rule throws on a shape that it does not expect', () => {
  const shapes: readonly Json[] = [null, true, -1, '', 'x', [], [null], ['x'], [[]], [{}], {}]
  for (const { policy } of Object.values(cases).flat()) {
    for (const path of pathsOf(policy)) {
      for (const shape of shapes) {
        expect(() => prepare([replaceAt(policy, path, shape)])).not.toThrow()
      }
    }
  }
})

function pathsOf(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value)
      .slice(0, 4)
      .flatMap(([key, member]) => pathsOf(member, [...path, key])),
  ]
}

function replaceAt(value: Json, [key, ...rest]: readonly string[], shape: Json): Json {
  if (key === undefined) return shape
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? replaceAt(item, rest, shape) : item))
  }
  const members = value as JsonObject
  return { ...members, [key]: replaceAt(members[key] ?? null, rest, shape) }
}

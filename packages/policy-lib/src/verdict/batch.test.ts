import { describe, expect, it } from 'vitest'
import { membersOf } from '../engine/bitset.ts'
import { formatPorts } from '../engine/port-set.ts'
import { cnp, fourPods, knp, pod, prepare, query } from '../testing/worlds.ts'
import { answerBatchLine, batchAnswerText } from './batch.ts'
import { explainQuery, formatIdentity } from './explain.ts'
import { reachability } from './reachability.ts'

const line = (input: unknown) => answerBatchLine(JSON.stringify(input))
const web = { matchLabels: { app: 'web' } }

it('answers a line in the order of its queries', () => {
  const world = [
    ...fourPods,
    cnp('a/p', {
      endpointSelector: web,
      ingress: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }],
    }),
  ]
  expect(line({ id: 7, world, queries: [query('a/db > a/web'), query('a/job > a/web')] })).toEqual({
    id: 7,
    verdicts: [
      {
        verdict: 'allowed',
        egress: 'allowed',
        ingress: 'allowed',
        reasons: [
          'egress: allowed: no policy selects it in this direction',
          'ingress: allowed by cilium.io/CiliumNetworkPolicy a/p /spec/ingress/0',
        ],
      },
      {
        verdict: 'denied',
        egress: 'allowed',
        ingress: 'denied',
        reasons: [
          'egress: allowed: no policy selects it in this direction',
          'ingress: denied by default: selected by cilium.io/CiliumNetworkPolicy a/p, and nothing allows this',
        ],
      },
    ],
  })
})

it('names policies that take no part, and reads the profile', () => {
  const world = [...fourPods, cnp('a/p', { endpointSelector: web, ingress: [] })]
  const queries = [query('a/db > a/web')]
  expect(line({ world, queries })).toMatchObject({
    verdicts: [{ verdict: 'allowed' }],
    rejected: ['cilium.io/CiliumNetworkPolicy a/p'],
  })
  expect(line({ world, queries, profile: { enforcementMode: 'always' } })).toMatchObject({
    verdicts: [{ verdict: 'denied' }],
  })
})

it('says everything that is wrong with a line at once', () => {
  expect(
    line({
      id: 1,
      queries: [{ from: { pod: 'x' }, to: {}, port: 0, protocol: 'tcp' }],
      profile: { clusterNam: 'x' },
      more: 1,
    }),
  ).toEqual({
    id: 1,
    error: [
      "there is no 'more': known are id, world, queries, profile",
      "'world' is no list of objects",
      "the profile has no 'clusterNam': did you mean 'clusterName'?",
      "query 0: 'from.pod' is 'x', not namespace/name",
      "query 0: 'to' has none of pod, entity, ip, fqdn: write one",
      'query 0: \'protocol\' is "tcp": write one of TCP, UDP, SCTP, ICMP, ICMPv6',
    ].join('; '),
  })
  expect(answerBatchLine('{')).toMatchObject({ error: expect.stringContaining('this is no JSON') })
})

it('names every pod that the world lacks, and names that two workloads share', () => {
  const twice = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'a', name: 'web' },
    spec: {},
  }
  const world = [...fourPods, twice]
  const queries = [query('a/wbe > a/db'), query('b/none > a/db'), query('a/web > a/db')]
  expect(line({ world, queries })).toEqual({
    error: [
      "pod a/wbe is not in the world: did you mean 'a/web'?",
      'pod b/none is not in the world: known: a/db, a/job, a/web, b/web',
      "a/web is a Pod and a Deployment: say which by 'kind'",
    ].join('; '),
  })
  const named = { ...query('a/web > a/db'), from: { pod: 'a/web', kind: 'Deployment' } }
  expect(line({ world, queries: [named] })).toMatchObject({ verdicts: [{ verdict: 'allowed' }] })
})

it('explains a flow: the entries in order, the winner, and why the default applies', () => {
  const world = [
    ...fourPods,
    cnp('a/p', {
      endpointSelector: web,
      ingress: [{ fromEndpoints: [{}] }, { fromEntities: ['world'] }],
      ingressDeny: [{ toPorts: [{ ports: [{ port: '81' }] }] }],
    }),
  ]
  const explained = (flow: string) => {
    const found = explainQuery(prepare(world), query(flow))
    if (!('explanation' in found)) throw new Error(found.faults.join())
    return found.explanation.flows[0]?.ingress
  }
  const denied = explained('a/db > a/web tcp/81')
  expect(
    denied?.entries.map(({ where, verdict, matchesPeer, matchesPort, isWinner }) => [
      where.pointer,
      verdict,
      matchesPeer,
      matchesPort,
      isWinner,
    ]),
  ).toEqual([
    ['/spec/ingressDeny/0', 'deny', 'yes', true, true],
    ['/spec/ingress/0', 'allow', 'yes', true, false],
    ['/spec/ingress/1', 'allow', 'no', true, false],
    [undefined, 'allow', 'no', true, false],
  ])
  expect(denied).toMatchObject({
    verdict: 'denied',
    defaultDeny: 'yes',
    isDefault: false,
    deniedBy: ['cilium.io/CiliumNetworkPolicy a/p'],
  })
  expect(explained('remote-node > a/web')).toMatchObject({ verdict: 'denied', isDefault: true })
})

it('lists all connections, grouped', () => {
  const world = [
    ...fourPods,
    pod('a/web2', { app: 'web' }),
    cnp('a/deny', { endpointSelector: {}, ingress: [{}], egress: [{}] }),
    cnp('a/p', {
      endpointSelector: web,
      egress: [
        { toCIDR: ['192.0.2.0/24'], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
      ],
    }),
    knp('b/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  ]
  const { identities, connections } = reachability(prepare(world))
  const names = (set: Parameters<typeof membersOf>[0]) =>
    membersOf(set)
      .map((index) => formatIdentity(identities[index]))
      .sort()
  const inside = connections.map(
    ({ from, to, traffic }) =>
      `${names(from).join(', ')} > ${names(to).join(', ')}: ${formatPorts(traffic.allowed)}`,
  )
  expect(inside.filter((text) => text.includes('192.0.2.0/24') && text.includes('Pod'))).toEqual([
    'Pod a/web, Pod a/web2 > 192.0.2.0/24: TCP 443',
  ])
  expect(inside.some((text) => /^host > .*Pod a\/db, .*: every protocol$/.test(text))).toBe(true)
})

describe('the same as text, in pieces', () => {
  const flow = query('a/db > a/web')
  const refused = [...fourPods, cnp('a/p', { endpointSelector: web, ingress: [] })]
  it.each([
    ['two answers', { world: fourPods, queries: [flow, query('a/job > a/web')] }],
    ['no query', { id: 1, world: fourPods, queries: [] }],
    ['a policy that is refused', { id: 'x', world: refused, queries: [flow] }],
    ['an id that looks like an answer', { id: { verdicts: [] }, world: refused, queries: [flow] }],
    ['a fault', { id: 7, world: fourPods, queries: [query('a/nobody > a/web')] }],
    ['no world', { queries: [] }],
  ])('is that of %s', (_, input) => {
    const pieces = [...batchAnswerText(JSON.stringify(input))]
    expect(pieces.join('')).toBe(JSON.stringify(line(input)))
  })

  it('is cut where there are thousands of answers', () => {
    const queries = Array.from({ length: 4001 }, () => flow)
    const pieces = [...batchAnswerText(JSON.stringify({ world: fourPods, queries }))]
    expect(pieces.length).toBe(5)
    expect(JSON.parse(pieces.join('')).verdicts).toHaveLength(4001)
  })
})

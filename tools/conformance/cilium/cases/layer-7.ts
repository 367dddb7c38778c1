import type { Json } from '@skyctl/core'
import { cnp, fourPods } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import { all, type Case } from './case.ts'
import { forWeb } from './corner.ts'

const web = { matchLabels: { app: 'web' } }
const db = { matchLabels: { app: 'db' } }
const tcp = (port: string) => [{ port, protocol: 'TCP' }]
const http = (...rules: Json[]) => [{ ports: tcp('80'), rules: { http: rules } }]
const dns = (port: string, ...names: string[]) => [
  {
    ports: [{ port, protocol: 'ANY' }],
    rules: { dns: names.map((matchPattern) => ({ matchPattern })) },
  },
]
const secret = (name: string) => ({ secret: { namespace: 'a', name } })

function refused(title: string, rule: object, judge: 'admission' | 'agent' = 'agent'): Case {
  return {
    rule: 44,
    title,
    world: forWeb(rule),
    rejected: [`${judge} a/p`],
    expect: { 'a/web > b/web': 'allowed' },
  }
}

const get = 'a/web > a/db tcp/80 http GET'

/** Rules 44 to 51: layer 7. */
export const layer7Cases: readonly Case[] = [
  refused('http on a port of any protocol', {
    egress: [{ toPorts: [{ ports: [{ port: '80' }], rules: { http: [{}] } }] }],
  }),
  refused('http on port 0', {
    egress: [{ toPorts: [{ ports: tcp('0'), rules: { http: [{}] } }] }],
  }),
  refused(
    'http and dns together',
    {
      egress: [
        { toPorts: [{ ports: tcp('80'), rules: { http: [{}], dns: [{ matchName: 'a.io' }] } }] },
      ],
    },
    'admission',
  ),
  refused('dns on ingress', { ingress: [{ toPorts: dns('53', '*') }] }),
  refused('dns without ports', {
    egress: [{ toPorts: [{ rules: { dns: [{ matchName: 'a.io' }] } }] }],
  }),
  refused('dns on a range', {
    egress: [
      {
        toPorts: [
          {
            ports: [{ port: '53', endPort: 54, protocol: 'UDP' }],
            rules: { dns: [{ matchName: 'a.io' }] },
          },
        ],
      },
    ],
  }),
  refused(
    'rules in a deny',
    {
      egressDeny: [{ toPorts: [{ ports: tcp('80'), rules: { http: [{}] } }] }],
    },
    'admission',
  ),
  refused(
    'rules that are empty',
    { egress: [{ toPorts: [{ ports: tcp('80'), rules: {} }] }] },
    'admission',
  ),
  {
    rule: 44,
    title: '`http: []` is no rule of layer 7',
    world: forWeb({ egress: [{ toPorts: [{ ports: tcp('80'), rules: { http: [] } }] }] }),
    expect: { 'a/web > a/db tcp/80': 'allowed', [`${get} /x`]: 'allowed' },
  },
  {
    rule: 45,
    title: 'a request passes where one rule of several lets it',
    world: [
      ...forWeb({ egress: [{ toEndpoints: [db], toPorts: http({ path: '/a' }) }] }),
      cnp('a/q', {
        endpointSelector: web,
        egress: [{ toEndpoints: [db], toPorts: http({ path: '/b' }) }],
      }),
    ],
    expect: {
      'a/web > a/db tcp/80': 'allowed egress:http',
      [`${get} /a`]: 'allowed',
      [`${get} /b`]: 'allowed',
      [`${get} /c`]: 'denied',
    },
  },
  ...(
    [
      ['of the same port', { toEndpoints: [db], toPorts: [{ ports: tcp('80') }] }],
      ['of layer 3', { toEndpoints: [db] }],
      ['of everybody', { toEntities: ['all'] }],
    ] as const
  ).map(
    ([what, rule]): Case => ({
      rule: 45,
      title: `a plain allow ${what} voids the rules of HTTP`,
      world: forWeb({ egress: [{ toEndpoints: [db], toPorts: http({ path: '/a' }) }, rule] }),
      expect: { 'a/web > a/db tcp/80': 'allowed', [`${get} /c`]: 'allowed' },
    }),
  ),
  {
    rule: 45,
    title: 'a deny comes first',
    world: forWeb({
      egress: [{ toEndpoints: [db], toPorts: http({ path: '/a' }) }],
      egressDeny: [{ toEndpoints: [db] }],
    }),
    expect: { [`${get} /a`]: 'denied' },
  },
  {
    rule: 46,
    title: 'an allow of the same port widens the names to all',
    world: forWeb({
      egress: [
        { toEndpoints: [db], toPorts: dns('53', 'a.io') },
        { toEndpoints: [db], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }] },
      ],
    }),
    expect: { 'a/web > a/db udp/53 dns b.io': 'allowed', 'a/web > a/db udp/53': 'allowed' },
  },
  ...(
    [
      ['of layer 3', { toEndpoints: [db] }],
      ['of port 0', { toEndpoints: [db], toPorts: [{ ports: [{ port: '0', protocol: 'ANY' }] }] }],
      [
        'of a range',
        { toEndpoints: [db], toPorts: [{ ports: [{ port: '50', endPort: 60, protocol: 'ANY' }] }] },
      ],
    ] as const
  ).map(
    ([what, rule]): Case => ({
      rule: 46,
      title: `an allow ${what} does not`,
      world: forWeb({ egress: [{ toEndpoints: [db], toPorts: dns('53', 'a.io') }, rule] }),
      expect: {
        'a/web > a/db udp/53 dns b.io': 'denied',
        'a/web > a/db udp/53 dns a.io': 'allowed',
        'a/web > a/db udp/53': 'allowed egress:dns',
      },
    }),
  ),
  {
    rule: 46,
    title: 'a peer outside of the rules for DNS is not looked at',
    world: forWeb({
      egress: [
        { toEndpoints: [db], toPorts: dns('53', 'a.io') },
        { toEndpoints: [{ matchLabels: { app: 'job' } }] },
      ],
    }),
    expect: { 'a/web > a/job udp/53 dns b.io': 'allowed', 'a/web > a/job udp/53': 'allowed' },
  },
  {
    rule: 47,
    title: 'path, method and host match the whole, and all that is given',
    world: forWeb({
      egress: [
        { toEndpoints: [db], toPorts: http({ path: '/a.*', method: 'GET|HEAD', host: 'x\\.io' }) },
      ],
    }),
    expect: {
      'a/web > a/db tcp/80 http GET /abc?q=1 x.io': 'allowed',
      'a/web > a/db tcp/80 http HEAD /a x.io': 'allowed',
      'a/web > a/db tcp/80 http POST /a x.io': 'denied',
      'a/web > a/db tcp/80 http GET /b x.io': 'denied',
      'a/web > a/db tcp/80 http GET /a xx.io': 'denied',
      'a/web > a/db tcp/80 http GETS /a x.io': 'denied',
    },
  },
  {
    rule: 47,
    title: '`{}` is every request, and headers are what a query does not say',
    world: [
      ...forWeb({ egress: [{ toEndpoints: [db], toPorts: http({}) }] }),
      cnp('a/q', {
        endpointSelector: db,
        egress: [{ toEndpoints: [{}], toPorts: http({ headers: ['X-A: b'] }) }],
      }),
      cnp('a/r', {
        endpointSelector: { matchLabels: { app: 'job' } },
        egress: [
          {
            toEndpoints: [{}],
            toPorts: http({ headerMatches: [{ name: 'X-A', value: 'b', mismatch: 'LOG' }] }),
          },
        ],
      }),
    ],
    expect: {
      [`${get} /c`]: 'allowed',
      'a/db > a/web tcp/80 http GET /c': 'may',
      'a/job > a/web tcp/80 http GET /c': 'allowed',
    },
  },
  {
    rule: 48,
    title: 'server names restrict the edge, of whatever protocol',
    world: forWeb({
      egress: [
        {
          toEntities: ['world'],
          toPorts: [{ ports: [{ port: '443', protocol: 'ANY' }], serverNames: ['a.io'] }],
        },
      ],
    }),
    expect: all(['a/web > world tcp/443', 'a/web > world udp/443'], 'allowed egress:tls'),
  },
  {
    rule: 48,
    title: 'with rules of layer 7 they need terminatingTLS',
    world: forWeb({
      egress: [
        {
          toEntities: ['world'],
          toPorts: [{ ports: tcp('443'), serverNames: ['a.io'], rules: { http: [{}] } }],
        },
      ],
    }),
    rejected: ['agent a/p'],
    expect: { 'a/web > b/web': 'allowed' },
  },
  {
    rule: 49,
    title:
      'two TLS contexts for one peer and port: the policy cannot be computed, either direction',
    world: forWeb({
      egress: ['one', 'two'].map((name) => ({
        toEndpoints: [db],
        toPorts: [{ ports: tcp('443'), terminatingTLS: secret(name) }],
      })),
    }),
    expect: {
      'a/web > a/job tcp/1': 'may',
      'a/db > a/web tcp/1': 'may',
      'a/db > a/job': 'allowed',
    },
  },
  {
    rule: 49,
    title: 'two kinds of layer 7 for one peer and port: the same',
    world: forWeb({
      egress: [
        { toEndpoints: [db], toPorts: [{ ports: tcp('80'), rules: { http: [{}] } }] },
        {
          toEndpoints: [db],
          toPorts: [{ ports: tcp('80'), rules: { dns: [{ matchPattern: '*' }] } }],
        },
      ],
    }),
    expect: { 'a/web > a/job tcp/1': 'may' },
  },
  {
    rule: 49,
    title: 'two modes of authentication for one peer and port: the same',
    world: forWeb({
      egress: ['required', 'test-always-fail'].map((mode) => ({
        toEndpoints: [db],
        authentication: { mode },
      })),
    }),
    expect: { 'a/web > a/job tcp/1': 'may' },
  },
  {
    rule: 50,
    title: 'authentication that always fails lets nobody through',
    world: forWeb({
      egress: [
        { toEndpoints: [db], authentication: { mode: 'test-always-fail' } },
        { toEndpoints: [{ matchLabels: { app: 'job' } }], authentication: { mode: 'required' } },
      ],
    }),
    expect: { 'a/web > a/db': 'denied', 'a/web > a/job': 'allowed' },
  },
  {
    rule: 51,
    title: 'where no policy denies by default, rules of layer 7 block nothing',
    world: [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        enableDefaultDeny: { egress: false },
        egress: [
          { toEndpoints: [db], toPorts: http({ path: '/a' }) },
          { toEndpoints: [db], toPorts: dns('53', 'a.io') },
        ],
      }),
    ],
    expect: { [`${get} /c`]: 'allowed', 'a/web > a/db udp/53 dns b.io': 'allowed' },
  },
]

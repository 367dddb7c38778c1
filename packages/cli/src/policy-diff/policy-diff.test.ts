import type { Json } from '@skyctl/core'
import { createProfile, diffPolicies, prepareWorld } from '@skyctl/policy-lib'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { foldItems } from './fold.ts'
import { itemsOf } from './items.ts'
import { quietChanges, renderMarkdown } from './render-policy-diff.ts'

const pods = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: pay }
---
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: web, labels: { app: web } }
spec: { containers: [{ name: web, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: cart, labels: { app: cart } }
spec: { containers: [{ name: cart, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: mail, labels: { app: mail } }
spec: { containers: [{ name: mail }] }
---
apiVersion: v1
kind: Pod
metadata: { namespace: pay, name: checkout, labels: { app: checkout } }
spec: { containers: [{ name: checkout, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { namespace: pay, name: db, labels: { app: db } }
spec: { containers: [{ name: db, ports: [{ name: sql, containerPort: 5432 }] }] }
`

function cnp(path: string, spec: string): string {
  const [namespace, name] = path.split('/')
  return `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { namespace: ${namespace}, name: ${name} }
spec: ${spec}
`
}

const deny = (namespace: string) =>
  cnp(`${namespace}/default-deny`, '{ endpointSelector: {}, ingress: [{}], egress: [{}] }')
const app = (name: string, rules: string) =>
  `{ endpointSelector: { matchLabels: { app: ${name} } }, ${rules} }`
const toDb = `egress: [{ toEndpoints: [{ matchLabels: { app: db } }], toPorts: [{ ports: [{ port: "5432", protocol: TCP }] }] }]`
const fromCheckout = `ingress: [{ fromEndpoints: [{ matchLabels: { app: checkout } }], toPorts: [{ ports: [{ port: sql, protocol: TCP }] }] }]`
const base = [
  pods,
  deny('pay'),
  cnp('pay/db', app('db', fromCheckout)),
  cnp('pay/checkout', app('checkout', toDb)),
]
const webPaths = (path: string) =>
  cnp(
    'shop/web',
    app(
      'web',
      `ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "8080", protocol: TCP }], rules: { http: [{ method: GET, path: ${path} }] } }] }]`,
    ),
  )
const dns =
  '{ toEntities: [cluster], toPorts: [{ ports: [{ port: "53", protocol: ANY }], rules: { dns: [{ matchPattern: "*" }] } }] }'
const fqdn = (name: string) =>
  `{ toFQDNs: [{ matchName: ${name} }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }`
const mail = (...rules: readonly string[]) =>
  cnp('shop/mail', app('mail', `egress: [${rules.join(', ')}]`))
const ports = (from: string) =>
  cnp(
    'shop/cart',
    app(
      'cart',
      `ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [${from}] }] }]`,
    ),
  )

interface Change {
  readonly title: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const changes: readonly Change[] = [
  {
    title: 'a new edge',
    before: base,
    after: [
      ...base,
      cnp(
        'pay/db-shop',
        app(
          'db',
          'ingress: [{ fromEndpoints: [{ matchLabels: { app: cart, "k8s:io.kubernetes.pod.namespace": shop } }], toPorts: [{ ports: [{ port: "5432", protocol: TCP }] }] }]',
        ),
      ),
    ],
  },
  {
    title: 'a removed default deny',
    before: base,
    after: base.filter((text) => text !== deny('pay')),
  },
  { title: 'a new default deny', before: base, after: [...base, deny('shop')] },
  {
    title: 'a deny that cuts everything',
    before: base,
    after: [
      ...base,
      cnp('pay/lockdown', '{ endpointSelector: {}, ingressDeny: [{ fromEntities: [all] }] }'),
    ],
  },
  {
    title: 'rules of layer 7 that a broader one voids',
    before: [pods, webPaths('/public')],
    after: [
      pods,
      webPaths('/public'),
      cnp(
        'shop/web-debug',
        app(
          'web',
          'ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }]',
        ),
      ),
    ],
  },
  { title: 'other paths', before: [pods, webPaths('/public')], after: [pods, webPaths('/.*')] },
  {
    title: 'a selector on a label that Cilium drops',
    before: base,
    after: base.map((text) =>
      text
        .replace(
          'metadata: { namespace: pay, name: db, labels: { app: db } }',
          'metadata: { namespace: pay, name: db, labels: { app: db, pod-template-hash: x } }',
        )
        .replace(
          app('db', fromCheckout),
          app('db', fromCheckout.replace('app: checkout', 'pod-template-hash: x')),
        ),
    ),
  },
  {
    title: 'labels of a pod that policies select by',
    before: base,
    after: base.map((text) => text.replace('labels: { app: checkout }', 'labels: { app: till }')),
  },
  {
    title: 'a new workload',
    before: base,
    after: [
      ...base,
      `
apiVersion: apps/v1
kind: Deployment
metadata: { namespace: pay, name: refunds }
spec: { template: { metadata: { labels: { app: refunds } }, spec: { containers: [] } } }
`,
      cnp(
        'pay/refunds',
        app(
          'refunds',
          'egress: [{ toEndpoints: [{ matchLabels: { app: checkout } }], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }]',
        ),
      ),
      cnp(
        'pay/checkout-refunds',
        app(
          'checkout',
          'ingress: [{ fromEndpoints: [{ matchLabels: { app: refunds } }], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }]',
        ),
      ),
    ],
  },
  {
    title: 'a renamed app',
    before: base,
    after: base.map((text) => text.replaceAll('checkout', 'till')),
  },
  {
    title: 'the same in other words',
    before: base,
    after: base.map((text) =>
      text === cnp('pay/db', app('db', fromCheckout))
        ? cnp('pay/db', app('db', fromCheckout.replace('port: sql', 'port: "5432"')))
        : text,
    ),
  },
  {
    title: 'a policy under another name',
    before: base,
    after: base.map((text) => text.replace('name: default-deny', 'name: deny-by-default')),
  },
  {
    title: 'a name outside',
    before: [pods, mail(dns)],
    after: [pods, mail(dns, fqdn('api.example.com'))],
  },
  {
    title: 'a wider range of ports',
    before: [pods, ports('{ port: "8080", protocol: TCP }')],
    after: [pods, ports('{ port: "8000", endPort: 8999, protocol: TCP }')],
  },
  {
    title: 'a default deny that is switched off',
    before: base,
    after: base.map((text) =>
      text === deny('pay')
        ? text.replace(
            'ingress: [{}]',
            'enableDefaultDeny: { ingress: false, egress: false }, ingress: [{}]',
          )
        : text,
    ),
  },
  {
    title: 'a policy that Cilium refuses',
    before: base,
    after: base.map((text) =>
      text === deny('pay')
        ? text.replace('ingress: [{}]', 'ingress: [{ fromEndpoints: [{}], fromEntities: [all] }]')
        : text,
    ),
  },
  {
    title: 'the internet let in',
    before: base,
    after: [
      ...base,
      cnp(
        'pay/public',
        app(
          'checkout',
          'ingress: [{ fromEntities: [world], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }]',
        ),
      ),
    ],
  },
  {
    title: 'something that manifests cannot decide',
    before: [pods, mail(dns)],
    after: [
      pods,
      mail(
        dns,
        '{ toServices: [{ k8sService: { serviceName: x, namespace: shop } }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }',
      ),
    ],
  },
]

function worldOf(texts: readonly string[]) {
  return prepareWorld(
    texts.flatMap((text, at) =>
      parseAllDocuments(text).map((document, index) => ({
        value: document.toJS() as Json,
        file: at === 0 ? 'pods.yaml' : `policy-${at}.yaml`,
        index,
        locate: () => ({ line: 1, column: 1 }),
      })),
    ),
    { profile: createProfile() },
  )
}

function report(before: readonly string[], after: readonly string[]): string {
  const diff = diffPolicies(worldOf(before), worldOf(after))
  const items = foldItems(new Map([['production', itemsOf(diff)]]))
  return renderMarkdown(items, quietChanges([diff], items))
}

describe('the report of', () => {
  it.each(changes)('$title', async ({ title, before, after }) => {
    await expect(report(before, after)).toMatchFileSnapshot(
      `__reports__/${title.replaceAll(' ', '-')}.md`,
    )
  })

  it.each(changes)('$title, taken back, says as much', ({ before, after }) => {
    const forth = diffPolicies(worldOf(before), worldOf(after))
    const back = diffPolicies(worldOf(after), worldOf(before))
    const ports = (diffs: typeof forth, key: 'gained' | 'lost') =>
      diffs.connections
        .map(({ from, to, change }) => JSON.stringify([from, to, change[key]]))
        .filter((text) => !text.endsWith('[]]'))
        .sort()
    expect(ports(back, 'lost')).toEqual(ports(forth, 'gained'))
    expect(back.came.workloads).toEqual(forth.went.workloads)
  })

  it('nothing at all', () => {
    expect(report(base, base)).toBe('**No connection changes.**\n')
    expect(
      report(
        base,
        [...base].reverse().map((text) => text),
      ),
    ).toContain('No connection changes')
  })
})

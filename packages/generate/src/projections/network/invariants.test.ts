import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type ExplainedEntry,
  type ExplainedSide,
  explainQuery,
  type PreparedWorld,
  parsePeer,
  parsePort,
  prepareWorld,
  readProfile,
  renderExplanation,
} from '@skyctl/policy-lib'
import { describe, expect, it } from 'vitest'
import '@skyctl/policy-lib/vitest'
import { readManifests } from '../../validate/read-manifests.ts'

/** What must hold of who can talk to whom in the reference platform, whatever its apps say: a line each, over the committed tree. */

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

function worldOf(environment: string): PreparedWorld {
  const { files, problems } = readManifests(root, [`generated/${environment}`])
  expect(problems).toEqual([])
  const profile = files.find(({ file }) => file.endsWith('/world/profile.yaml'))
  const stated = profile?.documents[0]?.document.value as { cilium?: unknown } | undefined
  return prepareWorld(
    files
      .filter((file) => file !== profile && !file.file.includes('/cluster/'))
      .flatMap(({ file, documents, locate }) =>
        documents.map(({ document }) => ({
          value: document.value,
          file,
          index: document.index,
          locate: (pointer: string) => locate(document.index, pointer),
        })),
      ),
    { profile: readProfile(stated?.cilium).profile },
  )
}

const systemNamespaces = new Set([
  'kube-system',
  'argocd',
  'cert-manager',
  'external-secrets',
  'node-agents',
])

interface Facts {
  /** An address of a load balancer: one of the VPC. */
  readonly balancer: string
  readonly region: string
}

const environments: Readonly<Record<string, Facts>> = {
  development: { balancer: '10.10.0.9', region: 'eu-west-1' },
  staging: { balancer: '10.20.0.9', region: 'eu-west-1' },
  production: { balancer: '10.30.0.9', region: 'eu-west-1' },
  dr: { balancer: '10.40.0.9', region: 'eu-central-1' },
}

describe.each(Object.entries(environments))('in %s', (environment, { balancer, region }) => {
  const world = worldOf(environment)
  const apps = world.world.workloads
    .filter(({ namespace, hostNetwork }) => !systemNamespaces.has(namespace) && !hostNetwork)
    .map(({ kind, namespace, name, ports }) => ({
      path: `${namespace}/${name}`,
      peer: `${kind}/${namespace}/${name}`,
      ports,
    }))
  const everyone = apps.map(({ path }) => path)
  const except = (...paths: readonly string[]) => everyone.filter((path) => !paths.includes(path))
  const database = `cloudforcesky-${environment}-orders.abc.${region}.rds.amazonaws.com`

  it('reads policies that Cilium takes, and a dozen apps', () => {
    expect(world.rejections).toEqual([])
    expect(apps.length).toBeGreaterThan(12)
  })

  it('nobody but checkout reaches payment', () => {
    expect(world).toAllow('payments/checkout', 'payments/payment', 'tcp/50051')
    for (const app of except('payments/checkout', 'payments/payment')) {
      expect(world).toDeny(app, 'payments/payment', 'tcp/50051')
    }
  })

  it('nobody but the carts reaches their Redis', () => {
    for (const app of except('cart/cart', 'cart/cart-cleanup', 'cart/redis-cart')) {
      expect(world).toDeny(app, 'cart/redis-cart', 'tcp/6379')
    }
    expect(world).toAllow('cart/cart', 'cart/redis-cart', 'tcp/6379')
  })

  it('nobody but orders reaches the order database', () => {
    for (const app of except('orders/orders', 'orders/orders-migrate')) {
      expect(world).toDeny(app, database, 'tcp/5432')
    }
    expect(world).not.toDeny('orders/orders', database, 'tcp/5432')
  })

  it('nobody but payment reaches Stripe', () => {
    for (const app of except('payments/payment'))
      expect(world).toDeny(app, 'api.stripe.com', 'tcp/443')
    expect(world).not.toDeny('payments/payment', 'api.stripe.com', 'tcp/443')
  })

  it('no app reaches the internet, nor is it reached from there', () => {
    for (const { peer, ports } of apps) {
      expect(world).toDeny(peer, 'world', 'tcp/443')
      for (const { port } of ports) expect(world).toDeny('203.0.113.7', peer, `tcp/${port}`)
    }
  })

  it('a load balancer reaches the apps that have an ingress, and no other', () => {
    const open = ['storefront/frontend', 'catalog/search', 'storefront/status']
    for (const { path, peer, ports } of apps) {
      for (const { port } of ports) {
        if (open.includes(path)) continue
        expect(world).toDeny(balancer, peer, `tcp/${port}`)
      }
    }
    expect(world).not.toDeny(balancer, 'storefront/frontend', 'tcp/8080')
  })

  it('the kubelet probes every app', () => {
    for (const { peer, ports } of apps) {
      for (const { port } of ports) expect(world).toAllow('host', peer, `tcp/${port}`)
    }
  })

  it('every app finds the names of Services, and asks for no stranger', () => {
    for (const { peer } of apps) {
      expect(world).toAllow(peer, 'kube-system/coredns', 'udp/53', {
        dns: 'cart.cart.svc.cluster.local',
      })
      expect(world).toDeny(peer, 'kube-system/coredns', 'udp/53', { dns: 'exfiltrate.example.com' })
    }
  })

  it('the components of the cluster are not locked out', () => {
    expect(world).toAllow('kube-system/metrics-server', 'kube-apiserver', 'tcp/443')
    expect(world).toAllow('kube-apiserver', 'kube-system/metrics-server', 'tcp/10250')
    expect(world).toAllow('kube-system/coredns', '203.0.113.53', 'udp/53')
  })
})

/** Flows of each kind, with the policies that decide each side: `default` where none does, `none` where nothing is enforced. */
const flows: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    'storefront/frontend',
    'payments/checkout',
    'tcp/5050',
    'allowed',
    'storefront/frontend',
    'payments/checkout',
  ],
  ['storefront/ad', 'payments/payment', 'tcp/50051', 'denied', 'default', 'default'],
  ['payments/payment', 'api.stripe.com', 'tcp/443', 'allowed', 'payments/payment', 'none'],
  ['10.30.0.9', 'storefront/frontend', 'tcp/8080', 'allowed', 'none', 'storefront/frontend'],
  ['host', 'cart/cart', 'tcp/7070', 'allowed', 'none', 'the local node is let in'],
  [
    'orders/orders',
    'cloudforcesky-production-orders.abc.eu-west-1.rds.amazonaws.com',
    'tcp/5432',
    'allowed',
    'orders/orders',
    'none',
  ],
  ['storefront/frontend', '203.0.113.7', 'tcp/443', 'denied', 'default', 'none'],
  ['cart/cart', 'kube-system/coredns', 'udp/53', 'allowed', 'cluster-dns', 'default'],
  ['kube-system/metrics-server', 'kube-apiserver', 'tcp/443', 'allowed', 'default', 'none'],
  [
    'cart/cart-cleanup',
    'cart/redis-cart',
    'tcp/6379',
    'allowed',
    'cart/cart-cleanup',
    'cart/redis-cart',
  ],
]

describe('the explanation', () => {
  const world = worldOf('production')

  it.each(flows)(
    'of %s to %s on %s names what decides',
    (from, to, port, verdict, egress, ingress) => {
      const [source, target, on] = [parsePeer(from), parsePeer(to), parsePort(port)]
      if (source === undefined || target === undefined || on === undefined)
        throw new Error('no flow')
      const explained = explainQuery(world, { from: source, to: target, ...on })
      if ('faults' in explained) throw new Error(explained.faults.join('; '))
      const {
        answer,
        flows: [flow],
      } = explained.explanation
      const text = renderExplanation(explained.explanation)
      expect(answer.verdict).toBe(verdict)
      expect([deciderOf(flow?.egress), deciderOf(flow?.ingress)]).toEqual([egress, ingress])
      for (const { where } of [...winnersOf(flow?.egress), ...winnersOf(flow?.ingress)]) {
        const line = readFileSync(join(root, where.file ?? ''), 'utf8').split('\n')[
          (where.line ?? 0) - 1
        ]
        // A rule is an item of its section.
        expect(line).toMatch(/^ {2}- /)
        expect(text).toContain(`(${where.file}:${where.line})`)
      }
      expect(text).not.toMatch(/fqdn:|cidr:|reserved:/)
    },
  )
})

function winnersOf(side: ExplainedSide | undefined): readonly ExplainedEntry[] {
  return (side?.entries ?? []).filter(({ isWinner, policy }) => isWinner && policy !== '')
}

function deciderOf(side: ExplainedSide | undefined): string {
  if (side === undefined || side.verdict === 'none') return 'none'
  if (side.isDefault) return 'default'
  const names = winnersOf(side).map(({ policy }) => policy.split(' ')[1])
  return names.length === 0 ? 'the local node is let in' : [...new Set(names)].join(' and ')
}

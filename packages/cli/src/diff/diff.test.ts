import { treeFindings } from '@skyctl/generate/tree-findings'
import { validatorCache } from '@skyctl/generate/validator-cache'
import { describe, expect, it } from 'vitest'
import { createReadOnce, sideOf } from '../policy-diff/read-sides.ts'
import { schemas } from '../testing/workspace.ts'
import { renderReport, reportJson } from './render-report.ts'
import { compareTrees } from './report.ts'

type Files = Readonly<Record<string, string>>

const profile = `cilium: { ciliumVersion: "1.20" }
guardrails: { environment: ENV, level: baseline, kubernetesVersion: "1.35", region: "", mandatoryTags: [], suppressions: [], pending: [] }
`
const deployment = (name: string, { image = 'web:1', replicas = 2 } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
      - name: ${name}
        image: registry.example.com/${image}
        resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
        ports: [{ name: http, containerPort: 8080 }]
`
const service = (name: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: http }] }
`
const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: db, namespace: shop }
spec: { storageClassName: gp3, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`
const deny = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: default-deny, namespace: shop }
spec: { endpointSelector: {}, ingress: [{}] }
`
const allow = (from: string, rules = '') => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress: [{ fromEndpoints: [{ matchLabels: { app: ${from} } }], toPorts: [{ ports: [{ port: "8080", protocol: TCP }]${rules} }] }]
`
const secret = `apiVersion: v1
kind: Secret
metadata: { name: web, namespace: shop }
data: { token: aHVudGVyMg== }
`
const base: Files = {
  'apps/web/deployment.yaml': deployment('web'),
  'apps/web/service.yaml': service('web'),
  'apps/api/deployment.yaml': deployment('api'),
  'apps/api/service.yaml': service('api'),
  'apps/api/policy.yaml': allow('web'),
  'platform/policies/deny.yaml': deny,
}
const rename = (files: Files, from: string, to: string): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path.replace(`apps/${from}/`, `apps/${to}/`),
      path.startsWith(`apps/${from}/`)
        ? text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to)
        : text,
    ]),
  )
const without = (files: Files, ...paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)))

interface Change {
  readonly title: string
  readonly before?: Files
  readonly after: Files
  /** Of another environment, where it is not the same. */
  readonly live?: Files
}

const changes: readonly Change[] = [
  { title: 'nothing', after: { ...base } },
  {
    title: 'an image in every environment',
    after: { ...base, 'apps/web/deployment.yaml': deployment('web', { image: 'web:2' }) },
  },
  {
    title: 'more replicas in one environment',
    after: base,
    live: { ...base, 'apps/web/deployment.yaml': deployment('web', { replicas: 6 }) },
  },
  { title: 'a renamed app', after: rename(base, 'web', 'shopfront') },
  {
    title: 'a renamed app with a volume',
    before: { ...base, 'apps/web/claim.yaml': claim.replace('name: db', 'name: web') },
    after: rename(
      { ...base, 'apps/web/claim.yaml': claim.replace('name: db', 'name: web') },
      'web',
      'shopfront',
    ),
  },
  {
    title: 'an app that is gone with its volume',
    before: { ...base, 'apps/db/claim.yaml': claim, 'apps/db/deployment.yaml': deployment('db') },
    after: base,
  },
  {
    title: 'a volume that Argo CD may not prune',
    before: {
      ...base,
      'apps/db/claim.yaml': claim.replace(
        'namespace: shop }',
        'namespace: shop, annotations: { argocd.argoproj.io/sync-options: "Prune=false" } }',
      ),
    },
    after: base,
  },
  {
    title: 'a policy in another file',
    after: { ...without(base, 'apps/api/policy.yaml'), 'apps/api/network.yaml': allow('web') },
  },
  {
    title: 'the same in another order',
    after: {
      ...base,
      'apps/api/service.yaml': `kind: Service\n${service('api').replace('kind: Service\n', '')}`,
    },
  },
  { title: 'a removed default deny', after: without(base, 'platform/policies/deny.yaml') },
  {
    title: 'a new edge',
    after: {
      ...base,
      'apps/api/extra.yaml': allow('job').replace('name: api', 'name: job'),
      'apps/job/deployment.yaml': deployment('job'),
    },
    before: { ...base, 'apps/job/deployment.yaml': deployment('job') },
  },
  {
    title: 'a deny that cuts everything',
    after: {
      ...base,
      'platform/policies/lockdown.yaml': deny
        .replace('default-deny', 'lockdown')
        .replace('ingress: [{}]', 'ingressDeny: [{ fromEntities: [all] }]'),
    },
  },
  {
    title: 'paths that a broader rule voids',
    before: { ...base, 'apps/api/policy.yaml': allow('web', ', rules: { http: [{ path: /v1 }] }') },
    after: {
      ...base,
      'apps/api/policy.yaml': allow('web', ', rules: { http: [{ path: /v1 }] }'),
      'apps/api/debug.yaml': allow('web').replace('name: api', 'name: debug'),
    },
  },
  {
    title: 'a label that Cilium drops',
    after: {
      ...base,
      'apps/api/policy.yaml': allow('web').replace(
        'matchLabels: { app: web }',
        'matchLabels: { pod-template-hash: x }',
      ),
    },
  },
  { title: 'a new finding', after: { ...base, 'apps/web/secret.yaml': secret } },
  {
    title: 'a finding that is fixed',
    before: { ...base, 'apps/web/secret.yaml': secret },
    after: base,
  },
  {
    title: 'a deleted namespace',
    before: {
      ...base,
      'platform/namespaces/ns.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    },
    after: base,
  },
]

const read = createReadOnce()

function treeOf(test: Files, live: Files) {
  const environment = (name: string, files: Files) => [
    [`${name}/world/profile.yaml`, profile.replace('ENV', name)] as const,
    ...Object.entries(files).map(([path, text]) => [`${name}/${path}`, text] as const),
  ]
  return sideOf(new Map([...environment('live', live), ...environment('test', test)]), read)
}

function compare({ before = base, after, live }: Change) {
  return compareTrees(treeOf(before, before), treeOf(after, live ?? after), {
    schemas,
    cache: validatorCache(schemas),
    flags: { dialect: 'cilium' },
    findingsOf: treeFindings,
  })
}

describe('the report of', () => {
  it.each(changes)('$title', async (change) => {
    const report = renderReport(await compare(change), 'skyctl diff')
    await expect(report).toMatchFileSnapshot(`__reports__/${change.title.replaceAll(' ', '-')}.md`)
  })
})

describe('renderReport', () => {
  it('leaves whole sections out where it would be too long, and says which', async () => {
    const report = await compare(
      changes.find(({ title }) => title === 'an app that is gone with its volume') as Change,
    )
    const whole = renderReport(report, 'skyctl diff main')
    const short = renderReport(report, 'skyctl diff main', Buffer.byteLength(whole) - 100)
    expect(short.split('\n')[0]).toBe(whole.split('\n')[0])
    expect(short).toContain('Left out, since it is too long for a comment: ')
    expect(short).toContain('All of it: `skyctl diff main`')
    expect(short.length).toBeLessThan(whole.length)
  })

  it('lets no text of a manifest format the comment or call anybody', async () => {
    const evil = deployment('web', { image: 'web:2' }).replace(
      'registry.example.com/web:2',
      '"@everyone <b>`x`</b> [a](b) | #1"',
    )
    const report = renderReport(
      await compare({ title: '', after: { ...base, 'apps/web/deployment.yaml': evil } }),
      'skyctl diff',
    )
    expect(report).not.toMatch(/@everyone|<b>|[^\\]`x|[^\\]\[a[^\\]/)
  })

  it('says in JSON what it says in words', async () => {
    const [first] = changes.slice(-1)
    const json = reportJson(await compare(first as Change)) as {
      headline: string
      objects: { kind: string }[]
    }
    expect(json.headline).toContain('Namespace shop')
    expect(json.objects.map(({ kind }) => kind)).toEqual(['removed'])
  })
})

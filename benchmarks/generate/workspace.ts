import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How many apps and environments a synthetic workspace has. */
export interface Size {
  readonly apps: number
  readonly environments: number
}

/** What the synthetic app of one number is called and calls: the floor builds its objects from the same facts. */
export interface SyntheticApp {
  readonly index: number
  readonly name: string
  readonly team: string
  readonly tag: string
  /** Apps that it talks to. */
  readonly peers: readonly string[]
  /** Apps that talk to it, in their order. */
  readonly callers: readonly string[]
}

export const company = 'acme'
export const domainOf = (environment: string) => `${environment}.shop.example.com`

const teams = ['storefront', 'cart', 'catalog', 'payments', 'orders', 'search', 'mail', 'reports']
const environmentNames = ['development', 'staging', 'production']

/** Every this many apps, the environments give one more room. */
const overriddenEvery = 10

export function sizeLabel({ apps, environments }: Size): string {
  return `${apps}x${environments}`
}

export function environmentsOf(size: Size): string[] {
  return Array.from(
    { length: size.environments },
    (_, index) => environmentNames[index] ?? `environment-${index + 1}`,
  )
}

export function appsOf(size: Size): SyntheticApp[] {
  const placeOf = (index: number) => (index + size.apps * 7) % size.apps
  const nameOf = (index: number) => `app-${String(placeOf(index) + 1).padStart(4, '0')}`
  const namesOf = (indexes: readonly number[]) => [...new Set(indexes.map(nameOf))]
  return Array.from({ length: size.apps }, (_, index) => ({
    index,
    name: nameOf(index),
    team: teams[index % teams.length] ?? '',
    tag: `v1.${index % 40}.0`,
    peers: namesOf([index + 1, index + 7]),
    callers: namesOf([index - 1, index - 7]).sort(),
  }))
}

/** Teams that have an app. */
export function teamsOf(size: Size): string[] {
  return [...new Set(appsOf(size).map((app) => app.team))].sort()
}

export const cidrOf = (environment: string) =>
  `10.${10 + Math.max(0, environmentNames.indexOf(environment))}.0.0/16`

/** Pods at most, in every environment. */
export function maxReplicas(app: SyntheticApp): number {
  return app.index % overriddenEvery === 0 ? 12 : 6
}

export const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
export const imageRepository = (app: SyntheticApp) => `registry.example.com/${app.team}/${app.name}`

export const configText = (app: SyntheticApp) => `log:
  level: info
  format: json
server:
  name: ${app.name}
  timeoutSeconds: 15
features: [search, discounts]
`

/** The folder that a run reads: environments, apps, and the one component that no cluster goes without. */
export function writeWorkspace(root: string, size: Size): void {
  mkdirSync(join(root, 'environments'), { recursive: true })
  writeFileSync(join(root, 'environments/defaults.yaml'), defaultsSource(size))
  environmentsOf(size).forEach((name) => {
    writeFileSync(join(root, `environments/${name}.yaml`), environmentSource(name, size))
  })
  for (const app of appsOf(size)) writeApp(root, app)
  mkdirSync(join(root, 'platform/policies'), { recursive: true })
  writeFileSync(join(root, 'platform/policies/component.ts'), policiesSource(size))
}

/** One `app.ts`; with another tag it is the edit that one developer makes. */
export function writeApp(root: string, app: SyntheticApp): void {
  mkdirSync(join(root, 'apps', app.name), { recursive: true })
  writeFileSync(join(root, 'apps', app.name, 'app.ts'), appSource(app))
}

function defaultsSource(size: Size): string {
  const team = (name: string) =>
    `  ${name}:\n    description: Team ${name}\n    github: "@acme/${name}"\n`
  return `company: ${company}
repository:
  url: https://github.com/acme/platform.git
  revision: refs/heads/main
imageRegistry: 444455556666.dkr.ecr.eu-west-1.amazonaws.com
teams:
${teamsOf(size).map(team).join('')}kubernetes:
  version: "1.35"
mandatoryTags: [cost-center, environment]
tags:
  cost-center: cc-1
budget:
  alertPercent: [80, 100]
  subscribers: [cloud-costs@example.com]
guardrails:
  level: baseline
`
}

function environmentSource(name: string, size: Size): string {
  const overrides = appsOf(size)
    .filter((app) => app.index % overriddenEvery === 0)
    .map((app) => `  ${app.name}:\n    replicas: { max: ${maxReplicas(app)} }\n`)
  return `account: "444455556666"
region: eu-west-1
zones: [eu-west-1a, eu-west-1b, eu-west-1c]
domain: ${domainOf(name)}
network:
  cidr: ${cidrOf(name)}
  nat: HighlyAvailable
nodeGroups:
  general:
    instanceTypes: [m7i.large]
    min: 3
    max: 6
tags:
  environment: ${name}
budget:
  monthlyUsd: 2500
apps:
${overrides.join('')}`
}

function appSource(app: SyntheticApp): string {
  const addresses = app.peers.map(
    (peer, index) => `    PEER_${index + 1}: addressOf('${peer}', 'http', 'http-url'),\n`,
  )
  return `import { addressOf, defineApp, environmentValue, podField } from '@skyctl/model'
import { ApiObject } from 'cdk8s'

export default defineApp({
  kind: 'Deployment',
  description: 'Synthetic app ${app.name}',
  team: '${app.team}',
  image: { repository: '${imageRepository(app)}', tag: '${app.tag}', digest: '${digest}' },
  ports: {
    http: { port: 8080, servicePort: 80, appProtocol: 'http' },
    metrics: { port: 9090 },
  },
  env: {
    PORT: '8080',
    REGION: environmentValue('region'),
    POD_NAME: podField('metadata.name'),
${addresses.join('')}  },
  talksTo: { apps: { ${app.peers.map((peer) => `'${peer}': 'http'`).join(', ')} } },
  files: { '/etc/app/config.yaml': ${JSON.stringify(configText(app))} },
  volumes: { tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '64Mi' } },
  probes: {
    readiness: { check: { http: { path: '/ready', port: 'http' } }, periodSeconds: 5 },
    liveness: { check: { http: { path: '/live', port: 'http' } } },
  },
  resources: {
    cpu: { request: '100m', limit: '500m' },
    memory: { request: '128Mi', limit: '256Mi' },
  },
  scaling: { min: 2, max: 6, cpuPercent: 70 },
  disruption: { maxUnavailable: '25%' },
  spread: { zones: 'required', hosts: 'preferred' },
  ingress: { port: 'http', host: '${app.name}', scheme: 'internet-facing', waf: 'public', healthPath: '/ready' },
  constructs: (chart, { app, namespace, labels, selector }) => {
    new ApiObject(chart, 'callers', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: \`\${app}-callers\`, namespace, labels: { ...labels } },
      spec: {
        endpointSelector: { matchLabels: { ...selector } },
        ingress: [
          {
            fromEntities: ['cluster'],
            toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
          },
        ],
      },
    })
  },
})
`
}

/** Denies what no policy allows, in the namespace of every team. */
function policiesSource(size: Size): string {
  return `import { defineComponent } from '@skyctl/model'
import { z } from 'zod'

export default defineComponent({
  description: 'Nothing but what policies allow',
  team: '${teamsOf(size)[0]}',
  namespace: 'kube-system',
  namespaceExists: true,
  options: z.strictObject({}),
  build: ({ apps }) => ({
    objects: [
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumClusterwideNetworkPolicy',
        metadata: { name: 'default-deny' },
        spec: {
          endpointSelector: {
            matchExpressions: [
              {
                key: 'k8s:io.kubernetes.pod.namespace',
                operator: 'In',
                values: [...new Set(apps.map(({ namespace }) => namespace))].sort(),
              },
            ],
          },
          ingress: [{}],
          egress: [{}],
        },
      },
    ],
  }),
})
`
}

import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineChart } from '../component/define-chart.ts'
import { defineComponent } from '../component/define-component.ts'
import { appSchema } from './app-schema.ts'
import { type AppInput, defineApp } from './define-app.ts'
import { addressOf } from './references.ts'

/*
 * What must not type-check. The compiler is the test: `npm test` runs it over this file, and an unused
 * `@ts-expect-error` is an error. App, port, team and component names are those of the reference workspace.
 */

const common = {
  description: 'A sample',
  team: 'storefront',
  image: { repository: 'registry.example.com/sample', tag: '1.0.0' },
  resources: {
    cpu: { request: '10m', limit: '100m' },
    memory: { request: '16Mi', limit: '32Mi' },
  },
} as const satisfies Partial<AppInput>

const scaling = { min: 1, max: 2, cpuPercent: 70 }
const port = { http: { port: 8080 } }

const right: readonly AppInput[] = [
  { ...common, kind: 'Deployment', replicas: 2 },
  {
    ...common,
    kind: 'Deployment',
    scaling,
    ports: port,
    ingress: { port: 'http', scheme: 'internal' },
  },
  { ...common, kind: 'StatefulSet', storage: { data: { mountPath: '/data', size: '1Gi' } } },
  { ...common, kind: 'DaemonSet' },
  { ...common, kind: 'Job' },
  { ...common, kind: 'CronJob', schedule: '@daily' },
  { ...common, kind: 'Deployment', talksTo: { apps: { cart: 'grpc', status: ['http', 'grpc'] } } },
  { ...common, kind: 'Deployment', dependsOn: ['cilium'], environments: ['production'] },
]

// @ts-expect-error replicas beside scaling: the autoscaler owns the number
defineApp({ ...common, kind: 'Deployment', replicas: 2, scaling })

// @ts-expect-error a StatefulSet without storage
defineApp({ ...common, kind: 'StatefulSet' })

// @ts-expect-error a CronJob without a schedule
defineApp({ ...common, kind: 'CronJob' })

// @ts-expect-error an unknown app
defineApp({ ...common, kind: 'Deployment', talksTo: { apps: { crat: 'grpc' } } })

// @ts-expect-error an unknown port of a known app
defineApp({ ...common, kind: 'Deployment', talksTo: { apps: { cart: 'http' } } })

// @ts-expect-error the address of an unknown app
addressOf('crat', 'grpc')

// @ts-expect-error the address of an unknown port
addressOf('cart', 'http')

// @ts-expect-error an unknown team
defineApp({ ...common, kind: 'Deployment', team: 'storefrnt' })

// @ts-expect-error an unknown environment
defineApp({ ...common, kind: 'Deployment', environments: ['prod'] })

// @ts-expect-error an unknown component
defineApp({ ...common, kind: 'Deployment', dependsOn: ['celium'] })

// @ts-expect-error an app among the components: apps never wait for apps
defineApp({ ...common, kind: 'Deployment', dependsOn: ['cart'] })

const exposed = { port: 'http', scheme: 'internet-facing' } as const
// @ts-expect-error an internet-facing ingress without a web ACL
defineApp({ ...common, kind: 'Deployment', ports: port, ingress: exposed })

// @ts-expect-error an ingress to a Job
defineApp({ ...common, kind: 'Job', ingress: { port: 'http', scheme: 'internal' } })

// @ts-expect-error replicas of a DaemonSet
defineApp({ ...common, kind: 'DaemonSet', replicas: 2 })

// @ts-expect-error a schedule of a Deployment
defineApp({ ...common, kind: 'Deployment', schedule: '@daily' })

// @ts-expect-error a misspelt property
defineApp({ ...common, kind: 'Deployment', replica: 2 })

const unlimited = { cpu: { request: '1' }, memory: { request: '1Gi' } }
// @ts-expect-error requests without limits
defineApp({ ...common, kind: 'Deployment', resources: unlimited })

const chart = defineChart({
  repository: 'https://charts.example.com',
  chart: 'sample',
  version: '1.0.0',
  values: z.strictObject({ replicas: z.int() }),
})

defineComponent({
  description: 'A sample',
  team: 'platform',
  namespace: 'sample',
  options: z.strictObject({ replicas: z.int().default(1) }),
  build: ({ options }) => ({
    // @ts-expect-error a misspelt chart value
    chart: chart({ release: 'sample', values: { replica: options.replicas } }),
  }),
})

it('accepts at run time what type-checks', () => {
  for (const input of right) expect(appSchema.safeParse(input).error).toBeUndefined()
})

it('refuses at run time what the compiler was not asked about', () => {
  const wrong = [
    { ...common, kind: 'Deployment', replicas: 2, scaling },
    { ...common, kind: 'StatefulSet' },
    { ...common, kind: 'StatefulSet', storage: {} },
    { ...common, kind: 'Deployment', scaling: { min: 3, max: 2, cpuPercent: 70 } },
    { ...common, kind: 'Deployment', scaling: { min: 1, max: 2 } },
    { ...common, kind: 'Deployment', disruption: { maxUnavailable: 0 } },
    { ...common, kind: 'Deployment', disruption: { maxUnavailable: '0%' } },
    { ...common, kind: 'Deployment', files: { '/etc/../passwd': '' } },
    { ...common, kind: 'Deployment', image: { repository: 'a/b', tag: '1', digest: 'sha256:1' } },
    { ...common, kind: 'Pod' },
  ]
  expect(wrong.filter((input) => appSchema.safeParse(input).success)).toEqual([])
})

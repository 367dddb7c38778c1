import type { Manifest } from '@skyctl/core'
import {
  type AppInput,
  appSchema,
  type ComponentDefinition,
  completeEnvironment,
  defineApp,
  type Environment,
  type EnvironmentInput,
  environmentSchema,
} from '@skyctl/model'
import type { LoadedApp, Workspace } from '../load/workspace.ts'

/** An environment with the few values that must be given. */
export function sampleEnvironment(
  name = 'live',
  overrides: Partial<EnvironmentInput> = {},
): Environment {
  return completeEnvironment(
    name,
    `environments/${name}.yaml`,
    environmentSchema.parse({
      company: 'acme',
      repository: { url: 'https://git.example.com/platform.git', revision: 'refs/heads/main' },
      imageRegistry: 'registry.example.com',
      teams: {
        shop: { description: 'Sells', github: '@acme/shop' },
        base: { description: 'Runs the clusters', github: '@acme/base', namespace: 'agents' },
      },
      account: '111122223333',
      region: 'eu-west-1',
      zones: ['eu-west-1a', 'eu-west-1b'],
      kubernetes: {},
      network: { cidr: '10.20.0.0/16', nat: 'Single' },
      nodeGroups: { general: { instanceTypes: ['m7i.large'], min: 1, max: 2 } },
      domain: `${name}.example.com`,
      tags: { owner: 'base' },
      budget: { monthlyUsd: 1, subscribers: ['costs@example.com'] },
      ...overrides,
    }),
  )
}

const common = {
  description: 'A sample',
  team: 'shop',
  image: { repository: 'registry.example.com/sample', tag: '1.0.0' },
  resources: {
    cpu: { request: '10m', limit: '100m' },
    memory: { request: '16Mi', limit: '32Mi' },
  },
} as const

/** Names of a sample workspace are its own, not those that the registry of the reference workspace lists. */
export function sampleApp(name: string, input: object): LoadedApp {
  const { input: app } = defineApp({ ...common, ...input } as unknown as AppInput)
  return { name, origin: `apps/${name}/app.ts`, spec: appSchema.parse(app), source: undefined }
}

export function sampleWorkspace(
  apps: readonly LoadedApp[],
  options: {
    environments?: readonly Environment[]
    components?: Readonly<Record<string, ComponentDefinition>>
  } = {},
): Workspace {
  return {
    root: '/',
    digest: '',
    environments: options.environments ?? [sampleEnvironment()],
    apps,
    components: Object.entries(options.components ?? {}).map(([name, definition]) => ({
      name,
      origin: `platform/${name}/component.ts`,
      definition,
    })),
    problems: [],
  }
}

/** A Namespace for each that is needed, as the ALB's readiness gates want it. */
export function sampleNamespaces(namespaces: readonly { readonly name: string }[]): Manifest[] {
  return namespaces.map(({ name }) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' } },
  }))
}

import {
  completeEnvironment,
  type Environment,
  type EnvironmentInput,
  environmentSchema,
} from '@skyctl/model'

const base: EnvironmentInput = {
  company: 'acme',
  repository: { url: 'https://example.com/platform.git', revision: 'refs/heads/main' },
  imageRegistry: 'registry.example.com',
  teams: { web: { description: 'The web shop.', github: '@acme/web' } },
  account: '111122223333',
  region: 'eu-west-1',
  zones: ['eu-west-1a', 'eu-west-1b'],
  kubernetes: {},
  network: { cidr: '10.10.0.0/16', nat: 'Single' },
  nodeGroups: { general: { instanceTypes: ['m7i.large'], min: 2, max: 4 } },
  domain: 'shop.example.com',
  tags: { owner: 'web' },
  budget: { monthlyUsd: 100, subscribers: ['costs@example.com'] },
}

/** For tests: an environment that breaks no rule, with keys of the top level replaced. */
export function sampleEnvironment(
  overrides: Partial<EnvironmentInput> = {},
  name = 'production',
): Environment {
  return completeEnvironment(
    name,
    `environments/${name}.yaml`,
    environmentSchema.parse({ ...base, ...overrides }),
  )
}

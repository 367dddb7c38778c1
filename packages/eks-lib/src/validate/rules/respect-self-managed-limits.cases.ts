import { changed, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectSelfManagedLimitsCases: RuleCases = {
  rule: 'respect-self-managed-limits',
  cases: [
    {
      title: 'passes mixed instances',
      config: changed(selfManaged, {
        '/nodeGroups/0/instanceType': 'mixed',
        '/nodeGroups/0/instancesDistribution': {
          instanceTypes: ['m7i.large', 'm7a.large'],
          spotInstancePools: 2,
        },
      }),
    },
    {
      title: 'finds CPU credits of instances without',
      config: changed(selfManaged, { '/nodeGroups/0/cpuCredits': 'unlimited' }),
      finds: ['/nodeGroups/0/cpuCredits'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a misspelt process',
      config: changed(selfManaged, { '/nodeGroups/0/asgSuspendProcesses': ['Lunch'] }),
      finds: ['/nodeGroups/0/asgSuspendProcesses/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a setting of the kubelet that is not ours',
      config: changed(selfManaged, { '/nodeGroups/0/kubeletExtraConfig': { clusterDomain: 'x' } }),
      finds: ['/nodeGroups/0/kubeletExtraConfig/clusterDomain'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a container runtime of the past',
      config: changed(selfManaged, { '/nodeGroups/0/containerRuntime': 'dockerd' }),
      finds: ['/nodeGroups/0/containerRuntime'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a misspelt strategy',
      config: changed(selfManaged, {
        '/nodeGroups/0/instanceType': 'mixed',
        '/nodeGroups/0/instancesDistribution': {
          instanceTypes: ['m7i.large'],
          spotAllocationStrategy: 'lowest',
        },
      }),
      finds: ['/nodeGroups/0/instancesDistribution/spotAllocationStrategy'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a lifetime of an hour',
      config: changed(selfManaged, { '/nodeGroups/0/maxInstanceLifetime': 3600 }),
      finds: ['/nodeGroups/0/maxInstanceLifetime'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a percentage above all',
      config: changed(selfManaged, {
        '/nodeGroups/0/instanceType': 'mixed',
        '/nodeGroups/0/instancesDistribution': {
          instanceTypes: ['m7i.large', 'm7a.large'],
          onDemandPercentageAboveBaseCapacity: 101,
        },
      }),
      finds: ['/nodeGroups/0/instancesDistribution/onDemandPercentageAboveBaseCapacity'],
      eksctl: 'refuses',
    },
  ],
}

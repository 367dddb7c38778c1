import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectImageFamilyCases: RuleCases = {
  rule: 'respect-image-family',
  cases: [
    {
      title: 'passes an image of AmazonLinux2023',
      config: changed(full, { '/managedNodeGroups/0/ami': 'ami-1' }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds Amazon Linux 2 on a version that it ended before',
      config: changed(full, { '/managedNodeGroups/0/amiFamily': 'AmazonLinux2' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/amiFamily'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an image of no family',
      config: changed(full, {
        '/managedNodeGroups/0/amiFamily': undefined,
        '/managedNodeGroups/0/ami': 'ami-1',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/ami'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an Ubuntu image that does not say how it joins',
      config: changed(full, {
        '/managedNodeGroups/0/amiFamily': 'Ubuntu2404',
        '/managedNodeGroups/0/ami': 'ami-1',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/ami'],
      eksctl: 'refuses',
    },
    {
      title: 'finds commands for Bottlerocket',
      config: changed(full, {
        '/managedNodeGroups/0/amiFamily': 'Bottlerocket',
        '/managedNodeGroups/0/preBootstrapCommands': ['ls'],
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/preBootstrapCommands'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a name instead of an image',
      config: changed(full, { '/managedNodeGroups/0/ami': 'latest' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/ami'],
      eksctl: 'refuses',
    },
  ],
}

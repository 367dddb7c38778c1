import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectLaunchTemplateCases: RuleCases = {
  rule: 'respect-launch-template',
  cases: [
    {
      title: 'passes a group that leaves all to its template',
      config: changed(full, {
        '/managedNodeGroups/0': {
          name: 'own',
          launchTemplate: { id: 'lt-1', version: '2' },
          iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
        },
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a type beside the template',
      config: changed(full, {
        '/managedNodeGroups/0': {
          name: 'own',
          launchTemplate: { id: 'lt-1', version: '2' },
          iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
        },
        '/managedNodeGroups/0/instanceType': 'm7i.large',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/instanceType'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a version in words',
      config: changed(full, {
        '/managedNodeGroups/0': {
          name: 'own',
          launchTemplate: { id: 'lt-1', version: '2' },
          iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
        },
        '/managedNodeGroups/0/launchTemplate/version': '$Latest',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/launchTemplate/version'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an SSH key beside the template',
      config: changed(full, {
        '/managedNodeGroups/0': {
          name: 'own',
          launchTemplate: { id: 'lt-1', version: '2' },
          iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
        },
        '/managedNodeGroups/0/ssh': { publicKeyName: 'ops' },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/ssh'],
      eksctl: 'refuses',
    },
  ],
}

import type { ServerCases } from './testing/server-case.ts'

export const resourceQuotasCases: ServerCases = {
  rule: 'resource-quotas',
  cases: [
    {
      title: 'passes objects by their kind',
      sample: 'ResourceQuota',
      changes: {
        '/spec/hard': { 'count/deployments.apps': '5' },
        '/spec/scopes': undefined,
        '/spec/scopeSelector': undefined,
      },
    },
    {
      title: 'finds half a pod',
      sample: 'ResourceQuota',
      changes: { '/spec/hard/pods': '0.5' },
      finds: ['/spec/hard/pods'],
    },
    {
      title: 'finds a negative amount',
      sample: 'ResourceQuota',
      changes: { '/spec/hard/requests.cpu': '-1' },
      finds: ['/spec/hard/requests.cpu'],
    },
    {
      title: 'finds a resource that is none',
      sample: 'ResourceQuota',
      changes: { '/spec/hard/gpu': '1' },
      finds: ['/spec/hard/gpu'],
    },
    {
      title: 'finds a resource that the scope does not count',
      sample: 'ResourceQuota',
      changes: { '/spec/hard': { services: '1' } },
      finds: ['/spec/scopes/0', '/spec/scopeSelector/matchExpressions/0/scopeName'],
    },
    {
      title: 'finds scopes that exclude each other',
      sample: 'ResourceQuota',
      changes: { '/spec/hard': { pods: '1' }, '/spec/scopes': ['BestEffort', 'NotBestEffort'] },
      finds: ['/spec/scopes/1'],
    },
    {
      title: 'finds In without values',
      sample: 'ResourceQuota',
      changes: { '/spec/scopeSelector/matchExpressions/0/values': [] },
      finds: ['/spec/scopeSelector/matchExpressions/0'],
    },
    {
      title: 'finds values of a scope that has none',
      sample: 'ResourceQuota',
      changes: { '/spec/scopeSelector/matchExpressions/0/scopeName': 'NotBestEffort' },
      finds: ['/spec/scopeSelector/matchExpressions/0/operator'],
    },
  ],
}

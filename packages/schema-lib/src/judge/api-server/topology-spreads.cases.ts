import type { ServerCases } from './testing/server-case.ts'

export const topologySpreadsCases: ServerCases = {
  rule: 'topology-spreads',
  cases: [
    {
      title: 'passes a larger skew',
      sample: 'Pod',
      changes: { '/spec/topologySpreadConstraints/0/maxSkew': 5 },
    },
    {
      title: 'finds a skew of 0',
      sample: 'Pod',
      changes: { '/spec/topologySpreadConstraints/0/maxSkew': 0 },
      finds: ['/spec/topologySpreadConstraints/0/maxSkew'],
    },
    {
      title: 'finds an empty topologyKey',
      sample: 'Pod',
      changes: { '/spec/topologySpreadConstraints/0/topologyKey': '' },
      finds: ['/spec/topologySpreadConstraints/0/topologyKey'],
    },
    {
      title: 'finds domains of what is scheduled anyway',
      sample: 'Pod',
      changes: { '/spec/topologySpreadConstraints/1/minDomains': 2 },
      finds: ['/spec/topologySpreadConstraints/1/minDomains'],
    },
    {
      title: 'finds less than one domain',
      sample: 'Pod',
      changes: { '/spec/topologySpreadConstraints/0/minDomains': 0 },
      finds: ['/spec/topologySpreadConstraints/0/minDomains'],
    },
    {
      title: 'finds two constraints that are one',
      sample: 'Pod',
      changes: {
        '/spec/topologySpreadConstraints/1/topologyKey': 'topology.kubernetes.io/zone',
        '/spec/topologySpreadConstraints/1/whenUnsatisfiable': 'DoNotSchedule',
      },
      finds: ['/spec/topologySpreadConstraints/1'],
    },
    {
      title: 'finds a selector without values',
      sample: 'Pod',
      changes: { '/spec/topologySpreadConstraints/1/labelSelector/matchExpressions/0/values': [] },
      finds: ['/spec/topologySpreadConstraints/1/labelSelector/matchExpressions/0/operator'],
    },
  ],
}

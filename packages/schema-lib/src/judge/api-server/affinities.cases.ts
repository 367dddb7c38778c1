import type { ServerCases } from './testing/server-case.ts'

export const affinitiesCases: ServerCases = {
  rule: 'affinities',
  cases: [
    {
      title: 'passes one node by its name',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/operator':
          'In',
      },
    },
    {
      title: 'finds no terms',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms':
          [],
      },
      finds: [
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms',
      ],
    },
    {
      title: 'finds a weight of 0',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight': 0,
      },
      finds: [
        '/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight',
      ],
    },
    {
      title: 'finds a weight above 100',
      sample: 'Pod',
      changes: {
        '/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight': 101,
      },
      finds: [
        '/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight',
      ],
    },
    {
      title: 'finds Gt with two values',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values':
          ['1', '2'],
      },
      finds: [
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/operator',
      ],
    },
    {
      title: 'finds In without values',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/1/values':
          undefined,
      },
      finds: [
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/1/operator',
      ],
    },
    {
      title: 'finds DoesNotExist with values',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/2/values':
          ['x'],
      },
      finds: [
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/2/values',
      ],
    },
    {
      title: 'finds a field other than the name',
      sample: 'Pod',
      changes: {
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/key':
          'spec.x',
      },
      finds: [
        '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/key',
      ],
    },
    {
      title: 'finds an empty topologyKey',
      sample: 'Pod',
      changes: {
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey':
          '',
      },
      finds: [
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey',
      ],
    },
    {
      title: 'finds a namespace with capitals',
      sample: 'Pod',
      changes: {
        '/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/podAffinityTerm/namespaces/0':
          'Shop',
      },
      finds: [
        '/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/podAffinityTerm/namespaces/0',
      ],
    },
    {
      title: 'finds keys of labels without selector',
      sample: 'Pod',
      changes: {
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/labelSelector':
          undefined,
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys':
          ['app'],
      },
      finds: [
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys',
      ],
    },
    {
      title: 'finds a key that is to match and not to match',
      sample: 'Pod',
      changes: {
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/mismatchLabelKeys':
          ['app'],
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys':
          ['app'],
      },
      finds: [
        '/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys/0',
      ],
    },
  ],
}

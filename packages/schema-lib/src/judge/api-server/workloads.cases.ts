import type { ServerCases } from './testing/server-case.ts'

export const workloadsCases: ServerCases = {
  rule: 'workloads',
  cases: [
    { title: 'passes no pods at all', sample: 'Deployment', changes: { '/spec/replicas': 0 } },
    {
      title: 'finds a negative number of pods',
      sample: 'Deployment',
      changes: { '/spec/replicas': -1 },
      finds: ['/spec/replicas'],
    },
    {
      title: 'finds a selector that does not match the template',
      sample: 'Deployment',
      changes: { '/spec/selector': { matchLabels: { app: 'other' } } },
      finds: ['/spec/selector'],
    },
    {
      title: 'finds an empty selector',
      sample: 'StatefulSet',
      changes: { '/spec/selector': {} },
      finds: ['/spec/selector'],
    },
    {
      title: 'finds a selector with an operator that is none',
      sample: 'Deployment',
      changes: { '/spec/selector/matchExpressions/0/operator': 'Like' },
      finds: ['/spec/selector/matchExpressions/0/operator'],
    },
    {
      title: 'finds a selector whose value has a space',
      sample: 'DaemonSet',
      changes: { '/spec/selector/matchLabels/app': 'a b' },
      finds: ['/spec/selector/matchLabels/app'],
    },
    {
      title: 'finds a deadline below the seconds to be ready',
      sample: 'Deployment',
      changes: { '/spec/progressDeadlineSeconds': 5 },
      finds: ['/spec/progressDeadlineSeconds'],
    },
    {
      title: 'finds negative seconds to be ready',
      sample: 'ReplicaSet',
      changes: { '/spec/minReadySeconds': -1 },
      finds: ['/spec/minReadySeconds'],
    },
    {
      title: 'finds a Service whose name has a dot',
      sample: 'StatefulSet',
      changes: { '/spec/serviceName': 'a.b' },
      finds: ['/spec/serviceName'],
    },
    {
      title: 'finds a policy for claims that is none',
      sample: 'StatefulSet',
      changes: { '/spec/persistentVolumeClaimRetentionPolicy/whenScaled': 'Keep' },
      finds: ['/spec/persistentVolumeClaimRetentionPolicy/whenScaled'],
    },
    {
      title: 'finds a claim without size',
      sample: 'StatefulSet',
      changes: { '/spec/volumeClaimTemplates/0/spec/resources/requests': {} },
      finds: ['/spec/volumeClaimTemplates/0/spec'],
    },
    {
      title: 'finds a claim without spec',
      sample: 'StatefulSet',
      changes: { '/spec/volumeClaimTemplates/0/spec': undefined },
      finds: ['/spec/volumeClaimTemplates/0/spec'],
    },
    {
      title: 'finds a negative first ordinal',
      sample: 'StatefulSet',
      changes: { '/spec/ordinals/start': -1 },
      finds: ['/spec/ordinals/start'],
    },
    {
      title: 'finds a plain selector that does not match the template',
      sample: 'ReplicationController',
      changes: { '/spec/selector': { app: 'other' } },
      finds: ['/spec/selector'],
    },
    {
      title: 'finds a label of the template with a space',
      sample: 'ReplicaSet',
      changes: { '/spec/template/metadata/labels/x': 'a b' },
      finds: ['/spec/template/metadata/labels/x'],
    },
  ],
}

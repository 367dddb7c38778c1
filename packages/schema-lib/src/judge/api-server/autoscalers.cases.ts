import type { ServerCases } from './testing/server-case.ts'

export const autoscalersCases: ServerCases = {
  rule: 'autoscalers',
  cases: [
    {
      title: 'passes as many as at least',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/minReplicas': 10 },
    },
    {
      title: 'finds at least 0',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/minReplicas': 0 },
      finds: ['/spec/minReplicas'],
    },
    {
      title: 'finds at most 0',
      sample: 'HorizontalPodAutoscaler of v1',
      changes: { '/spec/maxReplicas': 0 },
      finds: ['/spec/maxReplicas'],
    },
    {
      title: 'finds at least more than at most',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/minReplicas': 11 },
      finds: ['/spec/maxReplicas'],
    },
    {
      title: 'finds a target without group',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/scaleTargetRef/apiVersion': 'v1' },
      finds: ['/spec/scaleTargetRef/apiVersion'],
    },
    {
      title: 'finds a target without name',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/scaleTargetRef/name': '' },
      finds: ['/spec/scaleTargetRef/name'],
    },
    {
      title: 'finds a metric of another type',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/0/type': 'Pods' },
      finds: ['/spec/metrics/0', '/spec/metrics/0/resource'],
    },
    {
      title: 'finds a type that is none',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/0/type': 'CPU' },
      finds: ['/spec/metrics/0/type'],
    },
    {
      title: 'finds a use of 0 percent',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/0/resource/target/averageUtilization': 0 },
      finds: ['/spec/metrics/0/resource/target/averageUtilization'],
    },
    {
      title: 'finds two amounts',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/0/resource/target/averageValue': '1' },
      finds: ['/spec/metrics/0/resource/target'],
    },
    {
      title: 'finds no amount',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/2/pods/target/averageValue': undefined },
      finds: ['/spec/metrics/2/pods/target'],
    },
    {
      title: 'finds an amount of 0',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/4/external/target/averageValue': '0' },
      finds: ['/spec/metrics/4/external/target/averageValue'],
    },
    {
      title: 'finds a type of target that is none',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/metrics/0/resource/target/type': 'Percent' },
      finds: ['/spec/metrics/0/resource/target/type'],
    },
    {
      title: 'finds a window of more than an hour',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/behavior/scaleUp/stabilizationWindowSeconds': 3601 },
      finds: ['/spec/behavior/scaleUp/stabilizationWindowSeconds'],
    },
    {
      title: 'finds a period of more than half an hour',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/behavior/scaleUp/policies/0/periodSeconds': 1801 },
      finds: ['/spec/behavior/scaleUp/policies/0/periodSeconds'],
    },
    {
      title: 'finds a policy of 0',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/behavior/scaleUp/policies/0/value': 0 },
      finds: ['/spec/behavior/scaleUp/policies/0/value'],
    },
    {
      title: 'finds no policies',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/behavior/scaleDown/policies': [] },
      finds: ['/spec/behavior/scaleDown/policies'],
    },
    {
      title: 'finds a choice of policies that is none',
      sample: 'HorizontalPodAutoscaler',
      changes: { '/spec/behavior/scaleUp/selectPolicy': 'Most' },
      finds: ['/spec/behavior/scaleUp/selectPolicy'],
    },
  ],
}

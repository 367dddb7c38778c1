import type { ServerCases } from './testing/server-case.ts'

export const updateStrategiesCases: ServerCases = {
  rule: 'update-strategies',
  cases: [
    {
      title: 'passes more surge than pods',
      sample: 'Deployment',
      changes: { '/spec/strategy/rollingUpdate/maxSurge': '200%' },
    },
    {
      title: 'finds neither surge nor unavailable pods',
      sample: 'Deployment',
      changes: { '/spec/strategy/rollingUpdate/maxSurge': '0%' },
      finds: ['/spec/strategy/rollingUpdate/maxUnavailable'],
    },
    {
      title: 'finds more than all pods unavailable',
      sample: 'Deployment',
      changes: { '/spec/strategy/rollingUpdate/maxUnavailable': '101%' },
      finds: ['/spec/strategy/rollingUpdate/maxUnavailable'],
    },
    {
      title: 'finds a share that is neither number nor percentage',
      sample: 'Deployment',
      changes: { '/spec/strategy/rollingUpdate/maxUnavailable': 'half' },
      finds: ['/spec/strategy/rollingUpdate/maxUnavailable'],
    },
    {
      title: 'finds a rolling update of Recreate',
      sample: 'Deployment',
      changes: { '/spec/strategy/type': 'Recreate' },
      finds: ['/spec/strategy/rollingUpdate'],
    },
    {
      title: 'finds surge beside unavailable pods of a DaemonSet',
      sample: 'DaemonSet',
      changes: { '/spec/updateStrategy/rollingUpdate/maxUnavailable': 1 },
      finds: ['/spec/updateStrategy/rollingUpdate/maxSurge'],
    },
    {
      title: 'finds surge beside the default of a DaemonSet',
      sample: 'DaemonSet',
      changes: { '/spec/updateStrategy/rollingUpdate/maxUnavailable': undefined },
      finds: ['/spec/updateStrategy/rollingUpdate/maxSurge'],
    },
    {
      title: 'finds neither of a DaemonSet',
      sample: 'DaemonSet',
      changes: { '/spec/updateStrategy/rollingUpdate/maxSurge': 0 },
      finds: ['/spec/updateStrategy/rollingUpdate/maxUnavailable'],
    },
    {
      title: 'finds a rolling update of OnDelete',
      sample: 'StatefulSet',
      changes: { '/spec/updateStrategy/type': 'OnDelete' },
      finds: ['/spec/updateStrategy/rollingUpdate'],
    },
    {
      title: 'finds a negative partition',
      sample: 'StatefulSet',
      changes: { '/spec/updateStrategy/rollingUpdate/partition': -1 },
      finds: ['/spec/updateStrategy/rollingUpdate/partition'],
    },
  ],
}

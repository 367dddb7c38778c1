import type { ServerCases } from './testing/server-case.ts'

export const containerPoliciesCases: ServerCases = {
  rule: 'container-policies',
  cases: [
    {
      title: 'passes a policy for each resource',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/resizePolicy': [
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
          { resourceName: 'memory', restartPolicy: 'RestartContainer' },
        ],
      },
    },
    {
      title: 'finds a resource that cannot be resized',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/resizePolicy': [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }],
      },
      finds: ['/spec/containers/0/resizePolicy/0/resourceName'],
    },
    {
      title: 'finds two policies for a resource',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/resizePolicy': [
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
        ],
      },
      finds: ['/spec/containers/0/resizePolicy/1/resourceName'],
    },
    {
      title: 'finds a restart in a pod that never restarts',
      sample: 'Pod',
      changes: {
        '/spec/restartPolicy': 'Never',
        '/spec/containers/0/resizePolicy': [
          { resourceName: 'cpu', restartPolicy: 'RestartContainer' },
        ],
      },
      finds: ['/spec/containers/0/resizePolicy/0/restartPolicy'],
    },
    {
      title: 'finds rules without policy',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/restartPolicyRules': [
          { action: 'Restart', exitCodes: { operator: 'In', values: [1] } },
        ],
      },
      finds: ['/spec/containers/0/restartPolicy'],
    },
    {
      title: 'finds an unknown restart policy of a container',
      sample: 'Pod',
      changes: { '/spec/containers/0/restartPolicy': 'Sometimes' },
      finds: ['/spec/containers/0/restartPolicy'],
    },
  ],
}

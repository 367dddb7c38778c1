import type { ServerCases } from './testing/server-case.ts'

export const resourcesCases: ServerCases = {
  rule: 'resources',
  cases: [
    {
      title: 'passes an exponent and a fraction',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/resources/requests/cpu': '.5',
        '/spec/containers/0/resources/limits/memory': '1e9',
      },
    },
    {
      title: 'passes huge pages with memory',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/resources/requests/hugepages-2Mi': '4Mi',
        '/spec/containers/0/resources/limits/hugepages-2Mi': '4Mi',
      },
    },
    {
      title: 'finds a request above its limit',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/requests/cpu': '1001m' },
      finds: ['/spec/containers/0/resources/requests/cpu'],
    },
    {
      title: 'finds an amount without unit of Kubernetes',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/requests/cpu': '1 core' },
      finds: ['/spec/containers/0/resources/requests/cpu'],
    },
    {
      title: 'finds a negative amount',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/requests/cpu': '-1' },
      finds: ['/spec/containers/0/resources/requests/cpu'],
    },
    {
      title: 'finds a resource that containers cannot have',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/limits/storage': '1Gi' },
      finds: ['/spec/containers/0/resources/limits/storage'],
    },
    {
      title: 'finds a resource without domain',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/limits/gpu': '1' },
      finds: ['/spec/containers/0/resources/limits/gpu'],
    },
    {
      title: 'finds half a device',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/resources/limits/example.com~1gpu': '0.5',
        '/spec/containers/0/resources/requests/example.com~1gpu': '0.5',
      },
      finds: [
        '/spec/containers/0/resources/limits/example.com~1gpu',
        '/spec/containers/0/resources/requests/example.com~1gpu',
      ],
    },
    {
      title: 'finds a device that is requested below its limit',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/limits/example.com~1gpu': '2' },
      finds: ['/spec/containers/0/resources/requests/example.com~1gpu'],
    },
    {
      title: 'finds a device without limit',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/limits/example.com~1gpu': undefined },
      finds: ['/spec/containers/0/resources/requests/example.com~1gpu'],
    },
    {
      title: 'finds huge pages that are no multiple of a page',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/limits/hugepages-2Mi': '3Mi' },
      finds: ['/spec/containers/0/resources/limits/hugepages-2Mi'],
    },
    {
      title: 'finds huge pages without memory',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources': { limits: { 'hugepages-2Mi': '4Mi' } } },
      finds: ['/spec/containers/0/resources'],
    },
    {
      title: 'finds a claim that the pod does not have',
      sample: 'Pod',
      changes: { '/spec/containers/0/resources/claims': [{ name: 'gpu' }] },
      finds: ['/spec/containers/0/resources/claims/0/name'],
    },
    {
      title: 'finds storage for a whole pod',
      sample: 'Pod',
      changes: { '/spec/resources': { limits: { 'ephemeral-storage': '9Gi' } } },
      finds: ['/spec/resources/limits/ephemeral-storage'],
    },
  ],
}

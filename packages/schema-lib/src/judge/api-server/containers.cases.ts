import type { ServerCases } from './testing/server-case.ts'

export const containersCases: ServerCases = {
  rule: 'containers',
  cases: [
    {
      title: 'passes an init container that is a sidecar with probes',
      sample: 'Pod',
      changes: { '/spec/initContainers/1/readinessProbe': { exec: { command: ['true'] } } },
    },
    {
      title: 'finds no containers',
      sample: 'Pod',
      changes: { '/spec/containers': [] },
      finds: ['/spec/containers'],
    },
    {
      title: 'finds two containers of one name',
      sample: 'Deployment',
      changes: {
        '/spec/template/spec/containers': [
          { name: 'a', image: 'x' },
          { name: 'a', image: 'x' },
        ],
      },
      finds: ['/spec/template/spec/containers/1/name'],
    },
    {
      title: 'finds an init container that is called like a container',
      sample: 'Pod',
      changes: { '/spec/initContainers/0/name': 'web' },
      finds: ['/spec/initContainers/0/name'],
    },
    {
      title: 'finds a name with a dot',
      sample: 'Pod',
      changes: { '/spec/containers/0/name': 'web.app' },
      finds: ['/spec/containers/0/name'],
    },
    {
      title: 'finds an empty name',
      sample: 'Pod',
      changes: { '/spec/containers/0/name': '' },
      finds: ['/spec/containers/0/name'],
    },
    {
      title: 'finds no image',
      sample: 'Pod',
      changes: { '/spec/containers/0/image': undefined },
      finds: ['/spec/containers/0/image'],
    },
    {
      title: 'finds an empty image',
      sample: 'Deployment',
      changes: { '/spec/template/spec/containers/0/image': '' },
      finds: ['/spec/template/spec/containers/0/image'],
    },
    {
      title: 'finds an image with a space before it in a pod',
      sample: 'Pod',
      changes: { '/spec/containers/0/image': ' web:1' },
      finds: ['/spec/containers/0/image'],
    },
    {
      title: 'passes the same in a template, as the API server does',
      sample: 'Deployment',
      changes: { '/spec/template/spec/containers/0/image': ' web:1' },
    },
    {
      title: 'finds a probe of an init container that ends',
      sample: 'Pod',
      changes: { '/spec/initContainers/0/readinessProbe': { exec: { command: ['true'] } } },
      finds: ['/spec/initContainers/0/readinessProbe'],
    },
    {
      title: 'finds a lifecycle of an init container that ends',
      sample: 'Pod',
      changes: { '/spec/initContainers/0/lifecycle': {} },
      finds: ['/spec/initContainers/0/lifecycle'],
    },
    {
      title: 'finds an ephemeral container in a template',
      sample: 'Deployment',
      changes: { '/spec/template/spec/ephemeralContainers': [{ name: 'debug', image: 'x' }] },
      finds: ['/spec/template/spec/ephemeralContainers/0'],
    },
    {
      title: 'finds an ephemeral container in a new pod',
      sample: 'Pod',
      changes: { '/spec/ephemeralContainers': [{ name: 'debug', image: 'x' }] },
      finds: ['/spec/ephemeralContainers/0'],
    },
  ],
}

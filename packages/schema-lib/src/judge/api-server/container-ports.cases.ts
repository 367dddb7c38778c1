import type { ServerCases } from './testing/server-case.ts'

export const containerPortsCases: ServerCases = {
  rule: 'container-ports',
  cases: [
    {
      title: 'passes the highest port',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/containerPort': 65535 },
    },
    {
      title: 'finds a port of 0',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/containerPort': 0 },
      finds: ['/spec/containers/0/ports/1/containerPort'],
    },
    {
      title: 'finds a port above 65535',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/containerPort': 65536 },
      finds: ['/spec/containers/0/ports/1/containerPort'],
    },
    {
      title: 'finds a port of the node above 65535',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/hostPort': 65536 },
      finds: ['/spec/containers/0/ports/1/hostPort'],
    },
    {
      title: 'finds a name of 16 characters',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/name': 'xxxxxxxxxxxxxxxx' },
      finds: ['/spec/containers/0/ports/1/name'],
    },
    {
      title: 'finds a name without letters',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/name': '80' },
      finds: ['/spec/containers/0/ports/1/name'],
    },
    {
      title: 'finds a name with two dashes',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/name': 'a--b' },
      finds: ['/spec/containers/0/ports/1/name'],
    },
    {
      title: 'finds two ports of one name',
      sample: 'Pod',
      changes: { '/spec/containers/0/ports/1/name': 'http' },
      finds: ['/spec/containers/0/ports/1/name'],
    },
    {
      title: 'finds two ports of the node that are one',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/ports': [
          { containerPort: 1, hostPort: 80 },
          { containerPort: 2, hostPort: 80 },
        ],
      },
      finds: ['/spec/containers/0/ports/1/hostPort'],
    },
    {
      title: 'passes the same number of another protocol',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/ports': [
          { name: 'http', containerPort: 8080, hostPort: 80 },
          { containerPort: 2, hostPort: 80, protocol: 'UDP' },
        ],
      },
    },
    {
      title: 'finds another port of the node on the network of the host',
      sample: 'Deployment',
      changes: {
        '/spec/template/spec/hostNetwork': true,
        '/spec/template/spec/securityContext': {},
        '/spec/template/spec/containers/0/ports/0/hostPort': 80,
      },
      finds: ['/spec/template/spec/containers/0/ports/0/hostPort'],
    },
  ],
}

import type { ServerCases } from './testing/server-case.ts'

export const probesCases: ServerCases = {
  rule: 'probes',
  cases: [
    {
      title: 'passes a readiness probe with two successes',
      sample: 'Pod',
      changes: { '/spec/containers/0/readinessProbe/successThreshold': 3 },
    },
    {
      title: 'finds two successes of a liveness probe',
      sample: 'Pod',
      changes: { '/spec/containers/0/livenessProbe/successThreshold': 2 },
      finds: ['/spec/containers/0/livenessProbe/successThreshold'],
    },
    {
      title: 'finds two successes of a startup probe',
      sample: 'Pod',
      changes: { '/spec/containers/0/startupProbe/successThreshold': 2 },
      finds: ['/spec/containers/0/startupProbe/successThreshold'],
    },
    {
      title: 'finds a negative period',
      sample: 'Pod',
      changes: { '/spec/containers/0/livenessProbe/periodSeconds': -1 },
      finds: ['/spec/containers/0/livenessProbe/periodSeconds'],
    },
    {
      title: 'finds no handler',
      sample: 'Pod',
      changes: { '/spec/containers/0/startupProbe/exec': undefined },
      finds: ['/spec/containers/0/startupProbe'],
    },
    {
      title: 'finds two handlers',
      sample: 'Pod',
      changes: { '/spec/containers/0/startupProbe/grpc': { port: 1 } },
      finds: ['/spec/containers/0/startupProbe'],
    },
    {
      title: 'finds a command that is empty',
      sample: 'Pod',
      changes: { '/spec/containers/0/startupProbe/exec/command': [] },
      finds: ['/spec/containers/0/startupProbe/exec'],
    },
    {
      title: 'finds a port above 65535',
      sample: 'Pod',
      changes: { '/spec/containers/0/livenessProbe/httpGet/port': 70000 },
      finds: ['/spec/containers/0/livenessProbe/httpGet/port'],
    },
    {
      title: 'finds a name of a port with an underscore',
      sample: 'Pod',
      changes: { '/spec/containers/0/livenessProbe/httpGet/port': 'http_x' },
      finds: ['/spec/containers/0/livenessProbe/httpGet/port'],
    },
    {
      title: 'finds a gRPC port of 0',
      sample: 'Pod',
      changes: { '/spec/containers/0/readinessProbe/grpc/port': 0 },
      finds: ['/spec/containers/0/readinessProbe/grpc/port'],
    },
    {
      title: 'finds a header whose name has a space',
      sample: 'Pod',
      changes: { '/spec/containers/0/livenessProbe/httpGet/httpHeaders/0/name': 'X Probe' },
      finds: ['/spec/containers/0/livenessProbe/httpGet/httpHeaders/0/name'],
    },
    {
      title: 'finds a grace period of a readiness probe',
      sample: 'Pod',
      changes: { '/spec/containers/0/readinessProbe/terminationGracePeriodSeconds': 5 },
      finds: ['/spec/containers/0/readinessProbe/terminationGracePeriodSeconds'],
    },
    {
      title: 'finds a grace period of 0',
      sample: 'Pod',
      changes: { '/spec/containers/0/livenessProbe/terminationGracePeriodSeconds': 0 },
      finds: ['/spec/containers/0/livenessProbe/terminationGracePeriodSeconds'],
    },
    {
      title: 'finds a sleep that is longer than the grace period',
      sample: 'Pod',
      changes: { '/spec/containers/0/lifecycle/preStop/sleep/seconds': 31 },
      finds: ['/spec/containers/0/lifecycle/preStop/sleep/seconds'],
    },
    {
      title: 'finds a hook with two handlers',
      sample: 'Pod',
      changes: { '/spec/containers/0/lifecycle/preStop/exec': { command: ['x'] } },
      finds: ['/spec/containers/0/lifecycle/preStop'],
    },
    {
      title: 'finds a hook without handler',
      sample: 'Pod',
      changes: { '/spec/containers/0/lifecycle/postStart': {} },
      finds: ['/spec/containers/0/lifecycle/postStart'],
    },
  ],
}

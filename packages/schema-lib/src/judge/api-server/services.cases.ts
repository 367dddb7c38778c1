import type { ServerCases } from './testing/server-case.ts'

export const servicesCases: ServerCases = {
  rule: 'services',
  cases: [
    {
      title: 'passes no port of a headless Service',
      sample: 'Service of addresses',
      changes: {
        '/spec/clusterIP': 'None',
        '/spec/clusterIPs': undefined,
        '/spec/ports': undefined,
      },
    },
    {
      title: 'passes one port without name',
      sample: 'Service of addresses',
      changes: { '/spec/ports/0/targetPort': 'http' },
    },
    {
      title: 'finds no port',
      sample: 'Service of addresses',
      changes: { '/spec/ports': [] },
      finds: ['/spec/ports'],
    },
    {
      title: 'finds two ports, one without name',
      sample: 'Service',
      changes: { '/spec/ports/1/name': undefined },
      finds: ['/spec/ports/1'],
    },
    {
      title: 'finds two ports of one name',
      sample: 'Service',
      changes: { '/spec/ports/1/name': 'http' },
      finds: ['/spec/ports/1/name'],
    },
    {
      title: 'finds two ports that are one',
      sample: 'Service',
      changes: { '/spec/ports/1/protocol': 'TCP', '/spec/ports/1/targetPort': 80 },
      finds: ['/spec/ports/1/port'],
    },
    {
      title: 'finds two ports of the nodes that are one',
      sample: 'Service',
      changes: {
        '/spec/ports/1/protocol': 'TCP',
        '/spec/ports/1/port': 81,
        '/spec/ports/1/nodePort': 30080,
      },
      finds: ['/spec/ports/1/nodePort'],
    },
    {
      title: 'finds a name with a dot',
      sample: 'Service',
      changes: { '/spec/ports/0/name': 'a.b' },
      finds: ['/spec/ports/0/name'],
    },
    {
      title: 'finds a port of 0',
      sample: 'Service',
      changes: { '/spec/ports/0/port': 0 },
      finds: ['/spec/ports/0/port'],
    },
    {
      title: 'finds a name of a target with an underscore',
      sample: 'Service',
      changes: { '/spec/ports/0/targetPort': 'a_b' },
      finds: ['/spec/ports/0/targetPort'],
    },
    {
      title: 'finds a port of the nodes of a Service inside the cluster',
      sample: 'Service of addresses',
      changes: { '/spec/ports/0/nodePort': 30080 },
      finds: ['/spec/ports/0/nodePort'],
    },
    {
      title: 'finds a selector whose value has a space',
      sample: 'Service',
      changes: { '/spec/selector/app': 'a b' },
      finds: ['/spec/selector/app'],
    },
    {
      title: 'finds an external name that is none',
      sample: 'Service of ExternalName',
      changes: { '/spec/externalName': 'a b' },
      finds: ['/spec/externalName'],
    },
    {
      title: 'finds no external name',
      sample: 'Service of ExternalName',
      changes: { '/spec/externalName': undefined },
      finds: ['/spec/externalName'],
    },
    {
      title: 'finds a balancer without address in the cluster',
      sample: 'Service',
      changes: {
        '/spec/clusterIP': 'None',
        '/spec/ipFamilies': undefined,
        '/spec/ipFamilyPolicy': undefined,
      },
      finds: ['/spec/clusterIP'],
    },
    {
      title: 'finds source ranges of a Service that is no balancer',
      sample: 'Service of addresses',
      changes: { '/spec/loadBalancerSourceRanges': ['10.0.0.0/8'] },
      finds: ['/spec/loadBalancerSourceRanges'],
    },
    {
      title: 'finds a source range without prefix',
      sample: 'Service',
      changes: { '/spec/loadBalancerSourceRanges/0': '10.0.0.0' },
      finds: ['/spec/loadBalancerSourceRanges/0'],
    },
    {
      title: 'finds a class of a Service that is no balancer',
      sample: 'Service of addresses',
      changes: { '/spec/loadBalancerClass': 'a/b' },
      finds: ['/spec/loadBalancerClass'],
    },
    {
      title: 'finds a policy for traffic that does not come',
      sample: 'Service of addresses',
      changes: { '/spec/externalTrafficPolicy': 'Local' },
      finds: ['/spec/externalTrafficPolicy'],
    },
    {
      title: 'finds a health check of traffic to the whole cluster',
      sample: 'Service',
      changes: { '/spec/externalTrafficPolicy': 'Cluster' },
      finds: ['/spec/healthCheckNodePort'],
    },
    {
      title: 'finds a timeout of more than a day',
      sample: 'Service',
      changes: { '/spec/sessionAffinityConfig/clientIP/timeoutSeconds': 86401 },
      finds: ['/spec/sessionAffinityConfig/clientIP/timeoutSeconds'],
    },
    {
      title: 'finds an external address of the host',
      sample: 'Service',
      changes: { '/spec/externalIPs/0': '127.0.0.1' },
      finds: ['/spec/externalIPs/0'],
    },
    {
      title: 'finds a distribution that is none',
      sample: 'Service',
      changes: { '/spec/trafficDistribution': 'PreferFar' },
      finds: ['/spec/trafficDistribution'],
    },
    {
      title: 'finds source ranges in an annotation',
      sample: 'Service',
      changes: {
        '/spec/loadBalancerSourceRanges': undefined,
        '/metadata/annotations': {
          'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8,x',
        },
      },
      finds: ['/metadata/annotations/service.beta.kubernetes.io~1load-balancer-source-ranges'],
    },
  ],
}

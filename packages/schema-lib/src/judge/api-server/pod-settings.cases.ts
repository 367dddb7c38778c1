import type { ServerCases } from './testing/server-case.ts'

export const podSettingsCases: ServerCases = {
  rule: 'pod-settings',
  cases: [
    {
      title: 'passes a search path with an underscore and a final dot',
      sample: 'Pod',
      changes: { '/spec/dnsConfig/searches': ['_a.b.', '.'] },
    },
    {
      title: 'finds no nameserver with dnsPolicy None',
      sample: 'Pod',
      changes: { '/spec/dnsConfig/nameservers': [] },
      finds: ['/spec/dnsConfig'],
    },
    {
      title: 'finds four nameservers',
      sample: 'Pod',
      changes: { '/spec/dnsConfig/nameservers': ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3'] },
      finds: ['/spec/dnsConfig/nameservers'],
    },
    {
      title: 'finds a nameserver by name',
      sample: 'Pod',
      changes: { '/spec/dnsConfig/nameservers/0': 'dns.example.com' },
      finds: ['/spec/dnsConfig/nameservers/0'],
    },
    {
      title: 'finds a search path with a space',
      sample: 'Pod',
      changes: { '/spec/dnsConfig/searches/0': 'a b' },
      finds: ['/spec/dnsConfig/searches/0'],
    },
    {
      title: 'finds an option without name',
      sample: 'Pod',
      changes: { '/spec/dnsConfig/options/0/name': undefined },
      finds: ['/spec/dnsConfig/options/0'],
    },
    {
      title: 'finds a hostname with a dot',
      sample: 'Pod',
      changes: { '/spec/hostname': 'a.b' },
      finds: ['/spec/hostname'],
    },
    {
      title: 'finds a label of nodes with a space',
      sample: 'Pod',
      changes: { '/spec/nodeSelector': { 'a b': 'c' } },
      finds: ['/spec/nodeSelector/a b'],
    },
    {
      title: 'finds an alias of no address',
      sample: 'Pod',
      changes: { '/spec/hostAliases/0/ip': 'x' },
      finds: ['/spec/hostAliases/0/ip'],
    },
    {
      title: 'finds a ServiceAccount with capitals',
      sample: 'Pod',
      changes: { '/spec/serviceAccountName': 'Web' },
      finds: ['/spec/serviceAccountName'],
    },
    {
      title: 'finds a RuntimeClass that is empty',
      sample: 'Pod',
      changes: { '/spec/runtimeClassName': '' },
      finds: ['/spec/runtimeClassName'],
    },
    {
      title: 'finds a gate twice',
      sample: 'Pod',
      changes: { '/spec/schedulingGates': [{ name: 'a' }, { name: 'a' }] },
      finds: ['/spec/schedulingGates/1/name'],
    },
    {
      title: 'finds users of its own in the network of the host',
      sample: 'Deployment',
      changes: {
        '/spec/template/spec': {
          hostUsers: false,
          hostNetwork: true,
          containers: [{ name: 'a', image: 'x' }],
        },
      },
      finds: ['/spec/template/spec/hostNetwork'],
    },
    {
      title: 'finds an operating system that is none',
      sample: 'Pod',
      changes: { '/spec/os/name': 'beos' },
      finds: ['/spec/os/name'],
    },
    {
      title: 'finds a claim that names nothing',
      sample: 'Pod',
      changes: { '/spec/resourceClaims': [{ name: 'gpu' }] },
      finds: ['/spec/resourceClaims/0'],
    },
    {
      title: 'finds a hostname that is overridden in the network of the host',
      sample: 'Deployment',
      changes: {
        '/spec/template/spec': {
          hostnameOverride: 'a',
          hostNetwork: true,
          containers: [{ name: 'a', image: 'x' }],
        },
      },
      finds: ['/spec/template/spec/hostnameOverride'],
    },
  ],
}

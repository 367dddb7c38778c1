import type { ServerCases } from './testing/server-case.ts'

export const networkPoliciesCases: ServerCases = {
  rule: 'network-policies',
  cases: [
    {
      title: 'passes every port up to the last',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/ports/0/endPort': 65535 },
    },
    {
      title: 'finds a network without prefix',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/from/0/ipBlock/cidr': '10.0.0.0' },
      finds: ['/spec/ingress/0/from/0/ipBlock/cidr'],
    },
    {
      title: 'finds an exception that is outside',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/from/0/ipBlock/except/0': '11.0.0.0/16' },
      finds: ['/spec/ingress/0/from/0/ipBlock/except/0'],
    },
    {
      title: 'finds an exception that is all',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/from/0/ipBlock/except/0': '10.0.0.0/8' },
      finds: ['/spec/ingress/0/from/0/ipBlock/except/0'],
    },
    {
      title: 'finds a network that is selected too',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/from/0/podSelector': {} },
      finds: ['/spec/ingress/0/from/0'],
    },
    {
      title: 'finds a peer that is nobody',
      sample: 'NetworkPolicy',
      changes: { '/spec/egress/0/to/0': {} },
      finds: ['/spec/egress/0/to/0'],
    },
    {
      title: 'finds a last port before the first',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/ports/0/endPort': 7999 },
      finds: ['/spec/ingress/0/ports/0/endPort'],
    },
    {
      title: 'finds a last port of a name',
      sample: 'NetworkPolicy',
      changes: { '/spec/ingress/0/ports/1/endPort': 9000 },
      finds: ['/spec/ingress/0/ports/1/endPort'],
    },
    {
      title: 'finds a port above 65535',
      sample: 'NetworkPolicy',
      changes: { '/spec/egress/0/ports/0/port': 65536 },
      finds: ['/spec/egress/0/ports/0/port'],
    },
    {
      title: 'finds three types',
      sample: 'NetworkPolicy',
      changes: { '/spec/policyTypes': ['Ingress', 'Egress', 'Egress'] },
      finds: ['/spec/policyTypes'],
    },
  ],
}

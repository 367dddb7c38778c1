import type { ServerCases } from './testing/server-case.ts'

export const serviceAddressesCases: ServerCases = {
  rule: 'service-addresses',
  cases: [
    {
      title: 'passes two families',
      sample: 'Service of addresses',
      changes: {
        '/spec/clusterIPs': ['10.96.0.20', 'fd00::20'],
        '/spec/ipFamilyPolicy': 'RequireDualStack',
      },
    },
    {
      title: 'finds an address that is none',
      sample: 'Service of addresses',
      changes: { '/spec/clusterIP': '10.96.0.256', '/spec/clusterIPs': undefined },
      finds: ['/spec/clusterIP'],
    },
    {
      title: 'finds a first address that is another',
      sample: 'Service of addresses',
      changes: { '/spec/clusterIP': '10.96.0.21' },
      finds: ['/spec/clusterIPs'],
    },
    {
      title: 'finds two addresses of one family',
      sample: 'Service of addresses',
      changes: {
        '/spec/clusterIPs': ['10.96.0.20', '10.96.0.21'],
        '/spec/ipFamilyPolicy': 'RequireDualStack',
      },
      finds: ['/spec/clusterIPs'],
    },
    {
      title: 'finds two families of a single stack',
      sample: 'Service of addresses',
      changes: { '/spec/clusterIPs': ['10.96.0.20', 'fd00::20'] },
      finds: ['/spec/clusterIPs'],
    },
    {
      title: 'finds an address of another family',
      sample: 'Service of addresses',
      changes: { '/spec/ipFamilies': ['IPv6'] },
      finds: ['/spec/clusterIPs/0'],
    },
    {
      title: 'finds a family twice',
      sample: 'Service',
      changes: { '/spec/ipFamilies': ['IPv4', 'IPv4'] },
      finds: ['/spec/ipFamilies/1'],
    },
    {
      title: 'finds an address of another name',
      sample: 'Service of ExternalName',
      changes: { '/spec/clusterIP': '10.96.0.20' },
      finds: ['/spec/clusterIP'],
    },
  ],
}

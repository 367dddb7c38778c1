import type { ServerCases } from './testing/server-case.ts'

export const securityContextsCases: ServerCases = {
  rule: 'security-contexts',
  cases: [
    {
      title: 'passes a privileged container that says nothing of escalation',
      sample: 'Pod',
      changes: { '/spec/containers/0/securityContext': { privileged: true } },
    },
    {
      title: 'finds a privileged container that may not escalate',
      sample: 'Pod',
      changes: { '/spec/containers/0/securityContext/privileged': true },
      finds: ['/spec/containers/0/securityContext/allowPrivilegeEscalation'],
    },
    {
      title: 'finds CAP_SYS_ADMIN that may not escalate',
      sample: 'Pod',
      changes: { '/spec/containers/0/securityContext/capabilities/add': ['CAP_SYS_ADMIN'] },
      finds: ['/spec/containers/0/securityContext/capabilities/add/0'],
    },
    {
      title: 'finds a negative user',
      sample: 'Pod',
      changes: { '/spec/securityContext/runAsUser': -1 },
      finds: ['/spec/securityContext/runAsUser'],
    },
    {
      title: 'finds a group beyond 32 bits',
      sample: 'Pod',
      changes: { '/spec/securityContext/fsGroup': 2147483648 },
      finds: ['/spec/securityContext/fsGroup'],
    },
    {
      title: 'finds a supplemental group beyond 32 bits',
      sample: 'Pod',
      changes: { '/spec/securityContext/supplementalGroups/0': 2147483648 },
      finds: ['/spec/securityContext/supplementalGroups/0'],
    },
    {
      title: 'finds a profile on the node without path',
      sample: 'Pod',
      changes: { '/spec/securityContext/seccompProfile/localhostProfile': undefined },
      finds: ['/spec/securityContext/seccompProfile/localhostProfile'],
    },
    {
      title: 'finds a path of a profile that goes up',
      sample: 'Pod',
      changes: { '/spec/securityContext/seccompProfile/localhostProfile': '../x' },
      finds: ['/spec/securityContext/seccompProfile/localhostProfile'],
    },
    {
      title: 'finds a path of a profile of the runtime',
      sample: 'Pod',
      changes: { '/spec/securityContext/appArmorProfile/localhostProfile': 'x' },
      finds: ['/spec/securityContext/appArmorProfile/localhostProfile'],
    },
    {
      title: 'finds a sysctl with capitals',
      sample: 'Pod',
      changes: { '/spec/securityContext/sysctls/0/name': 'Net.core' },
      finds: ['/spec/securityContext/sysctls/0/name'],
    },
    {
      title: 'finds a sysctl twice',
      sample: 'Pod',
      changes: {
        '/spec/securityContext/sysctls': [
          { name: 'net.core.somaxconn', value: '1' },
          { name: 'net.core.somaxconn', value: '1' },
        ],
      },
      finds: ['/spec/securityContext/sysctls/1/name'],
    },
    {
      title: "finds a sysctl of the network that is the host's",
      sample: 'Pod',
      changes: { '/spec/hostNetwork': true },
      finds: ['/spec/securityContext/sysctls/0/name'],
    },
    {
      title: 'finds processes that are shared with two',
      sample: 'Pod',
      changes: { '/spec/hostPID': true, '/spec/shareProcessNamespace': true },
      finds: ['/spec/shareProcessNamespace'],
    },
    {
      title: "finds an unmasked /proc of the host's users",
      sample: 'Pod',
      changes: { '/spec/containers/0/securityContext/procMount': 'Unmasked' },
      finds: ['/spec/containers/0/securityContext/procMount'],
    },
  ],
}

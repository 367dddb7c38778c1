import type { ServerCases } from './testing/server-case.ts'

export const windowsCases: ServerCases = {
  rule: 'windows',
  cases: [
    {
      title: 'passes a pod of Windows',
      sample: 'Pod',
      changes: {
        '/spec/os/name': 'windows',
        '/spec/securityContext': undefined,
        '/spec/containers/0/securityContext': undefined,
      },
    },
    {
      title: 'finds a user of Linux in a pod of Windows',
      sample: 'Pod',
      changes: {
        '/spec/os/name': 'windows',
        '/spec/securityContext': { runAsUser: 1 },
        '/spec/containers/0/securityContext': undefined,
      },
      finds: ['/spec/securityContext/runAsUser'],
    },
    {
      title: 'finds options of Windows in a pod of Linux',
      sample: 'Pod',
      changes: { '/spec/securityContext/windowsOptions': { runAsUserName: 'web' } },
      finds: ['/spec/securityContext/windowsOptions'],
    },
    {
      title: 'finds a user of Windows whose name is empty',
      sample: 'Pod',
      changes: {
        '/spec/os/name': 'windows',
        '/spec/securityContext': { windowsOptions: { runAsUserName: '' } },
        '/spec/containers/0/securityContext': undefined,
      },
      finds: ['/spec/securityContext/windowsOptions/runAsUserName'],
    },
    {
      title: 'finds a process of the host outside its network',
      sample: 'Pod',
      changes: {
        '/spec/os/name': 'windows',
        '/spec/securityContext': { windowsOptions: { hostProcess: true } },
        '/spec/containers/0/securityContext': undefined,
      },
      finds: ['/spec'],
    },
  ],
}

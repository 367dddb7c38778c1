import type { ServerCases } from './testing/server-case.ts'

export const podAnnotationsCases: ServerCases = {
  rule: 'pod-annotations',
  cases: [
    {
      title: 'passes a cost that is negative',
      sample: 'Pod',
      changes: { '/metadata/annotations': { 'controller.kubernetes.io/pod-deletion-cost': '-5' } },
    },
    {
      title: 'finds a cost that is no number',
      sample: 'Pod',
      changes: { '/metadata/annotations': { 'controller.kubernetes.io/pod-deletion-cost': 'low' } },
      finds: ['/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost'],
    },
    {
      title: 'finds a cost beyond 32 bits',
      sample: 'Deployment',
      changes: {
        '/spec/template/metadata/annotations': {
          'controller.kubernetes.io/pod-deletion-cost': '3000000000',
        },
      },
      finds: ['/spec/template/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost'],
    },
    {
      title: 'finds a profile of AppArmor for no container',
      sample: 'Pod',
      changes: {
        '/metadata/annotations': {
          'container.apparmor.security.beta.kubernetes.io/none': 'runtime/default',
        },
      },
      finds: ['/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1none'],
    },
    {
      title: 'finds a profile of seccomp that is none',
      sample: 'Pod',
      changes: { '/metadata/annotations': { 'seccomp.security.alpha.kubernetes.io/pod': 'x' } },
      finds: ['/metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod'],
    },
  ],
}

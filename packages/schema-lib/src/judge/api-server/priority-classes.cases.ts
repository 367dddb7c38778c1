import type { ServerCases } from './testing/server-case.ts'

export const priorityClassesCases: ServerCases = {
  rule: 'priority-classes',
  cases: [
    {
      title: 'passes the highest value',
      sample: 'PriorityClass',
      changes: { '/value': 1000000000 },
    },
    {
      title: "passes Kubernetes' own",
      sample: 'PriorityClass',
      changes: { '/metadata/name': 'system-node-critical', '/value': 2000001000 },
    },
    {
      title: 'finds a value above the highest',
      sample: 'PriorityClass',
      changes: { '/value': 1000000001 },
      finds: ['/value'],
    },
    {
      title: "finds a name that is Kubernetes' own",
      sample: 'PriorityClass',
      changes: { '/metadata/name': 'system-web' },
      finds: ['/metadata/name'],
    },
  ],
}

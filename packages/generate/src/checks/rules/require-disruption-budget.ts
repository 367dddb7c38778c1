import { budgetsByPod } from '../disruption-budgets.ts'
import { hardening, type Rule } from '../rule.ts'
import { replicatedPods } from '../scaling.ts'

/** What runs as several pods has a PodDisruptionBudget, so that an upgrade of the nodes takes one after the other. */
export const requireDisruptionBudget: Rule = {
  id: 'require-disruption-budget',
  reach: 'namespace',
  title: 'Every workload of several pods has a PodDisruptionBudget',
  level: 'baseline',
  severity: hardening,
  reason:
    'An upgrade of the nodes drains them one by one, and the cluster autoscaler drains them whenever they are half empty. Nothing makes a drain wait for the pods that it evicted but a PodDisruptionBudget: without one, all pods of a workload can be gone at the same moment, however many there are.',
  fix: 'A Deployment or StatefulSet of the model gets its budget by itself (`disruption: { maxUnavailable: 1 }` of the app). For an object of your own, add a PodDisruptionBudget whose selector is that of the workload, with `maxUnavailable` of at least 1.',
  example: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app: web }
`,
  },
  check: (world) => {
    const budgets = budgetsByPod(world)
    return [...replicatedPods(world).values()].flatMap(({ pod, several }) => {
      const { object } = pod
      if (!object.synced || !several || budgets.has(pod)) return []
      if (world.hasPending('policy/PodDisruptionBudget', object.id.namespace)) return []
      return [
        {
          object,
          pointer: '',
          message:
            'it runs as several pods and no PodDisruptionBudget selects them: a drain of nodes may take all of them at once',
          hint: 'add a PodDisruptionBudget with its selector and maxUnavailable of at least 1',
        },
      ]
    })
  },
}

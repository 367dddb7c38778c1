import { hasPendingPods } from '../pods.ts'
import type { Rule } from '../rule.ts'
import { selectingServices } from '../services.ts'
import { textMap } from '../shapes.ts'

/** A Service with a selector has pods behind it. */
export const matchingServiceSelector: Rule = {
  id: 'matching-service-selector',
  reach: 'namespace',
  title: 'The selector of every Service matches pods',
  level: 'baseline',
  severity: 'error',
  reason:
    'A Service whose selector matches no pod is accepted by everybody and answers nobody: every connection is refused, and nothing but an empty list of endpoints tells why. It is the usual end of a renamed label, or of a Service that stands in another namespace than its pods.',
  fix: 'A Service of the model selects the pods of its app. In an object of your own, copy the labels of the pod template; in `constructs`, use the `selector` that is handed in. For pods that a chart runs, declare them as `workloads` of the component.',
  example: {
    bad: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: wbe }
  ports:
  - { port: 80, targetPort: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
`,
    good: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports:
  - { port: 80, targetPort: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
`,
  },
  check: (world) =>
    selectingServices(world).flatMap(({ object, spec, pods }) => {
      const { namespace } = object.id
      if (!object.synced || pods.length > 0 || hasPendingPods(world, namespace)) return []
      const labels = Object.entries(textMap(spec.selector)).map(([key, value]) => `${key}=${value}`)
      return [
        {
          object,
          pointer: '/spec/selector',
          message: `no pod of namespace ${namespace} carries the labels ${labels.join(', ')}: nothing would answer`,
          hint: "copy the labels of the workload's pod template, and mind its namespace",
        },
      ]
    }),
}

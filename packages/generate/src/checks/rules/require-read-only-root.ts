import { syncedPods } from '../pods.ts'
import { hardening, type Rule } from '../rule.ts'
import { shape } from '../shapes.ts'

/** No container writes to its image; what it writes stands in volumes that somebody chose and sized. */
export const requireReadOnlyRoot: Rule = {
  id: 'require-read-only-root',
  reach: 'namespace',
  title: "Every container's root file system is read-only",
  level: 'baseline',
  severity: hardening,
  reason:
    'What is written to the root file system is lost with the container, counts against the disk of the node without a limit of its own, and is where an intruder puts tools. A read-only root file system takes all three away, and shows at the first start where an application writes.',
  fix: 'Leave `security.writableRootFilesystem` of the app unset, and give it a volume where it writes: `volumes: { tmp: { kind: "scratch", mountPath: "/tmp", sizeLimit: "64Mi" } }`. In an object of your own, set `securityContext.readOnlyRootFilesystem: true` and mount an `emptyDir` with a `sizeLimit`.',
  example: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
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
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
        securityContext: { readOnlyRootFilesystem: true }
        volumeMounts:
        - { name: tmp, mountPath: /tmp }
      volumes:
      - name: tmp
        emptyDir: { sizeLimit: 64Mi }
`,
  },
  check: (world) =>
    syncedPods(world).flatMap(({ object, containers }) =>
      containers.flatMap(({ list, name, pointer, spec }) => {
        // Debugging needs somewhere to write, and ends with the pod.
        if (list === 'ephemeralContainers') return []
        if (shape(spec.securityContext).readOnlyRootFilesystem === true) return []
        return [
          {
            object,
            pointer: `${pointer}/securityContext/readOnlyRootFilesystem`,
            message: `container ${name} may write to its root file system: an intruder can leave tools there, and its writes fill the disk of the node`,
            hint: 'set readOnlyRootFilesystem: true and mount a scratch volume where it writes (`volumes` of the app)',
          },
        ]
      }),
    ),
}

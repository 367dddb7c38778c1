import { type PodTemplate, syncedPods } from '../pods.ts'
import { hardening, type Rule, type RuleFinding } from '../rule.ts'
import { shape } from '../shapes.ts'

/**
 * No container runs as root, and the kubelet is told to make sure. Source: Pod Security Standards, "restricted": running
 * as non-root.
 */
export const requireNonRoot: Rule = {
  id: 'require-non-root',
  reach: 'namespace',
  title: 'Every container runs as a user other than root',
  level: 'baseline',
  severity: hardening,
  reason:
    'Root in a container is root of the node for whoever finds a way out of it, and most published ways out need root. `runAsNonRoot: true` makes the kubelet refuse to start a container as user 0, whatever the image says; a user id alone holds only as long as nobody changes it. Namespaces that enforce the restricted Pod Security Standard refuse such pods, which shows only once the pods are missing.',
  fix: 'Leave `security.user` of the app as it is (1000), or set it to the numeric user of the image: `security: { user: 999 }`. In an object of your own, set `securityContext.runAsNonRoot: true`, and `runAsUser` where the image names its user or none. An image that insists on root needs another image, or an exception under `suppressions`.',
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
      securityContext: { runAsNonRoot: true, runAsUser: 1000 }
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
`,
  },
  check: (world) => syncedPods(world).flatMap(findRoot),
}

function findRoot({ object, pointer, spec, containers }: PodTemplate): RuleFinding[] {
  const ofPod = shape(spec.securityContext)
  return containers.flatMap(({ name, pointer: at, spec: container }): RuleFinding[] => {
    const own = shape(container.securityContext)
    const place = (key: string) =>
      own[key] === undefined && ofPod[key] !== undefined
        ? `${pointer}/securityContext/${key}`
        : `${at}/securityContext/${key}`
    if ((own.runAsUser ?? ofPod.runAsUser) === 0) {
      return [
        {
          object,
          pointer: place('runAsUser'),
          message: `container ${name} runs as root: whoever breaks out of it is root of the node`,
          hint: "set runAsUser to the image's own user (`security.user` of the app)",
        },
      ]
    }
    if ((own.runAsNonRoot ?? ofPod.runAsNonRoot) === true) return []
    return [
      {
        object,
        pointer: place('runAsNonRoot'),
        message: `container ${name} may run as root: nothing makes the kubelet refuse it`,
        hint: "set securityContext.runAsNonRoot: true, and runAsUser where the image's user is a name",
      },
    ]
  })
}

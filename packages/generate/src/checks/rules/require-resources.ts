import { type PodTemplate, syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { type Shape, shape } from '../shapes.ts'

const needs = [
  {
    list: 'requests',
    resource: 'cpu',
    why: 'the scheduler counts it as nothing and packs its node until everything on it is slow',
  },
  {
    list: 'requests',
    resource: 'memory',
    why: 'the scheduler counts it as nothing, and it is the first to be killed when its node runs short',
  },
  {
    list: 'limits',
    resource: 'memory',
    why: 'a leak takes the memory of its whole node, and the kernel kills whatever it likes',
  },
] as const

/**
 * Every container states what it needs. A CPU limit is not asked for: a container that has one is throttled while its
 * node is idle. A request that is left out is the limit, where there is one (Kubernetes, "Resource Management for Pods
 * and Containers"); the resources of the pod as a whole (`spec.resources`) count for each of its containers.
 */
export const requireResources: Rule = {
  id: 'require-resources',
  reach: 'namespace',
  title: 'Every container states its CPU request, memory request and memory limit',
  level: 'baseline',
  severity: 'error',
  reason:
    'The scheduler places pods by their requests alone. A container without requests is placed as if it needed nothing, so nodes fill up until everything on them is slow; it belongs to the lowest quality of service and is evicted first. Without a memory limit one leak takes the memory of a whole node with it. Autoscalers that go by utilisation divide by the request: without one they do nothing.',
  fix: 'State `resources` of the app in `app.ts`: `resources: { cpu: { request: "100m", limit: "500m" }, memory: { request: "128Mi", limit: "256Mi" } }`; what differs in one environment stands under `apps.<app>.resources` of `environments/<env>.yaml`. In an object of your own, set `resources.requests.cpu`, `resources.requests.memory` and `resources.limits.memory` of each container.',
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
        resources:
          requests: { cpu: 100m, memory: 128Mi }
          limits: { memory: 256Mi }
`,
  },
  check: (world) => syncedPods(world).flatMap(findMissing),
}

function findMissing({ object, spec, containers }: PodTemplate): RuleFinding[] {
  const ofPod = shape(spec.resources)
  return containers.flatMap(({ list, name, pointer, spec: container }) => {
    // What is started for debugging takes its resources from the pod; the API server refuses any of its own.
    if (list === 'ephemeralContainers') return []
    const own = shape(container.resources)
    return needs.flatMap((need): RuleFinding[] => {
      if (states(own, need) || states(ofPod, need)) return []
      const what = `${need.resource} ${need.list === 'requests' ? 'request' : 'limit'}`
      return [
        {
          object,
          pointer: `${pointer}/resources`,
          message: `container ${name} states no ${what}: ${need.why}`,
          hint: `set resources.${need.list}.${need.resource} (\`resources\` of the app)`,
        },
      ]
    })
  })
}

function states(resources: Shape, { list, resource }: (typeof needs)[number]): boolean {
  const stated = (from: unknown) => shape(from)[resource] !== undefined
  return stated(resources[list]) || (list === 'requests' && stated(resources.limits))
}

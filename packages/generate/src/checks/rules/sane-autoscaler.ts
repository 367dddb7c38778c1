import { perWorld } from '../per-world.ts'
import { knownPods, type PodContainer } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { type Autoscaler, autoscalers } from '../scaling.ts'
import { servedPods } from '../services.ts'
import { integer, member, shape, shapes, text } from '../shapes.ts'
import type { World } from '../world.ts'

type Fault = Omit<RuleFinding, 'object'> & Partial<Pick<RuleFinding, 'object'>>

/** A HorizontalPodAutoscaler can do its work: bounds, target, and something to divide by. */
export const saneAutoscaler: Rule = {
  id: 'sane-autoscaler',
  reach: 'namespace',
  title: 'Every HorizontalPodAutoscaler has a target, bounds and metrics that work',
  level: 'baseline',
  severity: 'error',
  reason:
    'An autoscaler that cannot work says so only in its status, on a cluster, at the moment when load arrives. Utilisation is divided by the request of the pods: without one there is no value. A target that states `replicas` is set back to that number at every sync, and two autoscalers of one target overrule each other. Where guardrails are strict, what serves traffic is never scaled down to a single pod.',
  fix: 'In `app.ts`, `scaling: { min: 2, max: 6, cpuPercent: 70 }` makes the autoscaler and leaves the number of replicas to it; `apps.<app>.replicas: { min, max }` of an environment changes the bounds. In an object of your own, name a target that exists, leave `spec.replicas` out of it, and set requests on its containers.',
  example: {
    bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 6
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
`,
    good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 6
  metrics:
  - type: Resource
    resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
---
apiVersion: apps/v1
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
          requests: { cpu: 100m }
`,
  },
  check: (world) => {
    const first = new Map<string, Autoscaler>()
    return autoscalers(world).flatMap((autoscaler) => {
      const rival = first.get(autoscaler.target)
      if (rival === undefined) first.set(autoscaler.target, autoscaler)
      if (!autoscaler.object.synced) return []
      return [
        ...boundFaults(autoscaler),
        ...targetFaults(world, autoscaler, rival),
        ...metricFaults(world, autoscaler),
        ...loneFaults(world, autoscaler),
      ].map((fault) => ({ object: autoscaler.object, ...fault }))
    })
  },
}

function boundFaults({ min, max }: Autoscaler): Fault[] {
  if (max === undefined || max >= min) return []
  return [
    {
      pointer: '/spec/maxReplicas',
      message: `at most ${max} pods and at least ${min} cannot both hold: the API server refuses it`,
      hint: 'raise maxReplicas, or lower minReplicas (`scaling` of the app, `apps.<app>.replicas` of the environment)',
    },
  ]
}

function targetFaults(
  world: World,
  { object, target }: Autoscaler,
  rival: Autoscaler | undefined,
): Fault[] {
  if (world.isPending(target)) return []
  const scaled = world.get(target)
  if (scaled === undefined) {
    return [
      {
        pointer: '/spec/scaleTargetRef',
        message: `it scales ${target}, which does not exist: nothing will ever be scaled`,
        hint: 'correct apiVersion, kind or name of the target',
      },
    ]
  }
  const faults: Fault[] = []
  if (rival !== undefined) {
    faults.push({
      pointer: '/spec/scaleTargetRef',
      message: `it and ${rival.object.key} both scale ${target}, and overrule each other`,
      hint: 'keep one of the two, with the metrics of both',
    })
  }
  const replicas = member(scaled.manifest, 'spec', 'replicas')
  if (scaled.synced && replicas !== undefined) {
    faults.push({
      object: scaled,
      pointer: '/spec/replicas',
      message: `it states ${String(replicas)} replicas, and ${object.key} scales it: every sync sets the number back`,
      hint: 'leave replicas out',
    })
  }
  return faults
}

/** Containers of synced workloads, by the workload's identity. */
const containersByWorkload = perWorld(
  (world): ReadonlyMap<string, readonly PodContainer[]> =>
    new Map(
      knownPods(world).flatMap(({ object, spec, containers }) =>
        // The resources of the whole pod are divided by as well; what a chart's pods request is not known.
        object.synced && spec.resources === undefined
          ? [[object.key, containers.filter(({ stays }) => stays)] as const]
          : [],
      ),
    ),
)

function metricFaults(world: World, { object, target }: Autoscaler): Fault[] {
  const containers = containersByWorkload(world).get(target)
  if (containers === undefined) return []
  return utilizations(object.manifest.spec).flatMap(({ pointer, resource, container }): Fault[] => {
    const measured = containers.filter(({ name }) => container === undefined || name === container)
    if (container !== undefined && measured.length === 0) {
      return [
        {
          pointer,
          message: `it goes by container ${container}, which ${target} does not have`,
          hint: `name one of: ${containers.map(({ name }) => name).join(', ')}`,
        },
      ]
    }
    return measured
      .filter(({ spec }) => !requests(spec.resources, resource))
      .map(({ name }) => ({
        pointer,
        message: `it goes by the utilisation of ${resource}, a share of the request, and container ${name} of ${target} requests no ${resource}: there is no value to scale by`,
        hint: `set resources.requests.${resource} of the container`,
      }))
  })
}

function requests(resources: unknown, resource: string): boolean {
  const { requests: asked, limits } = shape(resources)
  return shape(asked)[resource] !== undefined || shape(limits)[resource] !== undefined
}

interface Utilization {
  readonly pointer: string
  readonly resource: string
  readonly container?: string
}

/** Metrics that are a share of the request; without any metric the API server's default is one, of CPU. */
function utilizations(value: unknown): Utilization[] {
  const spec = shape(value)
  const metrics = shapes(spec.metrics)
  if (metrics.length === 0) return [{ pointer: '/spec/metrics', resource: 'cpu' }]
  return metrics.flatMap((metric, index) => {
    const source = shape(
      metric.type === 'ContainerResource' ? metric.containerResource : metric.resource,
    )
    const resource = text(source.name)
    const share = integer(shape(source.target).averageUtilization) !== undefined
    if (resource === undefined || !share) return []
    const container = text(source.container)
    return [
      {
        pointer: `/spec/metrics/${index}`,
        resource,
        ...(metric.type === 'ContainerResource' && container !== undefined && { container }),
      },
    ]
  })
}

const servedWorkloads = perWorld(
  (world): ReadonlySet<string> =>
    new Set([...servedPods(world).keys()].map(({ object }) => object.key)),
)

function loneFaults(world: World, { min, target }: Autoscaler): Fault[] {
  if (world.profile.level !== 'strict' || min >= 2) return []
  if (!servedWorkloads(world).has(target)) return []
  return [
    {
      pointer: '/spec/minReplicas',
      message: `it may leave a single pod behind a Service: its node's next drain is an outage`,
      hint: 'set minReplicas of at least 2 (`scaling.min` of the app, `apps.<app>.replicas.min` of the environment)',
    },
  ]
}

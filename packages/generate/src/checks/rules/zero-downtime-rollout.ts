import { routesOf, syncedIngresses } from '../ingresses.ts'
import { indexPods, type PodIndex, type PodTemplate, syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { integer, member } from '../shapes.ts'
import { annotationsOf, labelsOf, type World, type WorldObject } from '../world.ts'

/** What AWS uses where the attribute is not set. Seconds. */
const defaultDeregistration = 300

const readinessGate = 'elbv2.k8s.aws/pod-readiness-gate-inject'

/**
 * Behind a load balancer, four numbers must agree for a rollout to drop no request: no old pod goes before a new one
 * serves, it sleeps for as long as the load balancer still sends to it, and its grace period covers the sleep. The new
 * pod counts as serving only once the load balancer sees it healthy, which is what the namespace's readiness gate says.
 */
export const zeroDowntimeRollout: Rule = {
  id: 'zero-downtime-rollout',
  reach: 'namespace',
  title: 'A rollout behind a load balancer drops no request',
  level: 'baseline',
  severity: 'error',
  reason:
    'After a pod is told to stop, the load balancer still sends to it until it is deregistered. Four numbers must agree: no old pod goes before a new one serves, it sleeps for as long as the load balancer sends to it, its grace period covers the sleep and the shutdown, and the namespace makes new pods wait until the load balancer knows them. Each alone looks right; together they decide whether customers see errors at every deployment.',
  fix: 'The model computes all four from `ingress.deregistrationSeconds` and `shutdownSeconds`. In objects of your own, sleep longer in `preStop` than `deregistration_delay.timeout_seconds`, set `terminationGracePeriodSeconds` above that, `maxUnavailable: 0`, and label the Namespace `elbv2.k8s.aws/pod-readiness-gate-inject: enabled`.',
  example: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=30
spec:
  rules:
  - http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports:
  - { name: http, port: 80 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  strategy:
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 60
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
        lifecycle:
          preStop: { sleep: { seconds: 5 } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=30
spec:
  rules:
  - http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports:
  - { name: http, port: 80 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  strategy:
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 60
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
        lifecycle:
          preStop: { sleep: { seconds: 35 } }
`,
  },
  check: (world) => {
    const pods = indexPods(syncedPods(world))
    return syncedIngresses(world).flatMap((ingress) => {
      const services = new Set(routesOf(ingress).map((route) => route.service))
      return [...services].flatMap((name) =>
        targetsOf(world, pods, ingress, name).flatMap((pod) => [
          ...checkTimings(ingress, pod),
          ...checkReadinessGate(world, ingress),
        ]),
      )
    })
  },
}

function targetsOf(
  world: World,
  pods: PodIndex,
  ingress: WorldObject,
  service: string,
): readonly PodTemplate[] {
  const { namespace } = ingress.id
  const manifest = world.get(`Service ${namespace}/${service}`)?.manifest
  return pods.bySelector(namespace, member(manifest, 'spec', 'selector'))
}

function checkTimings(
  ingress: WorldObject,
  { object, pointer, spec, containers }: PodTemplate,
): RuleFinding[] {
  const findings: RuleFinding[] = []
  const deregistration = deregistrationOf(ingress)
  const sleeps = containers
    .filter(({ list }) => list === 'containers')
    .map((one) => integer(member(one.spec, 'lifecycle', 'preStop', 'sleep', 'seconds')) ?? 0)
  const sleep = Math.min(...sleeps)
  const grace = integer(spec.terminationGracePeriodSeconds) ?? 30
  const unavailable = member(object.manifest, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable')
  if (object.id.kind === 'Deployment' && unavailable !== 0) {
    findings.push({
      object,
      pointer: '/spec/strategy/rollingUpdate/maxUnavailable',
      message: 'a rollout may stop a pod before its successor serves: maxUnavailable is not 0',
      hint: 'set maxUnavailable 0 and maxSurge above 0',
    })
  }
  // Without a container there is nothing to time, and the API server refuses it.
  if (sleeps.length === 0) return findings
  if (sleep <= deregistration) {
    findings.push({
      object,
      pointer: `${pointer}/containers/0/lifecycle/preStop`,
      message: `a pod sleeps ${sleep} s before it stops, but the load balancer of ${ingress.key} sends to it for ${deregistration} s more: those requests fail`,
      hint: 'sleep longer in preStop than deregistration_delay.timeout_seconds, or lower the delay',
    })
  }
  if (grace <= sleep) {
    findings.push({
      object,
      pointer: `${pointer}/terminationGracePeriodSeconds`,
      message: `the grace period of ${grace} s ends within the preStop sleep of ${sleep} s, so the app is killed before it can finish its requests`,
      hint: "raise terminationGracePeriodSeconds above the sleep and the app's own shutdown",
    })
  }
  return findings
}

function deregistrationOf(ingress: WorldObject): number {
  const attributes =
    annotationsOf(ingress)['alb.ingress.kubernetes.io/target-group-attributes'] ?? ''
  const match = /(?:^|,)\s*deregistration_delay\.timeout_seconds=(\d+)/.exec(attributes)
  return match === null ? defaultDeregistration : Number(match[1])
}

function checkReadinessGate(world: World, ingress: WorldObject): RuleFinding[] {
  const namespace = world.get(`Namespace ${ingress.id.namespace}`)
  if (namespace === undefined || labelsOf(namespace)[readinessGate] === 'enabled') return []
  return [
    {
      object: namespace,
      pointer: '/metadata/labels',
      message: `${ingress.key} sends traffic into this namespace, but new pods count as ready before the load balancer knows them`,
      hint: `label the Namespace ${readinessGate}: enabled`,
    },
  ]
}

import { routesOf, syncedIngresses } from '../ingresses.ts'
import { indexPods, type PodIndex, type PodTemplate, syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { World, WorldObject } from '../world.ts'

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
): PodTemplate[] {
  const { namespace } = ingress.id
  const selector = (
    world.get(`Service ${namespace}/${service}`)?.manifest.spec as
      | { selector?: Readonly<Record<string, string>> }
      | undefined
  )?.selector
  return pods(namespace, selector)
}

function checkTimings(ingress: WorldObject, { object, pointer, spec }: PodTemplate): RuleFinding[] {
  const findings: RuleFinding[] = []
  const deregistration = deregistrationOf(ingress)
  const sleep = Math.min(
    ...(spec.containers ?? []).map((one) => one.lifecycle?.preStop?.sleep?.seconds ?? 0),
  )
  const grace = spec.terminationGracePeriodSeconds ?? 30
  const strategy = (object.manifest.spec ?? {}) as {
    strategy?: { rollingUpdate?: { maxUnavailable?: unknown } }
  }
  if (object.id.kind === 'Deployment' && strategy.strategy?.rollingUpdate?.maxUnavailable !== 0) {
    findings.push({
      object,
      pointer: '/spec/strategy/rollingUpdate/maxUnavailable',
      message: 'a rollout may stop a pod before its successor serves: maxUnavailable is not 0',
      hint: 'set maxUnavailable 0 and maxSurge above 0',
    })
  }
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
    ingress.manifest.metadata.annotations?.['alb.ingress.kubernetes.io/target-group-attributes'] ??
    ''
  const match = /(?:^|,)\s*deregistration_delay\.timeout_seconds=(\d+)/.exec(attributes)
  return match === null ? defaultDeregistration : Number(match[1])
}

function checkReadinessGate(world: World, ingress: WorldObject): RuleFinding[] {
  const namespace = world.get(`Namespace ${ingress.id.namespace}`)
  if (
    namespace === undefined ||
    namespace.manifest.metadata.labels?.[readinessGate] === 'enabled'
  ) {
    return []
  }
  return [
    {
      object: namespace,
      pointer: '/metadata/labels',
      message: `${ingress.key} sends traffic into this namespace, but new pods count as ready before the load balancer knows them`,
      hint: `label the Namespace ${readinessGate}: enabled`,
    },
  ]
}

import type { AppSpec } from '@skyctl/model'

/**
 * Between a pod's deletion and the moment the last client knows of it, traffic still arrives. The four numbers that
 * decide whether a rollout drops requests follow from one another:
 *
 * - the old pod goes only once the new one is ready: `maxUnavailable: 0`;
 * - the load balancer sends to a deregistering target for `deregistration_delay` seconds;
 * - the pod sleeps through that in `preStop`, and a little longer, before it is told to stop;
 * - `terminationGracePeriodSeconds` covers the sleep and the app's own shutdown.
 */
export interface RolloutTimings {
  /** Seconds. */
  readonly preStopSeconds: number
  /** Seconds. */
  readonly gracePeriodSeconds: number
}

/** Seconds that endpoint changes need to reach every node and the load balancer's controller. */
export const propagationSeconds = 5

export function rolloutTimings(spec: AppSpec): RolloutTimings {
  const serves =
    (spec.kind === 'Deployment' || spec.kind === 'StatefulSet') &&
    Object.keys(spec.ports).length > 0
  const deregistration = ('ingress' in spec ? spec.ingress?.deregistrationSeconds : undefined) ?? 0
  const preStopSeconds = serves ? deregistration + propagationSeconds : 0
  return { preStopSeconds, gracePeriodSeconds: preStopSeconds + spec.shutdownSeconds }
}

import { createProfile, type Profile } from '../profile/profile.ts'
import { buildWorld } from '../world/build-world.ts'
import { judgePolicies, type RejectionFinding } from './judge-policies.ts'

/** Whether Cilium's agent has a say about an object of this kind. */
export function isCiliumPolicy(apiVersion: unknown, kind: unknown): boolean {
  return (
    typeof apiVersion === 'string' &&
    apiVersion.startsWith('cilium.io/') &&
    (kind === 'CiliumNetworkPolicy' || kind === 'CiliumClusterwideNetworkPolicy')
  )
}

/**
 * What Cilium's agent refuses one policy for, though the API server takes it: the object stands in the cluster, and nothing of it is
 * enforced.
 *
 * @param value One object, not a `List`.
 */
export function agentFindings(
  value: unknown,
  profile: Profile = createProfile(),
): readonly RejectionFinding[] {
  const { policies } = buildWorld([{ value }])
  return judgePolicies(policies, profile, () => []).rejections.flatMap(({ findings }) => findings)
}

import {
  buildWorld,
  createLintContext,
  type Lint,
  type LintContext,
  lints,
  prepareBuiltWorld,
  readProfile,
  worldText,
} from '@skyctl/policy-lib'
import { perWorld } from './per-world.ts'
import { hasPendingPods, podKinds } from './pods.ts'
import type { Rule, RuleFinding } from './rule.ts'
import type { World } from './world.ts'

const policyKinds = [
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'networking.k8s.io/NetworkPolicy',
]

/** Everything else that has a part in what a policy does. */
const otherKinds = [
  'Namespace',
  'Service',
  'Endpoints',
  'discovery.k8s.io/EndpointSlice',
  'cilium.io/CiliumCIDRGroup',
  ...podKinds,
]

/** The lints of policy-lib as rules: what policies of an environment say and cannot have meant. */
export const policyRules: readonly Rule[] = lints.map(
  ({ id, title, severity, reason, fix, example, check }: Lint): Rule => ({
    id,
    reach: 'environment',
    title,
    level: 'baseline',
    severity,
    reason,
    fix,
    example,
    basis: basisOf,
    check: (world) => {
      const context = contextOf(world)
      if (context === undefined) return []
      return check(context).flatMap((finding): RuleFinding[] => {
        const { policy, pointer, message, hint, ifAllPodsOf = [] } = finding
        const object = world.get(policy.id)
        if (object === undefined || !object.synced) return []
        if (ifAllPodsOf.some((namespace) => waitsForPods(world, namespace))) return []
        return [{ object, pointer, message, hint }]
      })
    },
  }),
)

const partOf = perWorld((world) =>
  buildWorld(
    [...policyKinds, ...otherKinds].flatMap((kind) =>
      world.ofKind(kind).map(({ manifest, path }) => ({ value: manifest, file: path })),
    ),
  ),
)

/** The policies of a World, read once for all rules; undefined where it has none. */
const contextOf = perWorld((world): LintContext | undefined => {
  if (policyKinds.every((kind) => world.ofKind(kind).length === 0)) return undefined
  const { profile } = readProfile(world.profile.cilium)
  return createLintContext(prepareBuiltWorld(partOf(world), { profile }))
})

function basisOf(world: World): string {
  const { cilium, pending } = world.profile
  const policies = policyKinds.flatMap((kind) => world.ofKind(kind))
  const places = policies.map(({ key, origin, synced }) => [key, origin, synced])
  return JSON.stringify([cilium, pending, places, worldText(partOf(world))])
}

/** Pods that wait for a fact may be those that a policy means. */
function waitsForPods(world: World, namespace: string): boolean {
  if (namespace !== '') return hasPendingPods(world, namespace)
  return world.profile.pending.some((key) => podKinds.some((kind) => key.startsWith(`${kind} `)))
}

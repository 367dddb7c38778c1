import {
  createLintContext,
  type Lint,
  type LintContext,
  lints,
  prepareWorld,
  readProfile,
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

/** The policies of a World, read once for all rules; undefined where it has none. */
const contextOf = perWorld((world): LintContext | undefined => {
  if (policyKinds.every((kind) => world.ofKind(kind).length === 0)) return undefined
  const { profile } = readProfile(world.profile.cilium)
  return createLintContext(
    prepareWorld(
      world.objects.map(({ manifest, path }) => ({ value: manifest, file: path })),
      { profile },
    ),
  )
})

/** Pods that wait for a fact may be those that a policy means. */
function waitsForPods(world: World, namespace: string): boolean {
  if (namespace !== '') return hasPendingPods(world, namespace)
  return world.profile.pending.some((key) => podKinds.some((kind) => key.startsWith(`${kind} `)))
}

import { rulesOf } from '../../lower/rule-items.ts'
import { get, listAt } from '../../plain-data.ts'
import { isOfCilium } from '../../world/world.ts'
import type { Lint } from '../lint.ts'

/** Who asks for a default deny gets it. */
export const effectiveDefaultDeny: Lint = {
  id: 'effective-default-deny',
  title: 'Every default deny that a Cilium policy asks for takes effect',
  severity: 'warning',
  reason:
    '`enableDefaultDeny` changes what the rules of a direction do, and does nothing where the direction has none: `enableDefaultDeny: { ingress: true }` beside `egress` alone leaves ingress open.',
  fix: 'Add a rule of that direction. One that allows nobody, `ingress: [{}]`, is enough to deny by default; `enableDefaultDeny` is then not needed.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  enableDefaultDeny: { ingress: true }
  egress: [{ toEntities: [cluster] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  ingress: [{}]
  egress: [{ toEntities: [cluster] }]
`,
  },
  check: ({ policies }) =>
    policies.filter(isOfCilium).flatMap((policy) =>
      rulesOf(policy).flatMap(({ value, pointer }) =>
        (['ingress', 'egress'] as const).flatMap((direction) => {
          const items = [direction, `${direction}Deny`].flatMap((key) => listAt(value, key) ?? [])
          if (get(value, 'enableDefaultDeny', direction) !== true || items.length > 0) return []
          return [
            {
              policy,
              pointer: `${pointer}/enableDefaultDeny/${direction}`,
              message: `the rule has no ${direction}: enableDefaultDeny does nothing, and ${direction} stays open`,
              hint: `write ${direction}: [{}] to deny by default`,
            },
          ]
        }),
      ),
    ),
}

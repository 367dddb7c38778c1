import { get } from '../../plain-data.ts'
import { l7Count } from '../port-rules.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** Source: pkg/policy/api/rule_validation.go, PortRule.sanitize. */
export const respectListeners: SanitizeRule = {
  id: 'respect-listeners',
  rule: 49,
  check: (context) =>
    context.portRules
      .filter(({ value }) => get(value, 'listener') !== undefined)
      .flatMap((portRule) => {
        const pointer = `${portRule.pointer}/listener`
        return [
          ...(portRule.item.direction === 'ingress'
            ? [
                {
                  pointer,
                  message: 'a listener stands on ingress, where Cilium takes none',
                  hint: 'write it on egress',
                },
              ]
            : []),
          ...(l7Count(portRule) > 0
            ? [
                {
                  pointer,
                  message:
                    'a listener stands beside rules of layer 7: which of them looks at the traffic is open',
                  hint: 'remove one of the two',
                },
              ]
            : []),
        ]
      }),
}

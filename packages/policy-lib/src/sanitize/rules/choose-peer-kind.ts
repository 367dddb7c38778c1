import { memberName, membersOf } from '../../lower/rule-items.ts'
import { listAt } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** An item names its peers in one way; an empty list does not count. Source: pkg/policy/api/rule_validation.go, l3Members. */
export const choosePeerKind: SanitizeRule = {
  id: 'choose-peer-kind',
  rule: 18,
  check: (context) =>
    context.items.flatMap((item) => {
      const given = membersOf(item)
        .map((member) => memberName(item.direction, member))
        .filter((member) => (listAt(item.value, member) ?? []).length > 0)
      return given.length < 2
        ? []
        : [
            {
              pointer: item.pointer,
              message: `one rule has ${given.join(' and ')}: Cilium takes one kind of peers a rule, and refuses the policy`,
              hint: 'make one rule of each',
            },
          ]
    }),
}

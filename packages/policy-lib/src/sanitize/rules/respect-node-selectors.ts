import { memberName } from '../../lower/rule-items.ts'
import { listAt } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** Source: pkg/policy/api/rule_validation.go, ErrFromToNodesRequiresNodeSelectorOption. */
export const respectNodeSelectors: SanitizeRule = {
  id: 'respect-node-selectors',
  rule: 21,
  check: (context) =>
    context.profile.nodeSelectorLabels
      ? []
      : context.items.flatMap(({ value, direction, pointer }) => {
          const member = memberName(direction, 'Nodes')
          return (listAt(value, member) ?? []).length === 0
            ? []
            : [
                {
                  pointer: `${pointer}/${member}`,
                  message: `${member} needs labels of nodes, which this Cilium does not keep: the policy is refused`,
                  hint: 'set enable-node-selector-labels (nodeSelectorLabels of the profile), or use the entities host and remote-node',
                },
              ]
        }),
}

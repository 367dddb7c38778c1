import { memberName } from '../../lower/rule-items.ts'
import { get, listAt } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

const members = ['cidr', 'cidrGroupRef', 'cidrGroupSelector']

/** Source: pkg/policy/api/rule_validation.go, CIDRRule.sanitize. */
export const chooseCidrSource: SanitizeRule = {
  id: 'choose-cidr-source',
  rule: 31,
  check: (context) =>
    context.items.flatMap(({ value, direction, pointer }) => {
      const set = memberName(direction, 'CIDRSet')
      return (listAt(value, set) ?? []).flatMap((rule, index) => {
        const given = members.filter((member) => (get(rule, member) ?? '') !== '')
        return given.length === 1
          ? []
          : [
              {
                pointer: `${pointer}/${set}/${index}`,
                message: `an element of ${set} has ${given.length === 0 ? 'none' : given.join(' and ')} of ${members.join(', ')}: Cilium takes exactly one`,
                hint: 'write one element for each',
              },
            ]
      })
    }),
}

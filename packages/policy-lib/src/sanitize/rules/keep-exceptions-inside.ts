import { contains, parsePrefix } from '../../identities/prefix.ts'
import { memberName } from '../../lower/rule-items.ts'
import { listAt, textAt } from '../../plain-data.ts'
import { isAtLeast } from '../../profile/profile.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** An exception is part of the network that it is made from; of a group it is not checked. Source: pkg/policy/api/rule_validation.go, CIDRRule.sanitize. */
export const keepExceptionsInside: SanitizeRule = {
  id: 'keep-exceptions-inside',
  rule: 30,
  check: (context) =>
    context.items.flatMap(({ value, direction, pointer }) => {
      const set = memberName(direction, 'CIDRSet')
      return (listAt(value, set) ?? []).flatMap((rule, index) => {
        const outer = parsePrefix(textAt(rule, 'cidr') ?? '')
        if (outer === undefined) return []
        return (listAt(rule, 'except') ?? []).flatMap((text, at) => {
          const inner = parsePrefix(String(text))
          // Until 1.19 a wider network passed, as long as it began inside.
          const isInside =
            inner !== undefined &&
            (contains(outer, inner) ||
              (!isAtLeast(context.profile.ciliumVersion, '1.20') &&
                contains(inner, outer) &&
                inner.bits === outer.bits))
          return isInside
            ? []
            : [
                {
                  pointer: `${pointer}/${set}/${index}/except/${at}`,
                  message: `${String(text)} is no part of ${textAt(rule, 'cidr')}, from which it is to be excepted`,
                  hint: 'write a network inside it, of the same family',
                },
              ]
        })
      })
    }),
}

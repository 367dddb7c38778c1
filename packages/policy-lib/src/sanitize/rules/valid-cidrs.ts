import type { Json } from '@skyctl/core'
import { parseCidr, parsePrefix } from '../../identities/prefix.ts'
import { memberName } from '../../lower/rule-items.ts'
import { listAt, textAt } from '../../plain-data.ts'
import { isAtLeast } from '../../profile/profile.ts'
import type { Finding, SanitizeRule } from '../sanitize-rule.ts'

/**
 * Networks by CIDR. Exceptions from a group are not looked at by 1.20, which stops when it then reads one that is none.
 *
 * Source: pkg/policy/api/rule_validation.go, CIDR.sanitize, CIDRRule.sanitize; pkg/policy/types/selector.go,
 * newCIDRSelectorFromRequirements.
 */
export const validCidrs: SanitizeRule = {
  id: 'valid-cidrs',
  rule: 29,
  check: (context) =>
    context.items.flatMap(({ value, direction, pointer }) => {
      const [plain, set] = [memberName(direction, 'CIDR'), memberName(direction, 'CIDRSet')]
      return [
        ...(listAt(value, plain) ?? []).flatMap((cidr, index) =>
          typeof cidr === 'string' && parseCidr(cidr) !== undefined
            ? []
            : [invalid(String(cidr), `${pointer}/${plain}/${index}`)],
        ),
        ...(listAt(value, set) ?? []).flatMap((rule, index) => {
          const cidr = textAt(rule, 'cidr') ?? ''
          const place = `${pointer}/${set}/${index}`
          if (cidr !== '') {
            return parsePrefix(cidr) === undefined ? [invalid(cidr, `${place}/cidr`)] : []
          }
          return isAtLeast(context.profile.ciliumVersion, '1.20') ? deadly(rule, place) : []
        }),
      ]
    }),
}

function deadly(rule: Json, pointer: string): Finding[] {
  return (listAt(rule, 'except') ?? []).flatMap((text, at) =>
    typeof text === 'string' && parseCidr(text) !== undefined
      ? []
      : [
          {
            pointer: `${pointer}/except/${at}`,
            message: `'${String(text)}' is no network: Cilium does not check exceptions from a group, and its agents stop when they read this one`,
            hint: 'write an address and a length, without leading zeros',
          },
        ],
  )
}

function invalid(text: string, pointer: string): Finding {
  return {
    pointer,
    message: `'${text}' is no network: Cilium refuses the policy`,
    hint: 'write an address and a length, such as 192.0.2.0/24 or 2001:db8::/32',
  }
}

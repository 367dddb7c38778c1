import { parseCidr, parsePrefix } from '../../identities/prefix.ts'
import { memberName } from '../../lower/rule-items.ts'
import { listAt, textAt } from '../../plain-data.ts'
import type { Finding, SanitizeRule } from '../sanitize-rule.ts'

/** Source: pkg/policy/api/rule_validation.go, CIDR.sanitize, CIDRRule.sanitize. */
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
          const cidr = textAt(rule, 'cidr')
          return cidr === undefined || cidr === '' || parsePrefix(cidr) !== undefined
            ? []
            : [invalid(cidr, `${pointer}/${set}/${index}/cidr`)]
        }),
      ]
    }),
}

function invalid(text: string, pointer: string): Finding {
  return {
    pointer,
    message: `'${text}' is no network: Cilium refuses the policy`,
    hint: 'write an address and a length, such as 192.0.2.0/24 or 2001:db8::/32',
  }
}

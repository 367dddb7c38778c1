import type { Json } from '@skyctl/core'
import { icmpTypeNames } from '../../lower/icmp-types.ts'
import type { RuleItem } from '../../lower/rule-items.ts'
import { get, listAt } from '../../plain-data.ts'
import type { Finding, SanitizeRule } from '../sanitize-rule.ts'

/** Source: pkg/policy/api/icmp.go; pkg/policy/api/rule_validation.go, errUnsupportedICMPWithToPorts. */
export const validIcmps: SanitizeRule = {
  id: 'valid-icmps',
  rule: 41,
  check: (context) =>
    context.items.flatMap((item) => {
      const icmps = listAt(item.value, 'icmps') ?? []
      return [
        ...(icmps.length > 0 && !context.profile.icmpRules ? [disabled(item)] : []),
        ...(icmps.length > 0 && (listAt(item.value, 'toPorts') ?? []).length > 0
          ? [combined(item)]
          : []),
        ...icmps.flatMap((icmp, index) =>
          (listAt(icmp, 'fields') ?? []).flatMap((field, at) =>
            fieldFaults(field, `${item.pointer}/icmps/${index}/fields/${at}`),
          ),
        ),
      ]
    }),
}

function disabled({ pointer }: RuleItem): Finding {
  return {
    pointer: `${pointer}/icmps`,
    message: 'this Cilium has rules for ICMP switched off, and refuses the policy',
    hint: 'set enable-icmp-rules (icmpRules of the profile)',
  }
}

function combined({ pointer }: RuleItem): Finding {
  return {
    pointer,
    message:
      'one rule has both icmps and toPorts: Cilium takes one of them, and refuses the policy',
    hint: 'make two rules of it',
  }
}

function fieldFaults(field: Json, pointer: string): Finding[] {
  const family = get(field, 'family') ?? 'IPv4'
  const type = get(field, 'type')
  if (family !== 'IPv4' && family !== 'IPv6') {
    return [
      {
        pointer: `${pointer}/family`,
        message: `'${String(family)}' is no family of addresses`,
        hint: 'write IPv4 or IPv6',
      },
    ]
  }
  // Go's Atoi: a text that is no number is a name, and so is one that is zero but not '0'.
  const isName =
    typeof type === 'string' && type !== '0' && (Number(type) === 0 || !/^[+-]?\d+$/.test(type))
  return isName && !Object.hasOwn(icmpTypeNames[family], type)
    ? [
        {
          pointer: `${pointer}/type`,
          message: `ICMP of ${family} has no type '${type}'`,
          hint: 'write the number of the type, or check the family: IPv4 where none is given',
        },
      ]
    : []
}

import { listAt } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

const most = 40

/** Source: pkg/policy/api/rule_validation.go, maxPorts, maxICMPFields. */
export const limitPorts: SanitizeRule = {
  id: 'limit-ports',
  rule: 43,
  check: (context) => [
    ...context.portRules
      .filter(({ ports }) => ports.length > most)
      .map(({ pointer, ports }) => ({
        pointer: `${pointer}/ports`,
        message: `one element of toPorts has ${ports.length} ports, and Cilium takes ${most}`,
        hint: 'write several elements, or a range',
      })),
    ...context.items.flatMap(({ value, pointer }) =>
      (listAt(value, 'icmps') ?? []).flatMap((item, index) =>
        (listAt(item, 'fields') ?? []).length > most
          ? [
              {
                pointer: `${pointer}/icmps/${index}/fields`,
                message: `one element of icmps has more than ${most} fields, which is all that Cilium takes`,
                hint: 'write several elements',
              },
            ]
          : [],
      ),
    ),
  ],
}

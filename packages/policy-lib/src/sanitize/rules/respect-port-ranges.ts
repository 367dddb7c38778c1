import { parsePortText } from '../../lower/port-text.ts'
import { get, textAt } from '../../plain-data.ts'
import { hasDnsRules } from '../port-rules.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** The DNS proxy knows single ports. Source: pkg/policy/api/rule_validation.go, PortProtocol.sanitize. */
export const respectPortRanges: SanitizeRule = {
  id: 'respect-port-ranges',
  rule: 37,
  check: (context) =>
    context.portRules
      .filter(hasDnsRules)
      .flatMap(({ ports }) => ports)
      .flatMap(({ value, pointer }) => {
        const port = parsePortText(textAt(value, 'port') ?? '')
        const end = get(value, 'endPort')
        return port !== undefined &&
          'number' in port &&
          typeof end === 'number' &&
          end > port.number
          ? [
              {
                pointer: `${pointer}/endPort`,
                message: 'a range of ports has rules for DNS, whose proxy knows single ports only',
                hint: 'write port 53 without endPort',
              },
            ]
          : []
      }),
}

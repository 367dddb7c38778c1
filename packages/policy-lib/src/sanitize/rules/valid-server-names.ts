import { get, listAt } from '../../plain-data.ts'
import { l7Count } from '../port-rules.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** Source: pkg/policy/api/rule_validation.go, PortRule.sanitize. */
export const validServerNames: SanitizeRule = {
  id: 'valid-server-names',
  rule: 48,
  check: (context) =>
    context.portRules.flatMap((portRule) => {
      const { value, pointer } = portRule
      const names = listAt(value, 'serverNames') ?? []
      const isHidden = l7Count(portRule) > 0 && get(value, 'terminatingTLS') === undefined
      return [
        ...(names.length > 0 && isHidden
          ? [
              {
                pointer: `${pointer}/serverNames`,
                message:
                  'serverNames stand beside rules of layer 7, which need the TLS to be terminated',
                hint: 'write terminatingTLS, or remove one of the two',
              },
            ]
          : []),
        ...names.flatMap((name, index) =>
          name === ''
            ? [
                {
                  pointer: `${pointer}/serverNames/${index}`,
                  message: 'a server name is empty: no handshake states that',
                  hint: 'write the name, or remove it',
                },
              ]
            : [],
        ),
      ]
    }),
}

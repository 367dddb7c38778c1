import { isServiceName } from '../../lower/port-text.ts'
import { textAt } from '../../plain-data.ts'
import { protocolOf } from '../port-rules.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

const withoutPorts = ['VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH']

/** A port may be left out only with a flag, and some protocols have none. Source: pkg/policy/api/rule_validation.go, PortProtocol.sanitize. */
export const respectExtendedProtocols: SanitizeRule = {
  id: 'respect-extended-protocols',
  rule: 42,
  check: (context) =>
    context.portRules
      .flatMap(({ ports }) => ports)
      .flatMap((port) => {
        const text = textAt(port.value, 'port') ?? ''
        if (text === '') {
          return context.profile.extendedIPProtocols
            ? []
            : [
                {
                  pointer: port.pointer,
                  message:
                    'the port is missing, which this Cilium takes with enable-extended-ip-protocols alone',
                  hint: 'write port: "0" for every port of the protocol',
                },
              ]
        }
        return withoutPorts.includes(protocolOf(port)) && text !== '0' && !isServiceName(text)
          ? [
              {
                pointer: `${port.pointer}/port`,
                message: `${protocolOf(port)} has no ports, and this names ${text}`,
                hint: 'write port: "0"',
              },
            ]
          : []
      }),
}

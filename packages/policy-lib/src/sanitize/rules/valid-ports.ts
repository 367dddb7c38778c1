import { protocols } from '../../lower/policy-entry.ts'
import { parsePortText } from '../../lower/port-text.ts'
import { textAt } from '../../plain-data.ts'
import { type CiliumVersion, isAtLeast } from '../../profile/profile.ts'
import { type PlacedPort, protocolOf } from '../port-rules.ts'
import type { Finding, SanitizeRule } from '../sanitize-rule.ts'

/** Numbers and names of ports. Source: pkg/policy/api/rule_validation.go, PortProtocol.sanitize. */
export const validPorts: SanitizeRule = {
  id: 'valid-ports',
  rule: 38,
  check: (context) =>
    context.portRules
      .flatMap(({ ports }) => ports)
      .flatMap((port) => [
        ...numberFaults(port),
        ...protocolFaults(port, context.profile.ciliumVersion),
      ]),
}

function numberFaults({ value, pointer }: PlacedPort): Finding[] {
  const text = textAt(value, 'port') ?? ''
  return text === '' || parsePortText(text) !== undefined
    ? []
    : [
        {
          pointer: `${pointer}/port`,
          message: `'${text}' is neither a port, 0 to 65535 without a leading zero, nor a name of 15 characters at most: Cilium refuses the policy`,
          hint: 'write the number, or the name of the port of the container',
        },
      ]
}

const added: readonly { readonly since: CiliumVersion; readonly names: readonly string[] }[] = [
  { since: '1.19', names: ['VRRP', 'IGMP'] },
  { since: '1.20', names: ['GRE', 'IPIP', 'IPV6', 'ESP', 'AH'] },
]

function protocolFaults(port: PlacedPort, version: CiliumVersion): Finding[] {
  const name = protocolOf(port)
  const late = added.find(({ names }) => names.includes(name))
  const isKnown = name === 'ANY' || protocols.some((protocol) => protocol.toUpperCase() === name)
  if (isKnown && (late === undefined || isAtLeast(version, late.since))) return []
  return [
    {
      pointer: `${port.pointer}/protocol`,
      message: `Cilium ${version} knows no protocol ${name}${late === undefined ? '' : `, which came in ${late.since}`}`,
      hint: 'write TCP, UDP, SCTP or ANY',
    },
  ]
}

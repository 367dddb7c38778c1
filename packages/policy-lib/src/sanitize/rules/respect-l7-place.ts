import { parsePortText } from '../../lower/port-text.ts'
import { get, listAt, textAt } from '../../plain-data.ts'
import {
  hasDnsRules,
  l7Count,
  type PlacedPortRule,
  portRulesOf,
  protocolOf,
} from '../port-rules.ts'
import type { Finding, RuleContext, SanitizeRule } from '../sanitize-rule.ts'

/** Where rules of layer 7 may stand. Source: pkg/policy/api/rule_validation.go, PortRule.sanitize, L7Rules.sanitize. */
export const respectL7Place: SanitizeRule = {
  id: 'respect-l7-place',
  rule: 44,
  check: ({ rules, profile }) =>
    rules.flatMap((rule) =>
      rule.items
        .filter(({ isDeny }) => !isDeny)
        .flatMap(portRulesOf)
        .filter((portRule) => l7Count(portRule) > 0)
        .flatMap((portRule) => [
          ...(profile.l7Proxy ? [] : [disabled(portRule)]),
          ...placeFaults(portRule, rule),
          ...typeFaults(portRule),
          ...portFaults(portRule),
        ]),
    ),
}

function disabled({ pointer }: PlacedPortRule): Finding {
  return {
    pointer: `${pointer}/rules`,
    message: 'this Cilium has its proxy for layer 7 switched off, and refuses the policy',
    hint: 'set enable-l7-proxy (l7Proxy of the profile), or remove the rules',
  }
}

function placeFaults(portRule: PlacedPortRule, { isHostPolicy }: RuleContext): Finding[] {
  const { item, pointer } = portRule
  const at = (message: string, hint: string) => [{ pointer: `${pointer}/rules`, message, hint }]
  if (item.direction === 'ingress' && hasDnsRules(portRule)) {
    return at(
      'rules for DNS stand on ingress: Cilium sees queries where they leave',
      'write them on egress',
    )
  }
  if (!isHostPolicy) return []
  if (item.direction === 'ingress') {
    return at(
      'rules of layer 7 stand on the ingress of a node, which Cilium does not look into',
      'remove the rules',
    )
  }
  return hasDnsRules(portRule)
    ? []
    : at('the egress of a node has rules of layer 7 other than for DNS', 'remove the rules')
}

function typeFaults({ value, pointer }: PlacedPortRule): Finding[] {
  const given = ['http', 'dns', 'kafka', 'l7proto'].filter(
    (member) => get(value, 'rules', member) !== undefined,
  )
  return given.length < 2
    ? []
    : [
        {
          pointer: `${pointer}/rules`,
          message: `one element of toPorts has rules for ${given.join(' and ')}: a port speaks one protocol`,
          hint: 'make one element of each',
        },
      ]
}

function portFaults(portRule: PlacedPortRule): Finding[] {
  const { value, pointer, ports } = portRule
  const faults: Finding[] = []
  if (hasDnsRules(portRule) && ports.length === 0) {
    faults.push({
      pointer: `${pointer}/ports`,
      message: 'rules for DNS have no port: the proxy listens for one',
      hint: 'write port "53" with protocol ANY',
    })
  }
  for (const port of ports) {
    const parsed = parsePortText(textAt(port.value, 'port') ?? '')
    if (parsed !== undefined && 'number' in parsed && parsed.number === 0) {
      faults.push({
        pointer: `${port.pointer}/port`,
        message: 'rules of layer 7 are for every port (0): Cilium takes them for single ports only',
        hint: 'write the ports that speak the protocol',
      })
    }
    if (!hasDnsRules(portRule) && protocolOf(port) !== 'TCP') {
      faults.push({
        pointer: `${port.pointer}/protocol`,
        message: `rules of layer 7 are for ${protocolOf(port)}: all but those for DNS need TCP, written out`,
        hint: 'write protocol: TCP',
      })
    }
  }
  if (
    (listAt(value, 'rules', 'l7')?.length ?? 0) > 0 &&
    (textAt(value, 'rules', 'l7proto') ?? '') === ''
  ) {
    faults.push({
      pointer: `${pointer}/rules/l7`,
      message: 'rules of l7 have no l7proto: which parser is meant is open',
      hint: 'name the parser in l7proto',
    })
  }
  return faults
}

import { isIPv4, isIPv6 } from 'node:net'
import { suggestionHint } from '@skyctl/core'
import { parsePrefix } from '../identities/prefix.ts'
import { entitiesOfAgentOnly } from '../lower/entities.ts'
import { memberName } from '../lower/rule-items.ts'
import { listAt, textAt } from '../plain-data.ts'
import { isOfCilium } from '../world/world.ts'
import type { Admission, AdmissionFinding } from './admission.ts'
import { checkShape } from './check-shape.ts'
import { policyShape } from './policy-shapes.ts'
import { createContext, type SanitizeContext } from './sanitize-rule.ts'

/**
 * What is known here of the API server's judgement without its schemas: fields and their types, and where the schema is stricter than
 * the agent. The schemas say more; see `loadAdmission`.
 */
export const knownAdmission: Admission = (policy, profile) => {
  const shape = checkShape(policy.raw, policyShape(policy.kind, profile.ciliumVersion))
  if (shape.length > 0 || !isOfCilium(policy)) return shape
  const context = createContext(policy, profile)
  return [
    ...sectionFindings(context),
    ...addressFindings(context),
    ...entityFindings(context),
    ...protocolFindings(context),
  ]
}

/** The schema asks for the key of a section; a null is no key. */
function sectionFindings({ rules }: SanitizeContext): AdmissionFinding[] {
  return rules
    .filter(({ value }) =>
      ['ingress', 'ingressDeny', 'egress', 'egressDeny'].every((key) => value[key] === undefined),
    )
    .map(({ pointer }) => ({
      id: 'missing-section',
      pointer,
      message: 'the rule has none of ingress, ingressDeny, egress and egressDeny',
      hint: 'write the direction that it is about',
    }))
}

/** The agent takes a bare address, the schema does not. */
function addressFindings(context: SanitizeContext): AdmissionFinding[] {
  return context.items.flatMap(({ value, direction, pointer }) => {
    const member = memberName(direction, 'CIDR')
    return (listAt(value, member) ?? []).flatMap((text, index) =>
      typeof text === 'string' && parsePrefix(text) === undefined && isIPv4(text) !== isIPv6(text)
        ? [
            {
              id: 'bare-address',
              pointer: `${pointer}/${member}/${index}`,
              message: `'${text}' is an address without a length, which the API server refuses`,
              hint: `write ${text}/${isIPv4(text) ? 32 : 128}`,
            },
          ]
        : [],
    )
  })
}

function entityFindings(context: SanitizeContext): AdmissionFinding[] {
  return context.items.flatMap(({ value, direction, pointer }) => {
    const member = memberName(direction, 'Entities')
    return (listAt(value, member) ?? []).flatMap((entity, index) =>
      entitiesOfAgentOnly.some((one) => one === entity)
        ? [
            {
              id: 'unknown-entity',
              pointer: `${pointer}/${member}/${index}`,
              message: `the API server knows no entity ${JSON.stringify(entity)}`,
              hint: 'write world, or the networks by toCIDR',
            },
          ]
        : [],
    )
  })
}

const writtenProtocols = [
  'TCP',
  'UDP',
  'SCTP',
  'VRRP',
  'IGMP',
  'GRE',
  'IPIP',
  'IPV6',
  'ESP',
  'AH',
  'ANY',
]

/** The agent reads any case, and ICMP; the schema has a list. */
function protocolFindings(context: SanitizeContext): AdmissionFinding[] {
  return context.portRules
    .flatMap(({ ports }) => ports)
    .flatMap(({ value, pointer }) => {
      const protocol = textAt(value, 'protocol')
      return protocol === undefined || writtenProtocols.includes(protocol)
        ? []
        : [
            {
              id: 'unknown-protocol',
              pointer: `${pointer}/protocol`,
              message: `the API server knows no protocol '${protocol}'`,
              hint: suggestionHint(protocol, writtenProtocols),
            },
          ]
    })
}

import type { Json } from '@skyctl/core'
import {
  allowedNameCharacters,
  allowedPatternCharacters,
  maxNameLength,
} from '../../fqdn/match-pattern.ts'
import { listAt, textAt } from '../../plain-data.ts'
import type { Finding, SanitizeRule } from '../sanitize-rule.ts'

/** Names of hosts, and patterns of them. Source: pkg/policy/api/fqdn.go; pkg/fqdn/matchpattern, prevalidate. */
export const validNames: SanitizeRule = {
  id: 'valid-names',
  rule: 33,
  check: (context) => [
    ...context.items
      .filter(({ direction, isDeny }) => direction === 'egress' && !isDeny)
      .flatMap(({ value, pointer }) =>
        (listAt(value, 'toFQDNs') ?? []).flatMap((selector, index) => {
          const place = `${pointer}/toFQDNs/${index}`
          return [...nameFaults(selector, place), ...choiceFaults(selector, place)]
        }),
      ),
    ...context.portRules.flatMap(({ value, pointer }) =>
      (listAt(value, 'rules', 'dns') ?? []).flatMap((selector, index) =>
        nameFaults(selector, `${pointer}/rules/dns/${index}`),
      ),
    ),
  ],
}

function choiceFaults(selector: Json, pointer: string): Finding[] {
  const given = ['matchName', 'matchPattern'].filter(
    (member) => (textAt(selector, member) ?? '') !== '',
  )
  return given.length < 2
    ? []
    : [
        {
          pointer,
          message: 'a selector of names has both matchName and matchPattern: Cilium takes one',
          hint: 'make two selectors of it',
        },
      ]
}

function nameFaults(selector: Json, pointer: string): Finding[] {
  const [name, pattern] = [
    textAt(selector, 'matchName') ?? '',
    textAt(selector, 'matchPattern') ?? '',
  ]
  const faults: Finding[] = []
  if (name !== '' && !allowedNameCharacters.test(name)) {
    faults.push({
      pointer: `${pointer}/matchName`,
      message: `'${name}' holds characters that no name of a host has`,
      hint: "write letters, digits, '-', '_' and '.'; use matchPattern for '*'",
    })
  }
  if (pattern !== '' && !allowedPatternCharacters.test(pattern)) {
    faults.push({
      pointer: `${pointer}/matchPattern`,
      message: `'${pattern}' is no pattern of names: it is no regular expression either`,
      hint: "write letters, digits, '-', '_', '.' and '*'",
    })
  }
  if (pattern.trim().length > maxNameLength) {
    faults.push({
      pointer: `${pointer}/matchPattern`,
      message: `the pattern has more than ${maxNameLength} characters: no name is that long`,
      hint: 'shorten it',
    })
  }
  return faults
}

import type { Json } from '@skyctl/core'
import { RE2JS } from 're2js'
import { get, listAt, textAt } from '../../plain-data.ts'
import type { Finding, SanitizeRule } from '../sanitize-rule.ts'

/** Expressions and headers of HTTP rules. Source: pkg/policy/api/http.go, PortRuleHTTP.Sanitize. */
export const validHttp: SanitizeRule = {
  id: 'valid-http',
  rule: 47,
  check: (context) =>
    context.portRules.flatMap(({ value, pointer }) =>
      (listAt(value, 'rules', 'http') ?? []).flatMap((rule, index) => {
        const place = `${pointer}/rules/http/${index}`
        return [...expressionFaults(rule, place), ...headerFaults(rule, place)]
      }),
    ),
}

function expressionFaults(rule: Json, pointer: string): Finding[] {
  return ['path', 'method'].flatMap((member) => {
    const text = textAt(rule, member)
    return text === undefined || isExpression(text)
      ? []
      : [
          {
            pointer: `${pointer}/${member}`,
            message: `'${text}' is no regular expression of RE2, which Cilium reads ${member} as`,
            hint: 'correct it; look-around and back-references do not exist there',
          },
        ]
  })
}

/** Letters, digits and dots, each dot repeated or not: no need to compile what most paths are. */
const plainExpression = /^(?:[\w/-]|\.[*+]?)*$/

function isExpression(text: string): boolean {
  if (plainExpression.test(text)) return true
  try {
    RE2JS.compile(text)
    return true
  } catch {
    return false
  }
}

const mismatches = ['LOG', 'ADD', 'DELETE', 'REPLACE']

function headerFaults(rule: Json, pointer: string): Finding[] {
  return (listAt(rule, 'headerMatches') ?? []).flatMap((match, index): Finding[] => {
    const place = `${pointer}/headerMatches/${index}`
    const faults: Finding[] = []
    if ((textAt(match, 'name') ?? '') === '') {
      faults.push({
        pointer: `${place}/name`,
        message: 'a header that must match has no name',
        hint: 'write its name',
      })
    }
    const mismatch = textAt(match, 'mismatch') ?? ''
    if (mismatch !== '' && !mismatches.includes(mismatch)) {
      faults.push({
        pointer: `${place}/mismatch`,
        message: `'${mismatch}' is nothing that Cilium does where a header does not match`,
        hint: `write one of ${mismatches.join(', ')}, or leave it out to refuse the request`,
      })
    }
    if (get(match, 'secret') !== undefined && (textAt(match, 'secret', 'name') ?? '') === '') {
      faults.push({
        pointer: `${place}/secret/name`,
        message: 'the Secret that holds the value of a header has no name',
        hint: 'write its name',
      })
    }
    return faults
  })
}

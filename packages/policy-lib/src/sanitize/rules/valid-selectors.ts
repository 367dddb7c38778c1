import type { Json } from '@skyctl/core'
import { memberName } from '../../lower/rule-items.ts'
import { get, listAt, textAt, textsAt } from '../../plain-data.ts'
import { isAtLeast } from '../../profile/profile.ts'
import type { Finding, SanitizeContext, SanitizeRule } from '../sanitize-rule.ts'

/** Keys, values and operators of selectors. Source: pkg/labels/validation.go, ValidateLabelSelector. */
export const validSelectors: SanitizeRule = {
  id: 'valid-selectors',
  rule: 10,
  check: (context) =>
    selectorsOf(context).flatMap(({ value, pointer }) =>
      value === undefined ? [] : selectorFaults(value, pointer),
    ),
}

interface Placed {
  readonly value: Json | undefined
  readonly pointer: string
}

function selectorsOf(context: SanitizeContext): Placed[] {
  const subjects = context.rules.flatMap(({ value, pointer }) =>
    ['endpointSelector', 'nodeSelector'].map((member) => ({
      value: get(value, member),
      pointer: `${pointer}/${member}`,
    })),
  )
  const peers = context.items.flatMap(({ value, direction, pointer }) => {
    const placed = (member: string, ...path: readonly string[]) =>
      (listAt(value, member) ?? []).map((item, index) => ({
        value: path.length === 0 ? item : get(item, ...path),
        pointer: `${pointer}/${member}/${index}${path.map((step) => `/${step}`).join('')}`,
      }))
    return [
      ...placed(memberName(direction, 'Endpoints')),
      ...placed(memberName(direction, 'Nodes')),
      ...placed(memberName(direction, 'CIDRSet'), 'cidrGroupSelector'),
      // 1.20 no longer judges selectors of Services.
      ...(isAtLeast(context.profile.ciliumVersion, '1.20')
        ? []
        : placed('toServices', 'k8sServiceSelector', 'selector')),
    ]
  })
  return [...subjects, ...peers]
}

function selectorFaults(selector: Json, pointer: string): Finding[] {
  const faults: Finding[] = []
  for (const [key, value] of Object.entries(textsAt(selector, 'matchLabels'))) {
    faults.push(...keyFaults(key, `${pointer}/matchLabels`))
    faults.push(...valueFaults(value, `${pointer}/matchLabels`))
  }
  for (const [index, expression] of (listAt(selector, 'matchExpressions') ?? []).entries()) {
    faults.push(...expressionFaults(expression, `${pointer}/matchExpressions/${index}`))
  }
  return faults
}

function expressionFaults(expression: Json, pointer: string): Finding[] {
  const operator = textAt(expression, 'operator') ?? ''
  const values = listAt(expression, 'values') ?? []
  const faults = [
    ...keyFaults(textAt(expression, 'key') ?? '', `${pointer}/key`),
    ...values.flatMap((value, index) =>
      typeof value === 'string' ? valueFaults(value, `${pointer}/values/${index}`) : [],
    ),
  ]
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    faults.push({
      pointer: `${pointer}/values`,
      message: `${operator} has no values: there is nothing to compare with`,
      hint: 'write the values, or use Exists or DoesNotExist',
    })
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    faults.push({
      pointer: `${pointer}/values`,
      message: `${operator} has values, and asks for the key alone`,
      hint:
        operator === 'Exists' ? 'remove the values, or use In' : 'remove the values, or use NotIn',
    })
  } else if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) {
    faults.push({
      pointer: `${pointer}/operator`,
      message: `'${operator}' is no operator of a selector`,
      hint: 'write In, NotIn, Exists or DoesNotExist',
    })
  }
  return faults
}

/** Any such text is a key: most are. */
const plainKey = /^(?:[A-Za-z0-9]+:)?[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?$/

/** `source:key`: one colon at most, and a key of Kubernetes. */
function keyFaults(text: string, pointer: string): Finding[] {
  if (plainKey.test(text)) return []
  const parts = text.split(':')
  const [source, key] = parts.length === 2 ? [parts[0], parts[1] ?? ''] : [undefined, text]
  const isValid =
    parts.length <= 2 && (source === undefined || /^[A-Za-z0-9]+$/.test(source)) && isLabelKey(key)
  return isValid
    ? []
    : [
        {
          pointer,
          message: `'${text}' is no key of a label: nothing can carry it`,
          hint: 'write a key of Kubernetes, with a source such as k8s: or reserved: in front where one is meant',
        },
      ]
}

function valueFaults(text: string, pointer: string): Finding[] {
  const isValid =
    text === '' || (text.length <= 63 && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text))
  return isValid
    ? []
    : [
        {
          pointer,
          message: `'${text}' is no value of a label: nothing can carry it`,
          hint: "write 63 characters at most: letters, digits, '-', '_' and '.', with a letter or digit at both ends",
        },
      ]
}

function isLabelKey(key: string): boolean {
  const parts = key.split('/')
  const [prefix, name] = parts.length === 2 ? [parts[0], parts[1] ?? ''] : [undefined, key]
  const isPrefix = (text: string) =>
    text.length <= 253 &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text)
  return (
    parts.length <= 2 &&
    (prefix === undefined || isPrefix(prefix)) &&
    name.length <= 63 &&
    /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name)
  )
}

import type { Json } from '@skyctl/core'
import { get, isRecord, listAt, textAt } from '../plain-data.ts'
import { encodeKey, type LabelKey, parseSelectorKey } from './label.ts'

export type Operator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'

/** One condition; all of a selector must hold. `NotIn` and `DoesNotExist` hold where the key is missing. */
export interface Requirement extends LabelKey {
  readonly operator: Operator
  readonly values: readonly string[]
}

export interface Expression {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** A label selector whose keys carry their source, as Cilium keeps it. Source: pkg/policy/api/selector.go, EndpointSelector. */
export interface EncodedSelector {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions: readonly Expression[]
}

const operators: readonly Operator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist']

/** Reads Kubernetes' form, several of them ANDed. Source: pkg/policy/api/selector.go, NewESFromK8sLabelSelector. */
export function encodeSelector(
  prefix: 'any' | 'k8s' | 'cidrgroup' | 'node',
  ...selectors: readonly (Json | undefined)[]
): EncodedSelector {
  const matchLabels: Record<string, string> = {}
  const matchExpressions: Expression[] = []
  for (const selector of selectors) {
    const labels = get(selector, 'matchLabels')
    if (isRecord(labels)) {
      for (const key in labels) {
        const value = labels[key]
        if (typeof value === 'string') matchLabels[encodeKey(prefix, key)] = value
      }
    }
    for (const expression of listAt(selector, 'matchExpressions') ?? []) {
      const key = textAt(expression, 'key')
      const operator = operators.find((one) => one === get(expression, 'operator'))
      if (key === undefined || operator === undefined) continue
      const values = (listAt(expression, 'values') ?? []).filter(
        (value): value is string => typeof value === 'string',
      )
      matchExpressions.push({ key: encodeKey(prefix, key), operator, values })
    }
  }
  return { matchLabels, matchExpressions }
}

export function hasKey(selector: EncodedSelector, key: string): boolean {
  return (
    Object.hasOwn(selector.matchLabels, key) ||
    selector.matchExpressions.some((expression) => expression.key === key)
  )
}

export function hasKeyPrefix(selector: EncodedSelector, prefix: string): boolean {
  return (
    Object.keys(selector.matchLabels).some((key) => key.startsWith(prefix)) ||
    selector.matchExpressions.some(({ key }) => key.startsWith(prefix))
  )
}

/** A selector with one more label; one of the same key is replaced. */
export function withLabel(selector: EncodedSelector, key: string, value: string): EncodedSelector {
  return { ...selector, matchLabels: { ...selector.matchLabels, [key]: value } }
}

export function withExpression(selector: EncodedSelector, expression: Expression): EncodedSelector {
  return { ...selector, matchExpressions: [...selector.matchExpressions, expression] }
}

const known = new Map<string, readonly Requirement[]>()
/** Worlds have as many selectors as they have apps; a process that reads one world after the other forgets them. */
const mostKnown = 50_000

/**
 * The conditions of a selector, in a stable order, each once; equal selectors share theirs, since a world asks for the same labels again and
 * again. Source: pkg/policy/types/requirements.go.
 */
export function requirementsOf(selector: EncodedSelector): readonly Requirement[] {
  const text = writtenText(selector)
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= mostKnown) known.clear()
  const requirements = readRequirements(selector)
  known.set(text, requirements)
  return requirements
}

/** A selector as it is written: other texts may mean the same, equal ones do. */
function writtenText({ matchLabels, matchExpressions }: EncodedSelector): string {
  let text = ''
  for (const key in matchLabels) text += `${key}\u0001${matchLabels[key]}\u0003`
  for (const { key, operator, values } of matchExpressions) {
    text += `${key}\u0001${operator}`
    for (const value of values) text += `\u0002${value}`
    text += '\u0003'
  }
  return text
}

function readRequirements(selector: EncodedSelector): readonly Requirement[] {
  const byText = new Map<string, Requirement>()
  const add = (text: string, operator: Operator, values: readonly string[]) => {
    const { source, key } = parseSelectorKey(text)
    const requirement = { source, key, operator, values }
    byText.set(requirementText(requirement), requirement)
  }
  for (const key in selector.matchLabels) {
    const value = selector.matchLabels[key]
    if (value !== undefined) add(key, 'In', [value])
  }
  for (const { key, operator, values } of selector.matchExpressions) {
    add(key, operator, values.length < 2 ? values : [...new Set(values)].sort())
  }
  const sorted = [...byText.keys()].sort()
  const requirements = sorted.map((text) => byText.get(text) as Requirement)
  texts.set(requirements, sorted.join(separator))
  return requirements
}

/** Equal conditions have equal text. Neither a key nor a value can hold a control character. */
export function requirementText({ source, key, operator, values }: Requirement): string {
  const [first = ''] = values
  return `${source}:${key}\u0001${operator}\u0001${values.length < 2 ? first : values.join('\u0002')}`
}

const separator = '\u0003'
const texts = new WeakMap<readonly Requirement[], string>()

/** Remembered: selectors are compared more often than they are made. */
export function requirementsText(requirements: readonly Requirement[]): string {
  const written = texts.get(requirements)
  if (written !== undefined) return written
  const text = requirements.map(requirementText).join(separator)
  texts.set(requirements, text)
  return text
}

/** Whether a value of a label, undefined where it is missing, meets a condition. */
export function meets(requirement: Requirement, value: string | undefined): boolean {
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value)
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

export function isPositive({ operator }: Requirement): boolean {
  return operator === 'In' || operator === 'Exists'
}

/** `app=web, tier in (a, b), !legacy` in kubectl's words, for messages. */
export function formatRequirements(requirements: readonly Requirement[]): string {
  return requirements.length === 0 ? 'everybody' : requirements.map(formatRequirement).join(', ')
}

function formatRequirement({ source, key, operator, values }: Requirement): string {
  const name = source === 'any' || source === 'k8s' ? key : `${source}:${key}`
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${name}=${values[0]}` : `${name} in (${values.join(', ')})`
    case 'NotIn':
      return `${name} not in (${values.join(', ')})`
    case 'Exists':
      return name
    case 'DoesNotExist':
      return `!${name}`
  }
}

import { type CiliumRule, itemsOf, type RuleItem, rulesOf } from '../lower/rule-items.ts'
import type { Profile } from '../profile/profile.ts'
import type { PolicyObject } from '../world/world.ts'
import { type PlacedPortRule, portRulesOf } from './port-rules.ts'

/** Something that makes a judge refuse a policy. */
export interface Finding {
  /** JSON pointer inside the object. */
  readonly pointer: string
  /** What is wrong, and why it matters. */
  readonly message: string
  /** The way out. */
  readonly hint: string
}

/** A policy, and its rules taken apart. */
export interface SanitizeContext {
  readonly policy: PolicyObject
  readonly profile: Profile
  readonly rules: readonly RuleContext[]
  /** Of all rules. */
  readonly items: readonly RuleItem[]
  readonly portRules: readonly PlacedPortRule[]
}

export interface RuleContext extends CiliumRule {
  readonly items: readonly RuleItem[]
  /** For nodes, which can do less. */
  readonly isHostPolicy: boolean
}

/**
 * One thing that Cilium's agent refuses a whole object for, though the API server takes it.
 *
 * Source: pkg/policy/api/rule_validation.go, Rule.Sanitize.
 */
export interface SanitizeRule {
  /** Verb-object, as the file is named. */
  readonly id: string
  /** Number in SEMANTICS.md. */
  readonly rule: number
  readonly check: (context: SanitizeContext) => readonly Finding[]
}

const parts = new WeakMap<PolicyObject, Omit<SanitizeContext, 'profile'>>()

/** What the rules of both judges look at. Taken apart once. */
export function createContext(policy: PolicyObject, profile: Profile): SanitizeContext {
  const found = parts.get(policy) ?? takeApart(policy)
  parts.set(policy, found)
  return { ...found, profile }
}

function takeApart(policy: PolicyObject): Omit<SanitizeContext, 'profile'> {
  const rules = rulesOf(policy).map((rule) => ({
    ...rule,
    items: itemsOf(rule),
    isHostPolicy: rule.value.nodeSelector !== undefined,
  }))
  const items = rules.flatMap((rule) => rule.items)
  return { policy, rules, items, portRules: items.flatMap(portRulesOf) }
}

import type { Severity } from '@skyctl/core'
import type { World, WorldObject } from './world.ts'

/** How much an environment demands: `guardrails.level`. */
export type GuardrailLevel = 'baseline' | 'strict'

export type SeverityByLevel = Readonly<Record<GuardrailLevel, Severity>>

/** What a rule says about one object. */
export interface RuleFinding {
  readonly object: WorldObject
  /** JSON pointer inside the object. */
  readonly pointer: string
  /** @defaultValue the rule's */
  readonly severity?: Severity
  readonly message: string
  readonly hint: string
}

/** A cross-object rule: a pure function of a World, and all that its page in the documentation says. */
export interface Rule {
  /** Verb and object; the same as the name of its file and its name in reports. */
  readonly id: string
  /**
   * How far it looks. What a `namespace` rule says of the objects of one namespace, and of that Namespace itself, depends
   * on nothing but these and the objects outside every namespace: it is not shown the others, and need not look again
   * where only those have changed.
   */
  readonly reach: 'namespace' | 'environment'
  /** What holds where the rule is kept: one line, present tense. */
  readonly title: string
  /** The lowest level at which it runs: a `strict` rule runs at that level only. */
  readonly level: GuardrailLevel
  readonly severity: Severity | SeverityByLevel
  /** Why it matters: a paragraph. */
  readonly reason: string
  /** What to do, in the source where there is a property for it. */
  readonly fix: string
  /** YAML documents: `bad` has a finding, and `good` has none. */
  readonly example: { readonly bad: string; readonly good: string }
  readonly check: (world: World) => RuleFinding[]
  /**
   * All that findings depend on besides the level, as text: two Worlds of equal text have equal findings. Without it a rule that looks at
   * the whole environment is asked in every run.
   */
  readonly basis?: (world: World) => string
}

/**
 * Severity of what hardens a workload that would run without it. The two levels are those of the Pod Security Standards:
 * what their `baseline` forbids is an error everywhere, what only `restricted` asks for is one where guardrails are strict.
 */
export const hardening: SeverityByLevel = { baseline: 'warning', strict: 'error' }

export function severityAt(rule: Rule, level: GuardrailLevel): Severity {
  return typeof rule.severity === 'string' ? rule.severity : rule.severity[level]
}

/** Whether a rule runs where guardrails have this level. */
export function runsAt(rule: Rule, level: GuardrailLevel): boolean {
  return rule.level === 'baseline' || level === 'strict'
}

import type { JsonObject } from '@skyctl/core'
import type { Phase } from '../rule.ts'

/** The eksctl command that a config is meant for. */
export type Command = 'create-cluster' | 'create-nodegroup' | 'create-iamserviceaccount'

/**
 * One example of a rule. Unit tests hold our rule against it, conformance holds it against eksctl itself.
 */
export interface RuleCase {
  readonly title: string
  readonly config: JsonObject
  /** @defaultValue full */
  readonly phase?: Phase
  /** @defaultValue create-cluster */
  readonly command?: Command
  /** JSON pointers where the rule finds something; none: it passes, and so does every other rule. */
  readonly finds?: readonly string[]
  /**
   * What eksctl says, where the rule finds something. `refuses`: the same, offline. `leaves-to-aws`: the file gets as far
   * as AWS, or CloudFormation, and fails there. `accepts`: we are stricter than both.
   */
  readonly eksctl?: 'refuses' | 'leaves-to-aws' | 'accepts'
}

export interface RuleCases {
  readonly rule: string
  readonly cases: readonly RuleCase[]
}

import type { JsonObject } from '@skyctl/core'

/**
 * Which command the config is meant for. `bootstrap`: `eksctl create cluster`, before there is a CNI. `full`: every later
 * command, such as `eksctl create nodegroup`.
 */
export type Phase = 'bootstrap' | 'full'

export interface ClusterRuleInput {
  readonly config: JsonObject
  readonly phase: Phase
}

export interface Finding {
  /** JSON pointer (RFC 6901) inside the config. */
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** One rule about an eksctl ClusterConfig. It is total: a part that has another shape than expected is skipped. */
export interface ClusterRule {
  /** Verb first, the name of its file. */
  readonly id: string
  readonly check: (input: ClusterRuleInput) => readonly Finding[]
}

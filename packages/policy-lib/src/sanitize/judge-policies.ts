import type { Problem } from '@skyctl/core'
import type { Profile } from '../profile/profile.ts'
import { whereIn } from '../world/source.ts'
import type { PolicyObject } from '../world/world.ts'
import type { Admission } from './admission.ts'
import { clusterNetworkPolicyFindings } from './cluster-network-policy.ts'
import { knownAdmission } from './known-admission.ts'
import { sanitizeRules } from './rules/index.ts'
import { createContext, type Finding } from './sanitize-rule.ts'

/** Who refuses: the API server, which never stores the object, or Cilium's agent, which stores it and enforces nothing of it. */
export type Judge = 'admission' | 'agent'

export interface RejectionFinding extends Finding {
  readonly judge: Judge
  readonly id: string
  /** Number in SEMANTICS.md; undefined for what a schema says. */
  readonly rule?: number
}

/** A policy that takes no part in a verdict. */
export interface Rejection {
  readonly policy: PolicyObject
  readonly findings: readonly RejectionFinding[]
}

export interface JudgedPolicies {
  readonly accepted: readonly PolicyObject[]
  readonly rejections: readonly Rejection[]
}

/** Tells policies that both judges take from those that one refuses; a fault in one rule refuses the whole object. */
export function judgePolicies(
  policies: readonly PolicyObject[],
  profile: Profile,
  admission: Admission = knownAdmission,
): JudgedPolicies {
  const accepted: PolicyObject[] = []
  const rejections: Rejection[] = []
  for (const policy of policies) {
    const findings = judgePolicy(policy, profile, admission)
    if (findings.length === 0) accepted.push(policy)
    else rejections.push({ policy, findings })
  }
  return { accepted, rejections }
}

/** What the judges refuse one policy for; nothing where both take it. */
export function judgePolicy(
  policy: PolicyObject,
  profile: Profile,
  admission: Admission,
): readonly RejectionFinding[] {
  return [...admissionFindings(policy, profile, admission), ...agentFindings(policy, profile)]
}

function admissionFindings(
  policy: PolicyObject,
  profile: Profile,
  admission: Admission,
): RejectionFinding[] {
  return admission(policy, profile).map((finding) => ({ judge: 'admission', ...finding }))
}

/** The agent reads NetworkPolicy without judging it: the API server has done so. */
function agentFindings(policy: PolicyObject, profile: Profile): readonly RejectionFinding[] {
  if (policy.kind === 'NetworkPolicy') return []
  if (policy.kind === 'ClusterNetworkPolicy') return clusterNetworkPolicyFindings(policy, profile)
  const context = createContext(policy, profile)
  return sanitizeRules.flatMap(({ id, rule, check }) =>
    check(context).map((finding): RejectionFinding => ({ judge: 'agent', id, rule, ...finding })),
  )
}

/** Findings as problems; `message` says who refuses. */
export function rejectionProblems(rejections: readonly Rejection[]): readonly Problem[] {
  return rejections.flatMap(({ policy, findings }) =>
    findings.map(
      ({ judge, id, pointer, message, hint }): Problem => ({
        id,
        severity: 'error',
        where: whereIn(policy.source, pointer),
        message:
          judge === 'admission'
            ? `${message} (refused by the API server; the policy takes no part)`
            : `${message} (refused by Cilium's agent; the policy takes no part)`,
        hint,
      }),
    ),
  )
}

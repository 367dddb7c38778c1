import { agentFindings, createProfile, isCiliumPolicy } from '@skyctl/policy-lib'
import {
  type JudgeOptions,
  judgeObject,
  type ObjectFinding,
  type PlacedObject,
} from '@skyctl/schema-lib'

/** An object does not say how the agent is configured: what it may be told to take is not refused. */
const permissive = createProfile({ nodeSelectorLabels: true, extendedIPProtocols: true })

/**
 * Everything that is judged of one object by itself: by the schema of its kind, as the API server does, and of a Cilium policy that the API
 * server takes, as Cilium's agent does.
 */
export function judgeManifest(
  placed: PlacedObject,
  options: JudgeOptions,
): readonly ObjectFinding[] {
  const findings = judgeObject(placed, options)
  const { apiVersion, kind } = (placed.value ?? {}) as Readonly<Record<string, unknown>>
  if (findings.length > 0 || !isCiliumPolicy(apiVersion, kind)) return findings
  return agentFindings(placed.value, permissive).map(({ id, pointer, message, hint }) => ({
    id,
    severity: 'error',
    pointer: `${placed.pointer}${pointer}`,
    message: `${message} (its agent does, after the API server took it: nothing of the policy is enforced)`,
    hint,
  }))
}

import type { Json, JsonObject } from '@skyctl/core'
import { suggestionHint } from '@skyctl/core'
import { parseArn } from '../parse-arn.ts'
import { get, isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** Types of entries that make nodes: what they may do is fixed (access_entry.go, validateAccessEntries). */
const nodeTypes = ['EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX']
const personTypes = ['STANDARD', 'EC2']

/** An access entry names a principal by ARN; its policies are cluster access policies with a scope that fits. */
export const requireValidAccessEntries: ClusterRule = {
  id: 'require-valid-access-entries',
  check: ({ config }) =>
    items(config, 'accessConfig', 'accessEntries').flatMap((entry, index) =>
      isObject(entry) ? checkEntry(entry, pointer('accessConfig', 'accessEntries', index)) : [],
    ),
}

function checkEntry(entry: JsonObject, at: string): readonly Finding[] {
  const type = text(entry, 'type')
  const policies = items(entry, 'accessPolicies')
  const forNodes = type !== undefined && nodeTypes.includes(type)
  return [
    ...(isArn(get(entry, 'principalARN'))
      ? []
      : [
          {
            pointer: at,
            message: "principalARN is no ARN, so the entry is nobody's",
            hint: 'write arn:aws:iam::<account>:role/<name>',
          },
        ]),
    ...(type !== undefined && !forNodes && !personTypes.includes(type)
      ? [
          {
            pointer: `${at}/type`,
            message: `'${type}' is no type of access entry`,
            hint: suggestionHint(type, [...personTypes, ...nodeTypes]),
          },
        ]
      : []),
    ...(forNodes &&
    (items(entry, 'kubernetesGroups').length > 0 ||
      text(entry, 'kubernetesUsername') !== undefined ||
      policies.length > 0)
      ? [
          {
            pointer: `${at}/type`,
            message: `an entry of type ${type} makes nodes of the principal, and gives it no groups, user name or policies`,
            hint: 'use STANDARD, or remove kubernetesGroups, kubernetesUsername and accessPolicies',
          },
        ]
      : []),
    ...policies.flatMap((policy, index) => checkPolicy(policy, `${at}/accessPolicies/${index}`)),
  ]
}

/** An ARN whose partition is empty counts as none at all. Another type than text is for the schema to report. */
function isArn(value: Json | undefined): boolean {
  if (value === undefined) return false
  return typeof value !== 'string' || (parseArn(value)?.partition ?? '') !== ''
}

function checkPolicy(policy: Json, at: string): readonly Finding[] {
  if (!isObject(policy)) return []
  const arn = get(policy, 'policyARN')
  const resource = typeof arn === 'string' ? parseArn(arn)?.resource : undefined
  const scope = text(policy, 'accessScope', 'type')
  const namespaces = items(policy, 'accessScope', 'namespaces').length
  const findings: Finding[] = []
  const isPolicy =
    typeof arn !== 'string' || resource?.startsWith('cluster-access-policy/') === true
  if (!isArn(arn) || !isPolicy) {
    findings.push({
      pointer: `${at}/policyARN`,
      message: `'${String(arn ?? '')}' is no cluster access policy; IAM policies do not count here`,
      hint: 'write arn:aws:eks::aws:cluster-access-policy/<name>',
    })
  }
  if (scope !== 'cluster' && scope !== 'namespace') {
    findings.push({
      pointer: `${at}/accessScope`,
      message: scope === undefined ? 'accessScope has no type' : `'${scope}' is no scope`,
      hint: 'set accessScope.type to cluster or namespace',
    })
  } else if (scope === 'cluster' && namespaces > 0) {
    findings.push({
      pointer: `${at}/accessScope/namespaces`,
      message: 'namespaces are listed, but the policy holds in the whole cluster',
      hint: 'set type: namespace, or remove namespaces',
    })
  } else if (scope === 'namespace' && namespaces === 0) {
    findings.push({
      pointer: `${at}/accessScope`,
      message: 'the policy is limited to namespaces, and none is listed',
      hint: 'list accessScope.namespaces',
    })
  }
  return findings
}

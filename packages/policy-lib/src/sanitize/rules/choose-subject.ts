import type { RuleContext, SanitizeRule } from '../sanitize-rule.ts'

/** A rule is for pods or for nodes; for nodes only in a clusterwide policy. Source: pkg/policy/api/rule_validation.go. */
export const chooseSubject: SanitizeRule = {
  id: 'choose-subject',
  rule: 3,
  check: ({ policy, rules }) =>
    rules.flatMap((rule) => {
      const fault = subjectFault(rule, policy.kind === 'CiliumNetworkPolicy')
      return fault === undefined ? [] : [{ pointer: rule.pointer, ...fault }]
    }),
}

function subjectFault({ value }: RuleContext, isNamespaced: boolean) {
  const hasEndpoints = value.endpointSelector !== undefined
  const hasNodes = value.nodeSelector !== undefined
  if (hasEndpoints && hasNodes) {
    return {
      message: 'the rule has both endpointSelector and nodeSelector: whom it is for is open',
      hint: 'make two rules of it',
    }
  }
  if (!hasEndpoints && !hasNodes) {
    return {
      message: 'the rule has no endpointSelector: it is for nobody',
      hint: "write 'endpointSelector: {}' for every pod of the namespace",
    }
  }
  return hasNodes && isNamespaced
    ? {
        message: 'nodeSelector stands in a CiliumNetworkPolicy: nodes have no namespace',
        hint: 'make it a CiliumClusterwideNetworkPolicy',
      }
    : undefined
}

import type { Problem } from '@skyctl/core'
import { namespaceKey } from '../labels/label.ts'
import {
  type EncodedSelector,
  encodeSelector,
  hasKey,
  requirementsOf,
  withLabel,
} from '../labels/selector.ts'
import { get, listAt, textAt } from '../plain-data.ts'
import { whereIn } from '../world/source.ts'
import type { PolicyObject } from '../world/world.ts'
import { lowerPeers } from './cilium-peers.ts'
import type { LowerContext, Lowered } from './lower-context.ts'
import type { PeerScope } from './peer-selector.ts'
import { type Authentication, type PolicyEntry, type Subject, tiers } from './policy-entry.ts'
import { lowerPorts } from './ports.ts'
import { type CiliumRule, itemsOf, type RuleItem, rulesOf } from './rule-items.ts'

const authentications: readonly Authentication[] = ['disabled', 'required', 'test-always-fail']

/**
 * A CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy as entries: every element of its four sections is one.
 *
 * Source: pkg/policy/utils/parserules.go; pkg/k8s/apis/cilium.io/utils/utils.go, ParseToCiliumRule.
 */
export function lowerCiliumPolicy(
  policy: PolicyObject,
  context: LowerContext,
): Lowered<readonly PolicyEntry[]> {
  const rules = rulesOf(policy).map((rule) => lowerRule(policy, rule, context))
  return {
    value: rules.flatMap(({ value }) => value),
    problems: rules.flatMap(({ problems }) => problems),
  }
}

function lowerRule(
  policy: PolicyObject,
  rule: CiliumRule,
  context: LowerContext,
): Lowered<readonly PolicyEntry[]> {
  const { subject, selectsInit, problems } = lowerSubject(policy, rule)
  const scope: PeerScope = {
    profile: context.profile,
    namespace: policy.namespace,
    selectsInit,
  }
  const items = itemsOf(rule).map((item) => lowerItem(policy, rule, item, subject, scope, context))
  return {
    value: items.map(({ value }) => value),
    problems: [...problems, ...items.flatMap((item) => item.problems)],
  }
}

function lowerItem(
  policy: PolicyObject,
  rule: CiliumRule,
  item: RuleItem,
  subject: Subject,
  scope: PeerScope,
  context: LowerContext,
): Lowered<PolicyEntry> {
  const l4 = lowerPorts(item.value)
  const { l3, problems } = lowerPeers(item, l4.length > 0, policy, scope, context)
  const mode = item.isDeny
    ? undefined
    : authentications.find((one) => one === get(item.value, 'authentication', 'mode'))
  const requires = `${item.direction === 'ingress' ? 'from' : 'to'}Requires`
  return {
    value: {
      tier: tiers.normal,
      priority: 0,
      direction: item.direction,
      verdict: item.isDeny ? 'deny' : 'allow',
      subject,
      defaultDeny: isDefaultDeny(rule, item, context),
      l3,
      l4,
      ...(mode === undefined ? {} : { authentication: mode }),
      // Until 1.18 they narrowed every selector of peers of the subject; 1.19 removed them.
      ...((listAt(item.value, requires) ?? []).length === 0
        ? {}
        : { undecided: `${requires}, which Cilium removed in 1.19, is not evaluated` }),
      origin: { policy, pointer: item.pointer },
    },
    problems,
  }
}

/** Source: pkg/policy/api/rule_validation.go, Sanitize: a direction with items denies by default, unless the rule says otherwise. */
function isDefaultDeny({ value }: CiliumRule, item: RuleItem, { profile }: LowerContext): boolean {
  if (!profile.nonDefaultDeny) return true
  return get(value, 'enableDefaultDeny', item.direction) !== false
}

/**
 * Source: pkg/k8s/apis/cilium.io/utils/utils.go, ParseToCiliumRule: the namespace of the policy takes the place of another one in
 * `matchLabels`; every other condition on the namespace stays beside it.
 */
function lowerSubject(
  policy: PolicyObject,
  { value, pointer }: CiliumRule,
): { readonly subject: Subject; readonly selectsInit: boolean; readonly problems: Problem[] } {
  const nodes = get(value, 'nodeSelector')
  const endpoints = get(value, 'endpointSelector')
  if (endpoints === undefined && nodes !== undefined) {
    const requirements = requirementsOf(encodeSelector('any', nodes))
    return { subject: { requirements, isNode: true }, selectsInit: false, problems: [] }
  }
  const written = encodeSelector('any', endpoints)
  const selector =
    policy.namespace === '' ? written : withLabel(written, `k8s:${namespaceKey}`, policy.namespace)
  return {
    subject: { requirements: requirementsOf(selector), isNode: false },
    selectsInit: hasKey(written, 'reserved:init'),
    problems: findForeignNamespace(policy, written, pointer),
  }
}

function findForeignNamespace(
  policy: PolicyObject,
  written: EncodedSelector,
  pointer: string,
): Problem[] {
  if (policy.namespace === '') return []
  const hint = `remove the namespace: a CiliumNetworkPolicy is for its own, ${policy.namespace}`
  const replaced = textAt(written, 'matchLabels', `k8s:${namespaceKey}`)
  const others = [
    textAt(written, 'matchLabels', `any:${namespaceKey}`),
    ...written.matchExpressions.flatMap(({ key, operator, values }) =>
      key.endsWith(`:${namespaceKey}`) && operator === 'In' && !values.includes(policy.namespace)
        ? [values.join(', ')]
        : [],
    ),
  ].filter((text) => text !== undefined && text !== policy.namespace)
  const isReplaced = replaced !== undefined && replaced !== policy.namespace
  if (!isReplaced && others.length === 0) return []
  const where = whereIn(policy.source, `${pointer}/endpointSelector`)
  return [
    ...(!isReplaced
      ? []
      : [
          {
            id: 'foreign-namespace',
            severity: 'warning' as const,
            where,
            message: `the subject names the namespace ${replaced}, and Cilium replaces it: the policy is for pods of ${policy.namespace}`,
            hint,
          },
        ]),
    ...others.map((name) => ({
      id: 'foreign-namespace',
      severity: 'warning' as const,
      where,
      message: `the subject names the namespace ${name} beside that of the policy: it selects nobody`,
      hint,
    })),
  ]
}

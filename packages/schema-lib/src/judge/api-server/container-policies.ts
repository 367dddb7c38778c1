import { at, find, isSet, itemsOf, nothing, type Place, type ServerFinding } from './place.ts'
import { type PodTemplate, setFields } from './pod-templates.ts'
import { checkChoice, checkNotEmpty, checkPresent, checkUnique } from './texts.ts'

/**
 * What becomes of a container that is resized or that ends.
 *
 * Source: pkg/apis/core/validation/validation.go, validateResizePolicy, validateContainerRestartPolicy, validateLifecycle.
 */
export function checkContainerPolicies({
  spec,
  containers,
  minor,
}: PodTemplate): readonly ServerFinding[] {
  const never = at(spec, 'restartPolicy').value === 'Never'
  const fields = ['resizePolicy', 'restartPolicy', 'restartPolicyRules']
  const stated = containers.filter(({ place }) => setFields(place, fields).length > 0)
  return stated.flatMap(({ list, place }) => [
    ...checkResize(at(place, 'resizePolicy'), never),
    ...(list === 'ephemeralContainers' ? nothing : checkRestart(place, minor)),
    ...(minor < 36 && list === 'initContainers' && at(place, 'restartPolicy').value === 'Always'
      ? itemsOf(at(place, 'restartPolicyRules')).flatMap((rule) =>
          find(rule, 'a sidecar is restarted whatever it ends with', 'remove the rules'),
        )
      : nothing),
  ])
}

function checkResize(list: Place, never: boolean): readonly ServerFinding[] {
  const policies = itemsOf(list)
  return [
    ...checkUnique(
      policies.map((policy) => at(policy, 'resourceName')),
      'the resource',
    ),
    ...policies.flatMap((policy) => [
      ...checkChoice(at(policy, 'resourceName'), 'the resource', ['cpu', 'memory']),
      ...checkChoice(
        at(policy, 'restartPolicy'),
        'the restartPolicy',
        never ? ['NotRequired'] : ['NotRequired', 'RestartContainer'],
      ),
    ]),
  ]
}

function checkRestart(container: Place, minor: number): readonly ServerFinding[] {
  const rules = itemsOf(at(container, 'restartPolicyRules'))
  const policy = at(container, 'restartPolicy')
  return [
    ...checkChoice(policy, 'the restartPolicy', ['Always', 'Never', 'OnFailure']),
    ...(rules.length > 0 && !isSet(policy)
      ? checkPresent(policy, 'the restartPolicy, which the rules are exceptions from,')
      : nothing),
    ...(rules.length > 20
      ? find(at(container, 'restartPolicyRules'), 'there are 20 rules at most', 'remove some')
      : nothing),
    ...rules.flatMap((rule) => {
      const codes = at(rule, 'exitCodes')
      return [
        ...checkChoice(
          at(rule, 'action'),
          'the action',
          minor >= 36 ? ['Restart', 'RestartAllContainers'] : ['Restart'],
        ),
        ...(isSet(codes) ? nothing : checkPresent(codes, 'exitCodes')),
        ...checkChoice(at(codes, 'operator'), 'the operator', ['In', 'NotIn']),
        ...checkNotEmpty(at(codes, 'operator'), 'the operator'),
      ]
    }),
  ]
}

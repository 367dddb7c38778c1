import { get } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** A policy says something. Source: pkg/k8s/apis/cilium.io/v2/cnp_types.go, Parse. */
export const requireSpec: SanitizeRule = {
  id: 'require-spec',
  rule: 1,
  check: ({ policy }) => [
    ...(get(policy.value, 'spec') === undefined && get(policy.value, 'specs') === undefined
      ? [
          {
            pointer: '',
            message:
              'the policy has neither spec nor specs: it says nothing, and Cilium refuses it',
            hint: 'write the rule as spec',
          },
        ]
      : []),
    ...(policy.name === ''
      ? [
          {
            pointer: '/metadata',
            message: 'the policy has no name: Cilium cannot tell it from others',
            hint: 'write metadata.name',
          },
        ]
      : []),
  ],
}

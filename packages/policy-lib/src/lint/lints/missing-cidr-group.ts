import type { Lint } from '../lint.ts'
import { notedProblems } from '../noted-problems.ts'

/** Groups of networks that policies name are there. */
export const missingCidrGroup: Lint = {
  id: 'missing-cidr-group',
  title: 'Every CiliumCIDRGroup that a policy names is there',
  severity: 'warning',
  reason:
    'A rule whose `cidrGroupRef` names no CiliumCIDRGroup selects nobody: an allow cuts its networks off, and a deny lets them in. Nobody reports it, and the group may come to life later under that name.',
  fix: 'Add the CiliumCIDRGroup to the tree, or correct the name; where the networks are few and never change, write them with `cidr`.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egress: [{ toCIDRSet: [{ cidrGroupRef: partners }] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumCIDRGroup
metadata: { name: partners }
spec: { externalCIDRs: [192.0.2.0/24] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egress: [{ toCIDRSet: [{ cidrGroupRef: partners }] }]
`,
  },
  check: (context) => notedProblems('missing-cidr-group', context),
}

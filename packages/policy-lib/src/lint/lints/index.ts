import type { Lint } from '../lint.ts'
import { acceptedByNewerCilium } from './accepted-by-newer-cilium.ts'
import { containerPort } from './container-port.ts'
import { deniedPodsByLabel } from './denied-pods-by-label.ts'
import { distinctRule } from './distinct-rule.ts'
import { effectiveDefaultDeny } from './effective-default-deny.ts'
import { effectiveLayerSevenRule } from './effective-layer-seven-rule.ts'
import { foreignNamespace } from './foreign-namespace.ts'
import { identityLabel } from './identity-label.ts'
import { learnedName } from './learned-name.ts'
import { matchingPolicyPeer } from './matching-policy-peer.ts'
import { matchingPolicySubject } from './matching-policy-subject.ts'
import { mergeablePolicyRules } from './mergeable-policy-rules.ts'
import { missingCidrGroup } from './missing-cidr-group.ts'
import { narrowCidrGroupSelector } from './narrow-cidr-group-selector.ts'
import { numberedIcmpType } from './numbered-icmp-type.ts'
import { sparedSystemEndpoints } from './spared-system-endpoints.ts'
import { statedPeers } from './stated-peers.ts'
import { undeniedRule } from './undenied-rule.ts'
import { unresolvedService } from './unresolved-service.ts'

/** Every lint, by id. */
export const lints: readonly Lint[] = [
  acceptedByNewerCilium,
  containerPort,
  deniedPodsByLabel,
  distinctRule,
  effectiveDefaultDeny,
  effectiveLayerSevenRule,
  foreignNamespace,
  identityLabel,
  learnedName,
  matchingPolicyPeer,
  matchingPolicySubject,
  mergeablePolicyRules,
  missingCidrGroup,
  narrowCidrGroupSelector,
  numberedIcmpType,
  sparedSystemEndpoints,
  statedPeers,
  undeniedRule,
  unresolvedService,
]

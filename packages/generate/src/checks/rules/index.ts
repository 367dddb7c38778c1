import { compareText } from '@skyctl/core'
import { policyRules } from '../policy-rules.ts'
import type { Rule } from '../rule.ts'
import { agreeingAlbGroup } from './agreeing-alb-group.ts'
import { banHostNamespaces } from './ban-host-namespaces.ts'
import { banLatestTag } from './ban-latest-tag.ts'
import { banPlainSecret } from './ban-plain-secret.ts'
import { banPrivilege } from './ban-privilege.ts'
import { banWildcardIam } from './ban-wildcard-iam.ts'
import { banWildcardRbac } from './ban-wildcard-rbac.ts'
import { drainableDisruptionBudget } from './drainable-disruption-budget.ts'
import { knownConfigReference } from './known-config-reference.ts'
import { knownIngressBackend } from './known-ingress-backend.ts'
import { knownServicePort } from './known-service-port.ts'
import { knownStorageClass } from './known-storage-class.ts'
import { matchingServiceSelector } from './matching-service-selector.ts'
import { noDuplicateObject } from './no-duplicate-object.ts'
import { noDuplicateRoute } from './no-duplicate-route.ts'
import { requireBackup } from './require-backup.ts'
import { requireDefaultDeny } from './require-default-deny.ts'
import { requireDisruptionBudget } from './require-disruption-budget.ts'
import { requireImageDigest } from './require-image-digest.ts'
import { requireKnownRole } from './require-known-role.ts'
import { requireLeastPrivilege } from './require-least-privilege.ts'
import { requireMandatoryTags } from './require-mandatory-tags.ts'
import { requireNonRoot } from './require-non-root.ts'
import { requireProbe } from './require-probe.ts'
import { requireReadOnlyRoot } from './require-read-only-root.ts'
import { requireResources } from './require-resources.ts'
import { requireUsedRole } from './require-used-role.ts'
import { requireZoneSpread } from './require-zone-spread.ts'
import { saneAutoscaler } from './sane-autoscaler.ts'
import { validAlbAnnotations } from './valid-alb-annotations.ts'
import { zeroDowntimeRollout } from './zero-downtime-rollout.ts'

/** Those of this folder that run, by id. */
const ownRules: readonly Rule[] = [
  agreeingAlbGroup,
  banHostNamespaces,
  banLatestTag,
  banPlainSecret,
  banPrivilege,
  banWildcardIam,
  banWildcardRbac,
  drainableDisruptionBudget,
  knownConfigReference,
  knownIngressBackend,
  knownServicePort,
  knownStorageClass,
  matchingServiceSelector,
  noDuplicateObject,
  noDuplicateRoute,
  requireDefaultDeny,
  requireDisruptionBudget,
  requireImageDigest,
  requireKnownRole,
  requireLeastPrivilege,
  requireMandatoryTags,
  requireNonRoot,
  requireProbe,
  requireReadOnlyRoot,
  requireResources,
  requireUsedRole,
  requireZoneSpread,
  saneAutoscaler,
  validAlbAnnotations,
  zeroDowntimeRollout,
]

/** Every cross-object rule that runs, by id. */
export const rules: readonly Rule[] = [...ownRules, ...policyRules].sort((a, b) =>
  compareText(a.id, b.id),
)

/**
 * Rules that are written and tested and do not run yet: the tree has nothing that could keep them. A rule joins the list above
 * together with the projection that keeps it.
 */
export const laterRules: readonly Rule[] = [requireBackup]

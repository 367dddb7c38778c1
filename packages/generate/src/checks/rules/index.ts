import type { Rule } from '../rule.ts'
import { agreeingAlbGroup } from './agreeing-alb-group.ts'
import { drainableDisruptionBudget } from './drainable-disruption-budget.ts'
import { noDuplicateObject } from './no-duplicate-object.ts'
import { noDuplicateRoute } from './no-duplicate-route.ts'
import { requireImageDigest } from './require-image-digest.ts'
import { requireKnownRole } from './require-known-role.ts'
import { requireUsedRole } from './require-used-role.ts'
import { validAlbAnnotations } from './valid-alb-annotations.ts'
import { zeroDowntimeRollout } from './zero-downtime-rollout.ts'

/** Every cross-object rule, by id. */
export const rules: readonly Rule[] = [
  agreeingAlbGroup,
  drainableDisruptionBudget,
  noDuplicateObject,
  noDuplicateRoute,
  requireImageDigest,
  requireKnownRole,
  requireUsedRole,
  validAlbAnnotations,
  zeroDowntimeRollout,
]

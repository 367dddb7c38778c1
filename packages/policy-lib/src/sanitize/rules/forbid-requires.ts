import { listAt } from '../../plain-data.ts'
import { isAtLeast } from '../../profile/profile.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** Gone in 1.19. Source: pkg/policy/api/ingress.go, egress.go: kept with maxItems 0. */
export const forbidRequires: SanitizeRule = {
  id: 'forbid-requires',
  rule: 6,
  check: (context) =>
    isAtLeast(context.profile.ciliumVersion, '1.19')
      ? context.items.flatMap(({ value, pointer }) =>
          ['fromRequires', 'toRequires']
            .filter((member) => (listAt(value, member) ?? []).length > 0)
            .map((member) => ({
              pointer: `${pointer}/${member}`,
              message: `Cilium 1.19 removed ${member}: the whole policy is refused`,
              hint: 'deny the others by ingressDeny or egressDeny',
            })),
        )
      : [],
}

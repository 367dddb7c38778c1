import { sections } from '../../lower/rule-items.ts'
import { listAt } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** A rule has an item in one of its sections: `ingress: []` alone is no default deny. Source: pkg/policy/api/rule_validation.go. */
export const requireSections: SanitizeRule = {
  id: 'require-sections',
  rule: 4,
  check: ({ rules }) =>
    rules
      .filter(({ value }) =>
        sections.every((section) => (listAt(value, section) ?? []).length === 0),
      )
      .map(({ pointer }) => ({
        pointer,
        message: `the rule has no item in ${sections.join(', ')}: Cilium refuses it, and denies nothing`,
        hint: "write 'ingress: [{}]' or 'egress: [{}]' to deny by default",
      })),
}

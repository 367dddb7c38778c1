import { suggestionHint } from '@skyctl/core'
import { knownEntities } from '../../lower/entities.ts'
import { memberName } from '../../lower/rule-items.ts'
import { listAt } from '../../plain-data.ts'
import type { SanitizeRule } from '../sanitize-rule.ts'

/** Source: pkg/policy/api/entity.go, EntitySelectorMapping. */
export const knownEntitiesOnly: SanitizeRule = {
  id: 'known-entities',
  rule: 22,
  check: (context) => {
    const known = knownEntities(context.profile.ciliumVersion)
    return context.items.flatMap(({ value, direction, pointer }) => {
      const member = memberName(direction, 'Entities')
      return (listAt(value, member) ?? []).flatMap((entity, index) =>
        known.some((one) => one === entity)
          ? []
          : [
              {
                pointer: `${pointer}/${member}/${index}`,
                message: `Cilium ${context.profile.ciliumVersion} knows no entity ${JSON.stringify(entity)}`,
                hint: suggestionHint(String(entity), known),
              },
            ],
      )
    })
  },
}

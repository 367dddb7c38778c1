import { pointerToken } from '@skyctl/core'
import type { JsonSchema, SchemaStore } from '../../schemas/schema-store.ts'
import { type SchemaPart, schemaParts, schemaPartsBelow } from '../../schemas/schemas-at.ts'
import { createReach } from '../reaching.ts'
import type { SchemaFinding } from '../schema-findings.ts'
import type { CelRule } from './cel-rule.ts'

/** Says whether a rule holds for a value; see `holds`. */
export type Holds = (rule: CelRule, self: unknown) => boolean | undefined

/** What the CEL rules of a kind's schema say of an object, at every depth. Only for objects whose schema they fit. */
export function celFindings(
  store: SchemaStore,
  path: string,
  value: unknown,
  holds: Holds,
): SchemaFinding[] {
  const findings: SchemaFinding[] = []
  const visit = (all: readonly SchemaPart[], here: unknown, pointer: string) => {
    const parts = all.filter((part) => reachesRules(store, part))
    if (parts.length === 0) return
    const rules = new Map(
      parts.flatMap(({ schema }) => rulesOf(schema)).map((rule) => [rule.rule, rule]),
    )
    for (const rule of rules.values()) {
      if (holds(rule, here) !== false) continue
      findings.push({
        id: 'broken-rule',
        pointer: `${pointer}${fieldPointer(rule.fieldPath)}`,
        message: rule.message ?? `this must hold, and does not: ${rule.rule}`,
        hint: `the kind's own rule, in CEL: ${rule.rule}`,
      })
    }
    if (typeof here !== 'object' || here === null) return
    for (const [key, child] of Object.entries(here)) {
      visit(schemaPartsBelow(store, parts, key), child, `${pointer}/${pointerToken(key)}`)
    }
  }
  visit(schemaParts(store, path), value, '')
  return findings
}

/** Most schemas state no rule, and are not walked for every object. */
const reachesRules = createReach((schema) => rulesOf(schema).length > 0)

function rulesOf(schema: JsonSchema): readonly CelRule[] {
  const rules = schema['x-kubernetes-validations']
  return Array.isArray(rules) ? (rules as CelRule[]) : []
}

/** `.spec.name` as a JSON pointer; a path of another form leads nowhere, and the place stays the value's own. */
function fieldPointer(path: string | undefined): string {
  return path !== undefined && /^(\.\w+)+$/.test(path) ? path.replaceAll('.', '/') : ''
}

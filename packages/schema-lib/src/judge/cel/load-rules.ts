import { type SchemaStore, schemaFiles } from '../../schemas/schema-store.ts'
import type { Holds } from './cel-findings.ts'

/** What evaluates CEL rules, where any of the schemas has some; the language is loaded for them alone. */
export async function loadRules(
  store: SchemaStore,
  paths: readonly string[],
): Promise<Holds | undefined> {
  const schemas = new Set(
    [...new Set(paths)].flatMap((path) => [...schemaFiles(store, path).values()]),
  )
  const hasRules = [...schemas].some(statesRules)
  return hasRules ? (await import('./cel-rule.ts')).holds : undefined
}

function statesRules(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, child]) =>
      (key === 'x-kubernetes-validations' && Array.isArray(child)) || statesRules(child),
  )
}

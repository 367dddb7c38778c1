import { checkMetadata, type ServerFinding } from './metadata.ts'

type ServerRule = (object: Readonly<Record<string, unknown>>) => ServerFinding[]

/** What the API server checks and no schema says, one file a concept. A rule skips what has another shape than expected. */
const rules: readonly ServerRule[] = [checkMetadata]

export function checkServerRules(object: Readonly<Record<string, unknown>>): ServerFinding[] {
  return rules.flatMap((rule) => rule(object))
}

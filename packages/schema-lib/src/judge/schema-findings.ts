import { pathOf, pointerToken, suggest } from '@skyctl/core'
import type { ErrorObject } from 'ajv'
import type { JsonSchema } from '../schemas/schema-store.ts'

/** What a schema says about one place in an object. */
export interface SchemaFinding {
  readonly id: SchemaRule
  /** JSON pointer inside the object. */
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

export type SchemaRule =
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'unknown-value'
  | 'invalid-value'
  | 'broken-rule'

/**
 * A compiler's messages of Ajv's errors: one for each fault, at the place where it is to be mended. Of alternatives that all
 * fail the nearest one is explained, never each.
 */
export function schemaFindings(
  errors: readonly ErrorObject[],
  value: unknown,
  schemasAt: (pointer: string) => readonly JsonSchema[],
): SchemaFinding[] {
  const findings = new Map<string, SchemaFinding>()
  for (const error of withoutBranches(errors)) {
    const finding = describe(error, value, schemasAt(error.instancePath))
    findings.set(`${finding.id} ${finding.pointer} ${finding.message}`, finding)
  }
  return [...findings.values()]
}

/** Errors inside the alternatives of `anyOf` and `oneOf` are those of paths not taken. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const alternatives = errors
    .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    .map(({ schemaPath, instancePath }) => ({ schemaPath, instancePath }))
  return errors.filter(
    (error) =>
      !alternatives.some(
        ({ schemaPath, instancePath }) =>
          error.schemaPath.startsWith(`${schemaPath}/`) &&
          error.instancePath.startsWith(instancePath),
      ),
  )
}

function describe(
  error: ErrorObject,
  root: unknown,
  schemas: readonly JsonSchema[],
): SchemaFinding {
  const { keyword, instancePath } = error
  const params = error.params as Readonly<Record<string, unknown>>
  const value = valueAt(root, instancePath)
  const name = nameOf(instancePath)
  const at = (id: SchemaRule, message: string, hint: string, pointer = instancePath) => ({
    id,
    pointer,
    message,
    hint,
  })
  switch (keyword) {
    case 'additionalProperties': {
      const field = String(params.additionalProperty)
      const known = [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))]
      const near = suggest(field, known)
      return at(
        'unknown-field',
        `${name} has no field '${field}': the API server drops it or refuses the object`,
        near === undefined ? `known: ${listed(known)}` : `did you mean '${near}'?`,
        `${instancePath}/${pointerToken(field)}`,
      )
    }
    case 'required':
      return at(
        'missing-field',
        `${name} lacks the field '${String(params.missingProperty)}', which must be there`,
        `add '${String(params.missingProperty)}'`,
      )
    case 'type': {
      // Null is what a field that may be left out accepts as well: nobody should write it.
      const types = String(params.type)
        .split(',')
        .filter((type) => type !== 'null')
      return at(
        'wrong-type',
        `${name} is ${kindOf(value)}, and must be ${types.map(article).join(' or ')}`,
        typeHint(types, value),
      )
    }
    case 'enum':
    case 'const': {
      const allowed = (
        keyword === 'enum' ? (params.allowedValues as unknown[]) : [params.allowedValue]
      ).map((one) => JSON.stringify(one))
      const near = typeof value === 'string' ? suggest(JSON.stringify(value), allowed) : undefined
      return at(
        'unknown-value',
        `${name} is ${shown(value)}, which is none of the values that it can have`,
        near === undefined ? `use one of ${listed(allowed)}` : `did you mean ${near}?`,
      )
    }
    case 'anyOf':
    case 'oneOf':
      return alternatives(keyword, value, name, schemas, at)
    case 'pattern':
      return at(
        'invalid-value',
        `${name} is ${shown(value)}, which does not match ${String(params.pattern)}`,
        'correct the value',
      )
    case 'format':
      return at(
        'invalid-value',
        `${name} is ${shown(value)}, which is no ${String(params.format)}`,
        'correct the value',
      )
    default:
      return at(
        'invalid-value',
        `${name} is ${shown(value)}: it ${error.message ?? `breaks ${keyword}`}`,
        'correct the value',
      )
  }
}

interface Branch {
  readonly type?: string
  readonly required?: readonly string[]
}

type At = (id: SchemaRule, message: string, hint: string) => SchemaFinding

function alternatives(
  keyword: 'anyOf' | 'oneOf',
  value: unknown,
  name: string,
  schemas: readonly JsonSchema[],
  at: At,
): SchemaFinding {
  const branches = schemas.flatMap((schema) => (schema[keyword] ?? []) as Branch[])
  const types = branches.flatMap(({ type }) => type ?? [])
  if (types.length > 0) {
    const words = [...new Set(types)].map(article).join(' or ')
    return at('wrong-type', `${name} is ${kindOf(value)}, and must be ${words}`, `write ${words}`)
  }
  const fields = branches.flatMap(({ required }) => required ?? [])
  return fields.length > 0
    ? at(
        'missing-field',
        `${name} must have ${keyword === 'oneOf' ? 'exactly one' : 'one'} of the fields ${fields.join(', ')}`,
        'set one of them',
      )
    : at(
        'invalid-value',
        `${name} fits none of the forms that it can have`,
        'compare it with the documentation of the kind',
      )
}

/** Where a pointer leads, in the words of manifests: `spec.containers[0].image`; the object itself where it is empty. */
function nameOf(pointer: string): string {
  const parts = pathOf(pointer)
  if (parts.length === 0) return 'the object'
  return parts
    .map((part, index) =>
      /^\d+$/.test(part)
        ? `[${part}]`
        : /^[\w-]+$/.test(part)
          ? `${index > 0 ? '.' : ''}${part}`
          : `['${part}']`,
    )
    .join('')
}

function valueAt(root: unknown, pointer: string): unknown {
  return pathOf(pointer).reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    root,
  )
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string'
    ? `the text ${shown(value)}`
    : `the ${typeof value} ${shown(value)}`
}

function article(type: string): string {
  const words: Readonly<Record<string, string>> = {
    array: 'a list',
    boolean: 'a boolean',
    integer: 'a whole number',
    null: 'null',
    number: 'a number',
    object: 'a map',
    string: 'text',
  }
  return words[type] ?? type
}

function typeHint(types: readonly string[], value: unknown): string {
  if (types.includes('string') && (typeof value === 'boolean' || typeof value === 'number')) {
    return 'put it in quotes'
  }
  const isQuoted =
    typeof value === 'string' &&
    ((types.includes('integer') && /^-?\d+$/.test(value)) ||
      (types.includes('boolean') && /^(true|false)$/.test(value)))
  return isQuoted ? 'take the quotes away' : `write ${types.map(article).join(' or ')}`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

function listed(words: readonly string[]): string {
  const shownWords = words.slice(0, 12).join(', ')
  return words.length > 12 ? `${shownWords}, and ${words.length - 12} more` : shownWords
}

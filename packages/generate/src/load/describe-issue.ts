import { type Path, suggest, suggestionHint } from '@skyctl/core'
import type { z } from 'zod'
import { inSentence, lossNote, ruleOf, shown, typeName, typeOf } from './issue-words.ts'
import { pathText } from './path-text.ts'
import { descriptionAt, keysAt } from './schema-at.ts'

/**
 * How a value can fail its schema:
 * - `unknown-key`: a closed map does not declare this key;
 * - `missing-key`: a key that must be given is not;
 * - `wrong-type`: text, number, list, ... where another is expected;
 * - `invalid-value`: the right type, a value that is not allowed;
 * - `invalid-key`: a name that people chose, such as a team's, has a form that is not allowed.
 */
export type SchemaProblemId =
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'invalid-value'
  | 'invalid-key'

/** A schema problem that is not located yet. */
export interface SchemaFinding {
  readonly id: SchemaProblemId
  readonly path: Path
  /** What the problem is about: the key itself, or the value behind it. */
  readonly at: 'key' | 'value'
  /** Of an unknown key: the key that was probably meant. */
  readonly meant?: Path
  readonly message: string
  readonly hint: string
}

/** What the messages need to know about the input. */
export interface IssueContext {
  readonly schema: z.ZodType
  /** What the root is, with its article: `an environment`. */
  readonly root: string
  /** The scalar at a path as it is written in the file. */
  readonly source: (path: Path) => string | undefined
}

/** What zod found, in the words of someone who edits the YAML file. One issue may be several findings. */
export function describeIssue(issue: z.core.$ZodIssue, context: IssueContext): SchemaFinding[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], context))
    case 'invalid_type':
      return [invalidType(path, issue.expected, issue.input, context)]
    case 'invalid_value':
      return [invalidValue(path, issue.values, issue.input, context)]
    case 'invalid_key':
      return [
        {
          id: 'invalid-key',
          path,
          at: 'key',
          message: `${path.at(-1) === '' ? 'an empty key' : `\`${path.at(-1)}\``} ${path.length > 1 ? `in ${quoted(path.slice(0, -1))} ` : ''}is no valid name: it ${ruleOf(issue.issues[0])}`,
          hint: 'rename the key, wherever it is referred to as well',
        },
      ]
    case 'invalid_union':
      return invalidUnion(issue, path, context)
    default:
      return [
        {
          id: 'invalid-value',
          path,
          at: 'value',
          message: brokenRule(subject(path, context), issue),
          hint: describedHint(path, context) ?? 'change the value',
        },
      ]
  }
}

/** A key that its map does not declare. */
export function unknownKey(path: Path, context: IssueContext): SchemaFinding {
  const key = String(path.at(-1))
  const parent = path.slice(0, -1)
  const known = keysAt(context.schema, parent) ?? []
  const near = suggest(key, known)
  return {
    id: 'unknown-key',
    path,
    at: 'key',
    ...(near !== undefined && { meant: [...parent, near] }),
    message: `\`${key}\` is not a key of ${parent.length === 0 ? context.root : quoted(parent)}`,
    hint:
      key === '<<'
        ? 'YAML 1.2 has no merge keys: write the values out, or move them to defaults.yaml'
        : suggestionHint(key, known),
  }
}

function invalidType(
  path: Path,
  expected: string,
  input: unknown,
  context: IssueContext,
): SchemaFinding {
  if (input === undefined) {
    const key = path.at(-1)
    const parent = path.slice(0, -1)
    const described = descriptionAt(context.schema, path)
    return {
      id: 'missing-key',
      path,
      at: 'key',
      message: `${quoted(path)} is missing`,
      hint: `add \`${key}:\` ${parent.length === 0 ? 'at the top level' : `below ${quoted(parent)}`} (${described === undefined ? typeName(expected) : inSentence(described)})`,
    }
  }
  if (input === null) {
    return {
      id: 'wrong-type',
      path,
      at: 'value',
      message: `${subject(path, context)} has no value, but must be ${typeName(expected)}`,
      hint: 'give it a value, or remove the line',
    }
  }
  const written = context.source(path)
  return {
    id: 'wrong-type',
    path,
    at: 'value',
    message: `${subject(path, context)} must be ${typeName(expected)}, but ${shown(input, written)} is ${typeOf(input, expected)}${lossNote(expected, written)}`,
    hint: typeHint(path, expected, input, written, context),
  }
}

function invalidValue(
  path: Path,
  values: readonly z.core.util.Primitive[],
  input: unknown,
  context: IssueContext,
): SchemaFinding {
  if (input === undefined) return invalidType(path, 'value', input, context)
  const written = context.source(path)
  const texts = values.filter((value) => typeof value === 'string')
  if (typeof input !== 'string' && written !== undefined && texts.includes(written)) {
    return invalidType(path, 'string', input, context)
  }
  const allowed = values.map((value) => shown(value)).join(', ')
  const near = typeof input === 'string' ? suggest(input, texts) : undefined
  return {
    id: 'invalid-value',
    path,
    at: 'value',
    message: `${subject(path, context)} is ${shown(input, written)}, but must be ${values.length > 1 ? 'one of ' : ''}${allowed}`,
    hint:
      near !== undefined
        ? `did you mean '${near}'?`
        : typeof input === 'number' && texts.length > 0
          ? 'write one of them, in quotes: without quotes YAML reads a number'
          : (describedHint(path, context) ?? 'write one of them'),
  }
}

/** The findings of the alternative that the input most likely meant: one that it fails in part, with the fewest. */
function invalidUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  context: IssueContext,
): SchemaFinding[] {
  const [best] = issue.errors
    .filter((alternative) =>
      alternative.every((error) => error.path.length > 0 || error.code === 'unrecognized_keys'),
    )
    .sort((a, b) => a.length - b.length)
  if (best !== undefined) {
    return best.flatMap((error) =>
      describeIssue({ ...error, path: [...issue.path, ...error.path] }, context),
    )
  }
  const wanted = issue.errors.flat().map((error) => {
    if (error.code === 'invalid_type') return typeName(error.expected)
    if (error.code === 'invalid_value') return error.values.map((value) => shown(value)).join(', ')
    return ruleOf(error)
  })
  const tags = 'options' in issue ? (issue.options ?? []) : []
  const options = issue.errors.length > 0 ? wanted : tags.map((value) => shown(value))
  const input = issue.errors.length > 0 ? issue.input : own(issue.input, issue.discriminator)
  const id = input === undefined ? 'missing-key' : 'invalid-value'
  const list = [...new Set(options)].join(' or ')
  return [
    {
      id,
      path,
      at: input === undefined ? 'key' : 'value',
      message:
        input === undefined
          ? `${quoted(path)} is missing`
          : `${subject(path, context)} is ${shown(input, context.source(path))}, but must be ${list}`,
      hint: describedHint(path, context) ?? `write ${list}`,
    },
  ]
}

function own(input: unknown, key: string | undefined): unknown {
  return typeof input === 'object' &&
    input !== null &&
    key !== undefined &&
    Object.hasOwn(input, key)
    ? Object.entries(input).find(([name]) => name === key)?.[1]
    : undefined
}

/** A value that breaks a rule; a list or a map is not worth showing. */
function brokenRule(name: string, issue: z.core.$ZodIssue): string {
  const rule = ruleOf(issue)
  if (typeof issue.input !== 'object') return `${name} is ${shown(issue.input)}: ${rule}`
  return rule.startsWith('must ') ? `${name} ${rule}` : `${name}: ${rule}`
}

function typeHint(
  path: Path,
  expected: string,
  input: unknown,
  written: string | undefined,
  context: IssueContext,
): string {
  const scalar = typeof input === 'number' || typeof input === 'boolean'
  if (expected === 'string' && scalar) {
    return `quote it: "${written ?? input}"; without quotes YAML reads ${typeof input === 'number' ? 'a number' : 'true and false as truth values'}`
  }
  if (expected === 'boolean' && typeof input === 'string') {
    if (/^(yes|on|true|y)$/i.test(input)) return 'write true, without quotes'
    if (/^(no|off|false|n)$/i.test(input)) return 'write false, without quotes'
  }
  if ((expected === 'number' || expected === 'int') && typeof input === 'string') {
    if (input !== '' && Number.isFinite(Number(input))) return `remove the quotes: ${input}`
  }
  if (expected === 'array' && (scalar || typeof input === 'string')) {
    return `write a list: [${written ?? input}]`
  }
  return describedHint(path, context) ?? `write ${typeName(expected)}`
}

function describedHint(path: Path, context: IssueContext): string | undefined {
  // An entry is what its list is about.
  const at = typeof path.at(-1) === 'number' ? path.slice(0, -1) : path
  const described = descriptionAt(context.schema, at)
  return described === undefined ? undefined : `\`${at.at(-1)}\`: ${inSentence(described)}`
}

function subject(path: Path, context: IssueContext): string {
  return path.length === 0 ? context.root : quoted(path)
}

function quoted(path: Path): string {
  return `\`${pathText(path)}\``
}

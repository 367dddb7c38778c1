import { z } from 'zod'
import { composeEnvironmentSchema } from './environment-schema.ts'

/** A node of a JSON Schema: `true`, `false`, or keywords, of which these matter here. */
type SchemaNode = boolean | SchemaObject

interface SchemaObject {
  readonly type?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly additionalProperties?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly [keyword: string]: unknown
}

/**
 * The JSON Schema of the files in `environments/`, as text for editors (draft 07, which the YAML language server knows
 * best). It judges one file, while `skyctl` judges an environment after `defaults.yaml` was merged under it, so it
 * is more lenient in two points, in maps at any depth but not inside lists, which are never merged:
 * - nothing is required, because the other file may give it;
 * - `null`, or a key without a value, is allowed, because it takes an inherited key away.
 *
 * What it says of a value that is there (type, form, known keys) is what `skyctl` says.
 *
 * @param componentOptions - Schema of the options of each component, by component.
 */
export function environmentJsonSchema(
  componentOptions: Readonly<Record<string, z.ZodType>>,
): string {
  const schema = z.toJSONSchema(composeEnvironmentSchema(componentOptions), {
    target: 'draft-7',
    io: 'input',
    // A refinement cannot be written down here; it still runs in skyctl.
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => dropNoise(jsonSchema),
  })
  const { $schema, ...root } = schema
  return `${JSON.stringify(
    {
      $schema,
      title: 'skyctl environment',
      description: 'One environment, or the defaults that are merged under each of them.',
      ...mergeableMap(root as SchemaObject),
    },
    null,
    2,
  )}\n`
}

/** Drops the bounds of JavaScript's safe integers, which zod writes and which say nothing to a reader. */
function dropNoise(node: z.core.JSONSchema.BaseSchema): void {
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.format === 'starts_with') delete node.format
}

/** The node for a value in a file that is merged with another: see {@link environmentJsonSchema}. */
function mergeable(node: SchemaNode): SchemaNode {
  return typeof node === 'boolean' ? node : mergeableMap(node)
}

function mergeableMap(node: SchemaObject): SchemaObject {
  const { required: _, properties, additionalProperties, anyOf, oneOf, ...rest } = node
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, child]) => [key, nullable(mergeable(child))]),
      ),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties: nullable(mergeable(additionalProperties)),
    }),
    ...(anyOf && { anyOf: anyOf.map(mergeable) }),
    // Without what is required, several alternatives may fit at once.
    ...(oneOf && { anyOf: oneOf.map(mergeable) }),
  }
}

function nullable(node: SchemaNode): SchemaNode {
  if (typeof node === 'boolean') return node
  if (node.anyOf) return { ...node, anyOf: [...node.anyOf, { type: 'null' }] }
  if (typeof node.type !== 'string') return node
  const { enum: values, const: constant, ...rest } = node
  return {
    ...rest,
    type: [node.type, 'null'],
    ...(values && { enum: [...values, null] }),
    ...(constant !== undefined && { enum: [constant, null] }),
  }
}

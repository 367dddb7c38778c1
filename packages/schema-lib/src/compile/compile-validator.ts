import { dirname, join } from 'node:path'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { JsonSchema } from '../schemas/schema-store.ts'
import { createAjv } from './create-ajv.ts'

/**
 * The code of a validator for one schema: a CommonJS module whose export is the function, with its errors beside it.
 *
 * @param files The schema and all that it refers to, by path.
 */
export function compileValidator(path: string, files: ReadonlyMap<string, JsonSchema>): string {
  const ajv = createAjv()
  for (const [file, schema] of files) {
    if (file !== path) ajv.addSchema(absoluteReferences(schema, file) as object, idOf(file))
  }
  const schema = absoluteReferences(files.get(path), path) as object
  const validate = ajv.compile({ ...schema, $id: idOf(path) })
  // The types of this module call the function a namespace.
  return (
    standaloneCode as unknown as { default: (ajv: unknown, validate: unknown) => string }
  ).default(ajv, validate)
}

function idOf(path: string): string {
  return `schema:/${path}`
}

/** References between files are relative to the file; each schema gets an id of its own, so they are made absolute. */
function absoluteReferences(value: unknown, file: string): unknown {
  if (Array.isArray(value)) return value.map((item) => absoluteReferences(item, file))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      // A field may be called so: its schema is an object.
      if ((key === '$schema' || key === '$id') && typeof child === 'string') return []
      if (key !== '$ref' || typeof child !== 'string')
        return [[key, absoluteReferences(child, file)]]
      const [target = '', fragment = ''] = child.split('#')
      const absolute = target === '' ? '' : idOf(join(dirname(file), target))
      return [[key, `${absolute}#${fragment}`]]
    }),
  )
}

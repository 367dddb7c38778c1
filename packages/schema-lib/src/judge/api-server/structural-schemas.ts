import { at, entriesOf, find, isSet, nothing, type Place, type ServerFinding } from './place.ts'
import { checkChoice } from './texts.ts'

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string']

/**
 * The schema of a custom resource: an object, and types that there are. What else makes a schema structural is not looked into.
 *
 * Source: k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go,
 * ValidateCustomResourceDefinitionOpenAPISchema; pkg/apiserver/schema/validation.go.
 */
export function checkStructure(schema: Place): readonly ServerFinding[] {
  if (!isSet(schema)) return nothing
  return [
    ...(at(schema, 'type').value === 'object'
      ? nothing
      : find(schema, 'the schema of an object must be of type object', 'add type: object')),
    ...partsOf(schema).flatMap(checkTypes),
  ]
}

function checkTypes(schema: Place): readonly ServerFinding[] {
  return [
    ...(at(schema, 'type').value === ''
      ? nothing
      : checkChoice(at(schema, 'type'), 'the type', types)),
    ...partsOf(schema).flatMap(checkTypes),
  ]
}

/** Schemas of what is inside. */
function partsOf(schema: Place): readonly Place[] {
  return [
    ...entriesOf(at(schema, 'properties')).map(([, part]) => part),
    at(schema, 'items'),
    at(schema, 'additionalProperties'),
  ].filter(isSet)
}

import type { ServerCases } from './testing/server-case.ts'

export const structuralSchemasCases: ServerCases = {
  rule: 'structural-schemas',
  cases: [
    {
      title: 'passes a list of maps',
      sample: 'CustomResourceDefinition',
      changes: {
        '/spec/versions/0/schema/openAPIV3Schema/properties/status': {
          type: 'array',
          items: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
    {
      title: 'finds a type that is none',
      sample: 'CustomResourceDefinition',
      changes: {
        '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/replicas/type': 'int',
      },
      finds: ['/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/replicas/type'],
    },
    {
      title: 'finds a type of items that is none',
      sample: 'CustomResourceDefinition',
      changes: {
        '/spec/versions/0/schema/openAPIV3Schema/properties/status': {
          type: 'array',
          items: { type: 'text' },
        },
      },
      finds: ['/spec/versions/0/schema/openAPIV3Schema/properties/status/items/type'],
    },
    {
      title: 'finds a schema of no object',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/1/schema/openAPIV3Schema': { type: 'string' } },
      finds: ['/spec/versions/1/schema/openAPIV3Schema'],
    },
  ],
}

import { _, Ajv, type KeywordCxt } from 'ajv'
import { RE2JS } from 're2js'
import { numberFormats, textFormats } from './formats.ts'
import { re2ToJavaScript } from './re2-to-javascript.ts'

/** Keywords of Kubernetes and OpenAPI that say nothing about whether a value is valid, or that others judge. */
const annotations = [
  'x-kubernetes-embedded-resource',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-unions',
  'x-kubernetes-validations',
  'example',
]

/**
 * An Ajv that judges Kubernetes' schemas: every error, patterns as RE2 reads them, formats as the API server checks them.
 * Its code can be written out and loaded without a compiler.
 */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    logger: false,
    validateFormats: false,
    code: { source: true, esm: false, lines: true },
  })
  for (const keyword of annotations) ajv.addKeyword({ keyword })
  addFormat(ajv)
  addPattern(ajv)
  return ajv
}

function addPattern(ajv: Ajv): void {
  ajv.removeKeyword('pattern')
  ajv.addKeyword({
    keyword: 'pattern',
    type: 'string',
    schemaType: 'string',
    code(cxt: KeywordCxt) {
      const { gen, data, schema } = cxt
      const source = schema as string
      const inJavaScript = re2ToJavaScript(source)
      // What stands here as code is written into a file that is loaded without us: it may name nothing of ours.
      const test = gen.scopeValue(
        'pattern',
        inJavaScript === undefined
          ? {
              key: source,
              ref: RE2JS.compile(source),
              code: _`require('re2js').RE2JS.compile(${source})`,
            }
          : {
              key: source,
              ref: new RegExp(inJavaScript, 'u'),
              code: _`new RegExp(${inJavaScript}, 'u')`,
            },
      )
      cxt.fail$data(_`!${test}.test(${data})`)
    },
    error: {
      message: ({ schema }) => `must match pattern ${JSON.stringify(schema)}`,
      params: ({ schema }) => _`{pattern: ${schema}}`,
    },
  })
}

/** Ajv would keep functions for formats, which no file can hold: here they are expressions and bounds. */
function addFormat(ajv: Ajv): void {
  ajv.removeKeyword('format')
  ajv.addKeyword({
    keyword: 'format',
    type: ['string', 'number'],
    schemaType: 'string',
    code(cxt: KeywordCxt) {
      const { gen, data } = cxt
      const name = cxt.schema as string
      const bounds = numberFormats[name]
      if (bounds !== undefined) {
        const [least, greatest] = bounds
        cxt.fail(
          _`typeof ${data} == "number" && !(Number.isInteger(${data}) && ${data} >= ${least} && ${data} <= ${greatest})`,
        )
      }
      const expression = textFormats[name]
      if (expression !== undefined) {
        const test = gen.scopeValue('pattern', {
          key: expression,
          ref: expression,
          code: _`new RegExp(${expression.source}, 'u')`,
        })
        cxt.fail(_`typeof ${data} == "string" && !${test}.test(${data})`)
      }
    },
    error: {
      message: ({ schema }) => `must match format ${JSON.stringify(schema)}`,
      params: ({ schema }) => _`{format: ${schema}}`,
    },
  })
}

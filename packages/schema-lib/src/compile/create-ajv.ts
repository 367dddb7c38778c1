import { _, Ajv, type KeywordCxt } from 'ajv'
import { RE2JS } from 're2js'
import { formats } from './formats.ts'
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
    validateFormats: true,
    formats,
    code: { source: true, esm: false, lines: true },
  })
  for (const keyword of annotations) ajv.addKeyword({ keyword })
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
              ref: re2(source),
              code: _`(({ RE2JS }) => { const p = RE2JS.compile(${source}); return { test: (text) => p.matcher(text).find() } })(require('re2js'))`,
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
  return ajv
}

/** RE2 itself, ported: for the few patterns that JavaScript cannot say. */
function re2(source: string): { test: (text: string) => boolean } {
  const compiled = RE2JS.compile(source)
  return { test: (text) => compiled.matcher(text).find() }
}

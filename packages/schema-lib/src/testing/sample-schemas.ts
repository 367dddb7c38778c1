import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A kind of Kubernetes, a custom one, and definitions that both share, in the layout of the real schemas. */
export const sampleSchemas: Readonly<Record<string, object>> = {
  'v1.35.0-standalone-strict/_definitions.json': {
    definitions: {
      Spec: {
        type: 'object',
        additionalProperties: false,
        required: ['image'],
        properties: {
          image: { type: 'string', pattern: '^[a-z]+(:\\S+)?$' },
          port: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
          mode: { type: 'string', enum: ['Always', 'Never'] },
          note: { type: ['string', 'null'] },
          next: { $ref: '#/definitions/Spec' },
          source: { oneOf: [{ required: ['git'] }, { required: ['oci'] }] },
        },
      },
    },
  },
  'v1.35.0-standalone-strict/thing-v1.json': {
    type: 'object',
    additionalProperties: false,
    properties: {
      apiVersion: { type: 'string', enum: ['v1'] },
      kind: { type: 'string', enum: ['Thing'] },
      metadata: { type: 'object' },
      spec: { $ref: '_definitions.json#/definitions/Spec' },
      items: { type: 'array', items: { $ref: '_definitions.json#/definitions/Spec' } },
      $schema: { type: 'string' },
      secret: { type: 'string', format: 'byte' },
      count: { type: 'integer', format: 'int32', minimum: 1 },
    },
  },
  'crds/example.com/widget_v1beta1.json': {
    type: 'object',
    additionalProperties: false,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: { type: 'object', additionalProperties: { type: 'string' } },
    },
  },
  'components.json': {
    kubernetes: [
      {
        folder: 'v1.35.0-standalone-strict',
        kinds: [{ group: '', version: 'v1', kind: 'Thing' }],
      },
    ],
    components: [
      { folder: 'crds', kinds: [{ group: 'example.com', version: 'v1beta1', kind: 'Widget' }] },
    ],
  },
}

/** Schemas on the disk, and a cache beside real modules, both gone when the test ends. */
export function createSampleSchemas(files = sampleSchemas): { folder: string; cache: string } {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-schemas-'))
  // Compiled validators require what they need from where they stand.
  const modules = fileURLToPath(new URL('../../../../node_modules/.cache', import.meta.url))
  mkdirSync(modules, { recursive: true })
  const cache = mkdtempSync(join(modules, 'validators-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(cache, { recursive: true, force: true })
  })
  for (const [path, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), JSON.stringify(value))
  }
  return { folder, cache }
}

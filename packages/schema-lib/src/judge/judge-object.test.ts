import { describe, expect, it } from 'vitest'
import { loadValidators } from '../compile/validators.ts'
import { openSchemaStore } from '../schemas/schema-store.ts'
import { createSampleSchemas } from '../testing/sample-schemas.ts'
import { judgeObject, objectsIn, schemaPathOf } from './judge-object.ts'

async function judge(value: unknown, options: { allowUnknownKinds?: boolean } = {}) {
  const { folder, cache } = createSampleSchemas()
  const store = openSchemaStore(folder)
  const objects = objectsIn(value)
  const paths = objects.flatMap((one) => schemaPathOf(one.value, store, '1.35') ?? [])
  const validators = await loadValidators(store, paths, cache)
  return objects
    .flatMap((one) =>
      judgeObject(one, {
        store,
        validators,
        kubernetesVersion: '1.35',
        allowUnknownKinds: options.allowUnknownKinds ?? false,
      }),
    )
    .map(
      ({ id, severity, pointer, message, hint }) =>
        `${severity} [${id}] ${pointer} ${message} -> ${hint}`,
    )
}

const thing = (spec: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'a' },
  spec: { image: 'web', ...spec },
  ...more,
})

describe('judgeObject', () => {
  it('finds nothing wrong where nothing is', async () => {
    expect(await judge(thing({ port: 'http', mode: 'Always', next: { image: 'a:1' } }))).toEqual([])
  })

  it.each([
    [
      'a misspelt field, at any depth',
      thing({ next: { image: 'a', prt: 1 } }),
      "error [unknown-field] /spec/next/prt spec.next has no field 'prt': the API server drops it or refuses the object -> did you mean 'port'?",
    ],
    [
      'a field that is missing',
      thing({ next: {} }),
      "error [missing-field] /spec/next spec.next lacks the field 'image', which must be there -> add 'image'",
    ],
    [
      'a number where text belongs',
      thing({ image: 1 }),
      'error [wrong-type] /spec/image spec.image is the number 1, and must be text -> put it in quotes',
    ],
    [
      'text where a number belongs',
      thing({}, { count: '2' }),
      'error [wrong-type] /count count is the text "2", and must be a whole number -> take the quotes away',
    ],
    [
      'a number beyond its format',
      thing({}, { count: 2 ** 40 }),
      'error [invalid-value] /count count is 1099511627776, which is no int32 -> correct the value',
    ],
    [
      'a number below its minimum',
      thing({}, { count: 0 }),
      'error [invalid-value] /count count is 0: it must be >= 1 -> correct the value',
    ],
    [
      'a value that is none of those that there are',
      thing({ mode: 'always' }),
      'error [unknown-value] /spec/mode spec.mode is "always", which is none of the values that it can have -> did you mean "Always"?',
    ],
    [
      'a value that fits none of two types',
      thing({ port: true }),
      'error [wrong-type] /spec/port spec.port is the boolean true, and must be a whole number or text -> write a whole number or text',
    ],
    [
      'alternatives of which one must be chosen',
      thing({ source: {} }),
      'error [missing-field] /spec/source spec.source must have exactly one of the fields git, oci -> set one of them',
    ],
    [
      'a pattern as RE2 reads it',
      thing({ image: 'web:\u00a0' }, { items: [{ image: 'Web' }] }),
      'error [invalid-value] /items/0/image items[0].image is "Web", which does not match ^[a-z]+(:\\S+)?$ -> correct the value',
    ],
    [
      'a kind that nobody states',
      { apiVersion: 'v1', kind: 'Thign', metadata: { name: 'a' } },
      'error [unknown-kind]  no schema states Thign of v1 for Kubernetes 1.35: whether its fields are right cannot be said -> did you mean Thing?',
    ],
    [
      'a kind in a version that is not served',
      { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' } },
      'error [unknown-kind]  no schema states Widget of example.com/v1 for Kubernetes 1.35: whether its fields are right cannot be said -> Widget is served as example.com/v1beta1: correct apiVersion',
    ],
    [
      'what is no object at all',
      [1],
      'error [no-object]  this is no Kubernetes object: a map is expected -> remove it, or write an object',
    ],
    [
      'metadata that is no map',
      { apiVersion: 'example.com/v1beta1', kind: 'Widget', metadata: 'a' },
      'error [no-object]  this is no Kubernetes object: its metadata is no map -> write a map with name, namespace and labels',
    ],
    [
      'a list without items',
      { apiVersion: 'v1', kind: 'List', item: [thing({})] },
      "error [no-object]  this List has no items: nothing of it would be applied -> write the objects as a list below 'items'",
    ],
    [
      'a list in a list',
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'List', items: [thing({})] }],
      },
      'error [no-object] /items/0 this List stands in another List: Kubernetes opens the outer one only -> write its objects into the outer List',
    ],
    [
      'a number where text or nothing belongs',
      thing({ next: { image: 'a', note: 1 } }),
      'error [wrong-type] /spec/next/note spec.next.note is the number 1, and must be text -> put it in quotes',
    ],
    [
      'an object without a kind',
      { apiVersion: 'v1' },
      'error [no-object]  this is no Kubernetes object: it lacks kind -> add what is missing, or keep the file out of what is judged',
    ],
  ])('says of %s', async (_, value, finding) => {
    expect(await judge(value)).toEqual([finding])
  })

  it('warns of an unknown kind where that is allowed', async () => {
    const [finding] = await judge(
      { apiVersion: 'acme.io/v1', kind: 'Rocket', metadata: { name: 'a' } },
      { allowUnknownKinds: true },
    )
    expect(finding).toMatch(/^warning \[unknown-kind\]/)
  })

  it('opens lists, and points into them', async () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [thing({}), thing({ mode: 1 })] }
    expect((await judge(list)).map((text) => text.split(' ')[2])).toEqual([
      '/items/1/spec/mode',
      '/items/1/spec/mode',
    ])
  })

  it.each(['../../etc/passwd', 'a/../b', '..', 'x\u0000'])(
    'never looks for a kind called %j',
    async (kind) => {
      expect((await judge({ apiVersion: 'v1', kind, metadata: { name: 'a' } }))[0]).toContain(
        'unknown-kind',
      )
    },
  )
})

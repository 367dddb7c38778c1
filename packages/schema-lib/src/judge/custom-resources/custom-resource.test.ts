import { expect, it } from 'vitest'
import { loadValidators } from '../../compile/validators.ts'
import { openSchemaStore } from '../../schemas/schema-store.ts'
import { createSampleSchemas, sampleSchemas } from '../../testing/sample-schemas.ts'
import { holds } from '../cel/cel-rule.ts'
import { judgeObject } from '../judge-object.ts'

const path = 'crds/example.com/gadget_v1.json'
const optional = (type: string, more: object = {}) => ({ type: [type, 'null'], ...more })

const gadget = {
  type: 'object',
  additionalProperties: false,
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: {
      type: 'object',
      properties: { finalizers: { type: 'array', 'x-kubernetes-list-type': 'set' } },
    },
    spec: optional('object', {
      additionalProperties: false,
      required: ['nullable', 'anything'],
      anyOf: [{ properties: { ingress: {} }, required: ['ingress'] }, { required: ['egress'] }],
      properties: {
        nullable: optional('string'),
        anything: { 'x-kubernetes-preserve-unknown-fields': true },
        ingress: optional('string'),
        egress: optional('string'),
        open: optional('object', { 'x-kubernetes-preserve-unknown-fields': true }),
        networks: optional('array', {
          'x-kubernetes-list-type': 'set',
          items: { type: 'string', format: 'cidr' },
        }),
        certificate: optional('string', { format: 'byte' }),
        count: optional('integer'),
        share: optional('number'),
        one: optional('object', {
          properties: { a: optional('string'), b: optional('string') },
          maxProperties: 1,
        }),
        ports: optional('array', {
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['port', 'protocol'],
          items: {
            type: 'object',
            properties: {
              port: { type: 'integer' },
              protocol: optional('string', { default: 'TCP' }),
              name: optional('string'),
            },
          },
        }),
        timers: optional('object', {
          properties: {
            hold: optional('integer', { default: 90 }),
            alive: optional('integer', { default: 30 }),
          },
          'x-kubernetes-validations': [
            { rule: 'self.alive <= self.hold', message: 'alive is at most hold' },
          ],
        }),
      },
    }),
  },
}

async function judge(spec: object, metadata: object = {}) {
  const { folder, cache } = createSampleSchemas({
    ...sampleSchemas,
    [path]: gadget,
    'components.json': {
      kubernetes: [],
      components: [
        {
          folder: 'crds',
          kinds: [{ group: 'example.com', version: 'v1', kind: 'Gadget', scope: 'Cluster' }],
        },
      ],
    },
  })
  const store = openSchemaStore(folder)
  const validators = await loadValidators(store, [path], cache)
  const value = {
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    metadata: { name: 'a', ...metadata },
    spec: { nullable: null, anything: 1, ingress: 'a', ...spec },
  }
  const options = { store, validators, holds, kubernetesVersion: '1.35', allowUnknownKinds: false }
  return judgeObject({ value, pointer: '' }, options).map(({ id, pointer }) => `${id} ${pointer}`)
}

it.each([
  ['a plain one', {}],
  ['a null that may be left out', { egress: null }],
  ['a null below what holds anything', { open: { a: null } }],
  ['a rule with defaults on both sides', { timers: {} }],
  ['a rule with a default on one side', { timers: { hold: 31 } }],
  ['a rule with a null for its default', { timers: { hold: 31, alive: null } }],
  ['a rule below a null', { timers: null }],
  ['networks of both families', { networks: ['10.0.0.0/8', 'fd00::/64'] }],
  ['base64', { certificate: 'YWI=' }],
  ['items whose keys differ in part', { ports: [{ port: 1 }, { port: 1, protocol: 'UDP' }] }],
  ['the largest whole number', { count: 2 ** 53 }],
  ['a number that need not be whole', { share: 1e19 }],
])('accepts %s', async (_, spec) => {
  expect(await judge(spec)).toEqual([])
})

it.each([
  ['a null where one of two fields is asked for', { ingress: null }, 'missing-field /spec'],
  ['a null where any value must stand', { anything: null }, 'missing-field /spec'],
  ['a null beyond what may stand there', { one: { a: 'a', b: null } }, 'invalid-value /spec/one'],
  ['a rule that a default breaks', { timers: { hold: 29 } }, 'broken-rule /spec/timers'],
  ['what is no network', { networks: ['10.0.0.0'] }, 'server-rule /spec/networks/0'],
  [
    'an item of a set twice',
    { networks: ['10.0.0.0/8', '10.0.0.0/8'] },
    'server-rule /spec/networks/1',
  ],
  [
    'keys of items twice, one by default',
    {
      ports: [
        { port: 1, protocol: 'TCP' },
        { port: 1, name: 'a' },
      ],
    },
    'server-rule /spec/ports/1',
  ],
  ['base64 that is empty', { certificate: '' }, 'server-rule /spec/certificate'],
  ['base64 on two lines', { certificate: 'YWJj\nYWI=\n' }, 'server-rule /spec/certificate'],
  ['a whole number beyond 64 bits', { count: 1e19 }, 'server-rule /spec/count'],
])('finds %s', async (_, spec, finding) => {
  expect(await judge(spec)).toEqual([finding])
})

it('leaves metadata to the rules of all kinds, and a namespace that is dropped alone', async () => {
  expect(await judge({}, { finalizers: ['a.b/c', 'a.b/c'], namespace: 'Bad_Name' })).toEqual([])
})

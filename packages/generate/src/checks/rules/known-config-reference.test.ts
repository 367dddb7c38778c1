import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { knownConfigReference } from './known-config-reference.ts'

const object = (kind: string, name: string, more = '', apiVersion = 'v1') => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
${more}
`
const externalSecret = (spec: string) =>
  object('ExternalSecret', 'token', `spec: { ${spec} }`, 'external-secrets.io/v1')
const find = (...args: [string, Parameters<typeof findingsIn>[2]?]) =>
  findingsIn(knownConfigReference, ...args).map((one) =>
    one.replace('apps/Deployment shop/web ', ''),
  )
const pod = '/spec/template/spec'

/** Ways to refer to something called `a`, and where each is. */
const references = [
  [
    'ConfigMap',
    { container: 'envFrom: [{ configMapRef: { name: a } }]' },
    '/containers/0/envFrom/0/configMapRef/name',
  ],
  [
    'ConfigMap',
    { spec: 'volumes: [{ name: v, configMap: { name: a } }]' },
    '/volumes/0/configMap/name',
  ],
  [
    'ConfigMap',
    { spec: 'volumes: [{ name: v, projected: { sources: [{ configMap: { name: a } }] } }]' },
    '/volumes/0/projected/sources/0/configMap/name',
  ],
  [
    'Secret',
    { container: 'envFrom: [{ secretRef: { name: a } }]' },
    '/containers/0/envFrom/0/secretRef/name',
  ],
  [
    'Secret',
    { spec: 'volumes: [{ name: v, secret: { secretName: a } }]' },
    '/volumes/0/secret/secretName',
  ],
  ['Secret', { spec: 'imagePullSecrets: [{ name: a }]' }, '/imagePullSecrets/0/name'],
  [
    'Secret',
    {
      spec: 'initContainers: [{ name: i, env: [{ name: E, valueFrom: { secretKeyRef: { name: a, key: k } } }] }]',
    },
    '/initContainers/0/env/0/valueFrom/secretKeyRef',
  ],
  [
    'PersistentVolumeClaim',
    { spec: 'volumes: [{ name: v, persistentVolumeClaim: { claimName: a } }]' },
    '/volumes/0/persistentVolumeClaim/claimName',
  ],
  ['ServiceAccount', { spec: 'serviceAccountName: a' }, '/serviceAccountName'],
] as const

it.each(references)('looks for a %s: %o', (kind, options, place) => {
  const text = workload(options)
  expect(find(text)).toEqual([pod + place])
  expect(find(text + object(kind, 'a'))).toEqual([])
  expect(find(text, { charts: object(kind, 'a') })).toEqual([])
  expect(find(text, { pending: [`${kind} shop/a`] })).toEqual([])
  expect(find(text + object(kind, 'a').replace('shop', 'mall'))).toHaveLength(1)
})

it('lets optional references be', () => {
  const container = 'envFrom: [{ configMapRef: { name: a, optional: true } }]'
  const spec = 'volumes: [{ name: v, secret: { secretName: a, optional: true } }]'
  expect(find(workload({ container, spec }))).toEqual([])
})

it('knows what the control plane makes in every namespace', () => {
  const spec =
    'serviceAccountName: default, volumes: [{ name: v, configMap: { name: kube-root-ca.crt } }]'
  expect(find(workload({ spec }))).toEqual([])
})

const reads = (key: string, name = 'token') =>
  workload({
    container: `env: [{ name: E, valueFrom: { secretKeyRef: { name: ${name}, key: ${key} } } }]`,
  })
const place = `${pod}/containers/0/env/0/valueFrom/secretKeyRef`

it('knows what an ExternalSecret makes, by name and key', () => {
  const one = externalSecret('data: [{ secretKey: value }]')
  expect(find(reads('value') + one)).toEqual([])
  expect(find(reads('vlaue') + one)).toEqual([place])
  const named = externalSecret('target: { name: other }, dataFrom: [{ extract: { key: k } }]')
  expect(find(reads('anything', 'other') + named)).toEqual([])
  expect(find(reads('anything') + named)).toEqual([place])
})

it('does not take an ExternalSecret for a Secret that it only fills', () => {
  const merge = externalSecret('target: { creationPolicy: Merge }, data: [{ secretKey: value }]')
  expect(find(reads('value') + merge)).toEqual([place])
})

it('waits for an ExternalSecret that waits for a fact', () => {
  const pending = ['external-secrets.io/ExternalSecret shop/token']
  expect(find(reads('value', 'other'), { pending })).toEqual([])
})

it('knows what other controllers make', () => {
  const certificate = object(
    'Certificate',
    'a',
    'spec: { secretName: token }',
    'cert-manager.io/v1',
  )
  expect(find(reads('tls.crt') + certificate)).toEqual([])
  const sealed = object('SealedSecret', 'token', '', 'bitnami.com/v1alpha1')
  expect(find(reads('value') + sealed)).toEqual([])
})

it('looks for keys of a ConfigMap', () => {
  const spec = 'volumes: [{ name: v, configMap: { name: a, items: [{ key: b, path: b }] } }]'
  expect(find(workload({ spec }) + object('ConfigMap', 'a', 'data: { b: "1" }'))).toEqual([])
  expect(find(workload({ spec }) + object('ConfigMap', 'a', 'data: { c: "1" }'))).toEqual([
    `${pod}/volumes/0/configMap/items/0/key`,
  ])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(knownConfigReference, '')).toEqual([])
})

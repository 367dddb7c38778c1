import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { banPlainSecret } from './ban-plain-secret.ts'

const object = (kind: string, more: string) => `---
apiVersion: v1
kind: ${kind}
metadata: { name: a, namespace: shop }
${more}
`
const find = (text: string) => findingsIn(banPlainSecret, text)
const accessKey = `AKIA${'ABCDEFGHIJKLMNOP'}`
const privateKey = ['-----BEGIN RSA', 'PRIVATE', 'KEY-----'].join(' ')

it('accepts a Secret that something else fills', () => {
  expect(find(object('Secret', 'data: {}'))).toEqual([])
  expect(find(object('Secret', 'type: kubernetes.io/service-account-token'))).toEqual([])
})

it('refuses a Secret with data, encoded or not', () => {
  expect(find(object('Secret', 'data: { a: YQ== }'))).toEqual(['Secret shop/a /data'])
  expect(find(object('Secret', 'stringData: { a: b }'))).toEqual(['Secret shop/a /stringData'])
})

it('finds keys in ConfigMaps and in variables', () => {
  expect(find(object('ConfigMap', `data: { key.pem: "${privateKey}", b: c }`))).toEqual([
    'ConfigMap shop/a /data/key.pem',
  ])
  const env = `env: [{ name: A, value: b }, { name: AWS_ACCESS_KEY_ID, value: ${accessKey} }]`
  expect(find(workload({ container: env }))).toEqual([
    'apps/Deployment shop/web /spec/template/spec/containers/0/env/1/value',
  ])
})

it('takes no certificate and no longer word for a key', () => {
  const data = `data: { ca.pem: "-----BEGIN CERTIFICATE-----", b: "X${accessKey}" }`
  expect(find(object('ConfigMap', data))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(banPlainSecret, '')).toEqual([])
})

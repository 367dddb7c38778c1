import { expect, it } from 'vitest'
import { findingsIn, service } from '../../testing/yaml-world.ts'
import { knownIngressBackend } from './known-ingress-backend.ts'

const ingress = (backend: string, annotations = '{}') => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: ${annotations} }
spec: { rules: [{ http: { paths: [{ path: /, backend: ${backend} }] } }] }
`
const to = (name: string, port: string) => `{ service: { name: ${name}, port: { ${port} } } }`
const find = (...args: [string, Parameters<typeof findingsIn>[2]?]) =>
  findingsIn(knownIngressBackend, ...args)
const place = 'networking.k8s.io/Ingress shop/web /spec/rules/0/http/paths/0/backend/service'

it('accepts a Service and its port, by name or number', () => {
  expect(find(service() + ingress(to('web', 'name: http')))).toEqual([])
  expect(find(service() + ingress(to('web', 'number: 80')))).toEqual([])
})

it('refuses a Service that is not there, and waits for one that waits for a fact', () => {
  const text = ingress(to('wbe', 'name: http'))
  expect(find(service() + text)).toEqual([`${place}/name`])
  expect(find(text, { pending: ['Service shop/wbe'] })).toEqual([])
})

it('refuses a port that the Service has not', () => {
  expect(find(service() + ingress(to('web', 'name: https')))).toEqual([`${place}/port`])
  expect(find(service() + ingress(to('web', 'number: 8080')))).toEqual([`${place}/port`])
})

it('reads the default backend', () => {
  const text = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { defaultBackend: ${to('wbe', 'name: http')} }
`
  expect(find(text)).toEqual([
    'networking.k8s.io/Ingress shop/web /spec/defaultBackend/service/name',
  ])
})

it('knows actions that stand in annotations', () => {
  const action = '{ alb.ingress.kubernetes.io/actions.away: "{}" }'
  expect(find(ingress(to('away', 'name: use-annotation'), action))).toEqual([])
  expect(find(ingress(to('away', 'name: use-annotation')))).toEqual([`${place}/name`])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(knownIngressBackend, '')).toEqual([])
})

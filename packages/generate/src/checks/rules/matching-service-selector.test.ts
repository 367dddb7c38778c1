import { expect, it } from 'vitest'
import { findingsIn, service, workload } from '../../testing/yaml-world.ts'
import { matchingServiceSelector } from './matching-service-selector.ts'

const find = (...args: [string, Parameters<typeof findingsIn>[2]?]) =>
  findingsIn(matchingServiceSelector, ...args)

it('accepts a selector that matches pods, those of charts too', () => {
  expect(find(service() + workload())).toEqual([])
  expect(find(service(), { charts: workload() })).toEqual([])
})

it('refuses one that matches none, and one whose pods are elsewhere', () => {
  const place = 'Service shop/web /spec/selector'
  expect(find(service({ selector: '{ app: wbe }' }) + workload())).toEqual([place])
  expect(find(service() + workload().replace('namespace: shop', 'namespace: mall'))).toEqual([
    place,
  ])
})

it('waits for pods that wait for a fact', () => {
  expect(find(service(), { pending: ['apps/StatefulSet shop/other'] })).toEqual([])
  expect(find(service(), { pending: ['apps/StatefulSet mall/other'] })).toHaveLength(1)
})

it('leaves a Service alone that selects nothing, or names a host', () => {
  expect(find(service({ selector: '{}' }))).toEqual([])
  expect(find(service({ spec: 'type: ExternalName, externalName: a.example.com' }))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(matchingServiceSelector, '')).toEqual([])
})

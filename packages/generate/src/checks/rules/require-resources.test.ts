import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { requireResources } from './require-resources.ts'

const find = (options: Parameters<typeof workload>[0]) =>
  findingsIn(requireResources, workload(options))
const resources = 'apps/Deployment shop/web /spec/template/spec/containers/0/resources'

it('accepts requests and a memory limit, without a CPU limit', () => {
  const stated = 'resources: { requests: { cpu: 1m, memory: 1Mi }, limits: { memory: 1Mi } }'
  expect(find({ container: stated })).toEqual([])
})

it('takes a limit for the request, as the API server does', () => {
  expect(find({ container: 'resources: { limits: { cpu: 1m, memory: 1Mi } }' })).toEqual([])
})

it('accepts the resources of the pod as a whole', () => {
  const stated = 'resources: { requests: { cpu: 1m, memory: 1Mi }, limits: { memory: 1Mi } }'
  expect(find({ spec: stated })).toEqual([])
})

it('refuses each of the three that is missing', () => {
  expect(find({})).toEqual([resources, resources, resources])
  expect(find({ container: 'resources: { requests: { cpu: 1m, memory: 1Mi } }' })).toEqual([
    resources,
  ])
})

it('judges init containers, and not those that debug', () => {
  const stated = 'resources: { limits: { cpu: 1m, memory: 1Mi } }'
  const spec = 'initContainers: [{ name: a }], ephemeralContainers: [{ name: b }]'
  expect(new Set(find({ container: stated, spec }))).toEqual(
    new Set(['apps/Deployment shop/web /spec/template/spec/initContainers/0/resources']),
  )
})

it('judges Jobs', () => {
  expect(find({ kind: 'Job' })).toHaveLength(3)
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireResources, '')).toEqual([])
})

import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { banHostNamespaces } from './ban-host-namespaces.ts'

const find = (options: Parameters<typeof workload>[0]) =>
  findingsIn(banHostNamespaces, workload(options))
const pod = 'apps/Deployment shop/web /spec/template/spec'

it('accepts a pod that keeps to itself', () => {
  const spec = 'hostNetwork: false, volumes: [{ name: tmp, emptyDir: {} }]'
  expect(find({ spec, container: 'ports: [{ containerPort: 80, hostPort: 0 }]' })).toEqual([])
})

it.each(['hostNetwork', 'hostPID', 'hostIPC'])('refuses %s', (key) => {
  expect(find({ spec: `${key}: true` })).toEqual([`${pod}/${key}`])
})

it('refuses paths and ports of the node', () => {
  expect(find({ spec: 'volumes: [{ name: a, hostPath: { path: / } }]' })).toEqual([
    `${pod}/volumes/0/hostPath`,
  ])
  const container = 'ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }]'
  expect(find({ container })).toEqual([`${pod}/containers/0/ports/1/hostPort`])
})

it("says once that a pod is in its node's network", () => {
  const container = 'ports: [{ containerPort: 81, hostPort: 81 }]'
  expect(find({ spec: 'hostNetwork: true', container })).toEqual([`${pod}/hostNetwork`])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(banHostNamespaces, '')).toEqual([])
})

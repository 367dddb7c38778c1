import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { requireNonRoot } from './require-non-root.ts'

const find = (options: Parameters<typeof workload>[0]) =>
  findingsIn(requireNonRoot, workload(options))
const pod = 'apps/Deployment shop/web /spec/template/spec'

it('accepts what says so for the pod or for the container', () => {
  expect(find({ spec: 'securityContext: { runAsNonRoot: true }' })).toEqual([])
  expect(find({ container: 'securityContext: { runAsNonRoot: true }' })).toEqual([])
})

it('refuses a pod that is silent, and one that only names a user', () => {
  const place = `${pod}/containers/0/securityContext/runAsNonRoot`
  expect(find({})).toEqual([place])
  expect(find({ spec: 'securityContext: { runAsUser: 1000 }' })).toEqual([place])
})

it('refuses root, wherever it is said', () => {
  expect(find({ spec: 'securityContext: { runAsUser: 0 }' })).toEqual([
    `${pod}/securityContext/runAsUser`,
  ])
  const own = { container: 'securityContext: { runAsUser: 0 }' }
  expect(find({ ...own, spec: 'securityContext: { runAsNonRoot: true, runAsUser: 7 }' })).toEqual([
    `${pod}/containers/0/securityContext/runAsUser`,
  ])
})

it("lets a container's word overrule the pod's", () => {
  expect(
    find({
      spec: 'securityContext: { runAsNonRoot: true }',
      container: 'securityContext: { runAsNonRoot: false }',
    }),
  ).toEqual([`${pod}/containers/0/securityContext/runAsNonRoot`])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireNonRoot, '')).toEqual([])
})

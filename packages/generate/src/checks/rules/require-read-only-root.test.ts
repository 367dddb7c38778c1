import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { requireReadOnlyRoot } from './require-read-only-root.ts'

const find = (options: Parameters<typeof workload>[0]) =>
  findingsIn(requireReadOnlyRoot, workload(options))
const place = 'securityContext/readOnlyRootFilesystem'

it('accepts a read-only root file system', () => {
  expect(find({ container: 'securityContext: { readOnlyRootFilesystem: true }' })).toEqual([])
})

it('refuses one that may be written, in init containers too', () => {
  expect(
    find({ spec: 'initContainers: [{ name: a }], ephemeralContainers: [{ name: b }]' }),
  ).toEqual([
    `apps/Deployment shop/web /spec/template/spec/initContainers/0/${place}`,
    `apps/Deployment shop/web /spec/template/spec/containers/0/${place}`,
  ])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireReadOnlyRoot, '')).toEqual([])
})

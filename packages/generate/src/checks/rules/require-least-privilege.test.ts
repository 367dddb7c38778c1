import { expect, it } from 'vitest'
import { findingsIn, workload, yamlWorld } from '../../testing/yaml-world.ts'
import { requireLeastPrivilege } from './require-least-privilege.ts'

const find = (options: Parameters<typeof workload>[0]) =>
  requireLeastPrivilege.check(yamlWorld(workload(options))).map(({ hint }) => hint)
const kept = 'allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }'

it('accepts a container that gives up all three', () => {
  const profile = 'seccompProfile: { type: RuntimeDefault }'
  expect(find({ container: `securityContext: { ${kept}, ${profile} }` })).toEqual([])
  expect(
    find({ container: `securityContext: { ${kept} }`, spec: `securityContext: { ${profile} }` }),
  ).toEqual([])
})

it('says all that is missing at once', () => {
  expect(find({})).toEqual([
    'set allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } in its securityContext',
  ])
  expect(find({ container: `securityContext: { ${kept} }` })).toEqual([
    'set seccompProfile: { type: RuntimeDefault } in its securityContext',
  ])
})

it('leaves what is asked for to the rule that forbids it', () => {
  expect(find({ container: 'securityContext: { privileged: true }' })).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireLeastPrivilege, '')).toEqual([])
})

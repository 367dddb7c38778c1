import { expect, it } from 'vitest'
import { sampleDeployment, sampleWorld } from '../testing/sample-world.ts'
import { runChecks } from './run-checks.ts'

const object = 'apps/Deployment ns/web'
const suppression = {
  rule: 'require-image-digest',
  object,
  reason: 'not yet mirrored',
  expires: '2027-01-01',
}
const ids = (...args: Parameters<typeof sampleWorld>) =>
  runChecks(sampleWorld(...args)).map(({ id }) => id)
const byTag = sampleDeployment({ image: 'web:1' })

it('accepts what the environment names', () => {
  expect(ids([byTag], { profile: { suppressions: [suppression] } })).toEqual([])
})

it('lets another object and another rule stand', () => {
  const other = { ...suppression, object: 'apps/Deployment ns/other' }
  expect(ids([byTag], { profile: { suppressions: [other] } })).toEqual([
    'require-image-digest',
    'unused-suppression',
  ])
})

it('reports one that is not needed any more', () => {
  expect(ids([sampleDeployment()], { profile: { suppressions: [suppression] } })).toEqual([
    'unused-suppression',
  ])
})

it('keeps one whose object waits for a fact', () => {
  expect(ids([], { profile: { suppressions: [suppression] }, pending: [object] })).toEqual([])
})

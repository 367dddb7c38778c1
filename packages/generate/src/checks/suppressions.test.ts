import { expect, it } from 'vitest'
import { sampleDefaultDeny } from '../testing/sample-default-deny.ts'
import { sampleDeployment, sampleWorld } from '../testing/sample-world.ts'
import { runChecks } from './run-checks.ts'
import { expiredSuppressions } from './suppressions.ts'

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
  expect(ids([byTag, sampleDefaultDeny()], { profile: { suppressions: [suppression] } })).toEqual(
    [],
  )
})

it('lets another object and another rule stand', () => {
  const other = { ...suppression, object: 'apps/Deployment ns/other' }
  expect(ids([byTag, sampleDefaultDeny()], { profile: { suppressions: [other] } })).toEqual([
    'require-image-digest',
    'unused-suppression',
  ])
})

it('reports one that is not needed any more', () => {
  expect(
    ids([sampleDeployment(), sampleDefaultDeny()], { profile: { suppressions: [suppression] } }),
  ).toEqual(['unused-suppression'])
})

it('keeps one whose object waits for a fact', () => {
  expect(ids([], { profile: { suppressions: [suppression] }, pending: [object] })).toEqual([])
})

it('reports one of a rule that does not exist, with the one that was meant', () => {
  const typo = { ...suppression, rule: 'require-image-digset' }
  expect(
    runChecks(
      sampleWorld([sampleDeployment(), sampleDefaultDeny()], { profile: { suppressions: [typo] } }),
    ),
  ).toMatchObject([
    {
      id: 'unused-suppression',
      where: { file: 'environments/live.yaml', pointer: '/suppressions/0' },
      message:
        "there is no guardrail 'require-image-digset', so the exception for apps/Deployment ns/web has no effect",
      hint: "did you mean 'require-image-digest'?",
    },
  ])
})

it('holds on its last day, and is reported on the next', () => {
  const world = sampleWorld([], { profile: { suppressions: [suppression] } })
  expect(expiredSuppressions(world, '2026-12-31')).toEqual([])
  expect(expiredSuppressions(world, '2027-01-01')).toEqual([])
  expect(expiredSuppressions(world, '2027-01-02')).toMatchObject([
    { id: 'expired-suppression', severity: 'error', where: { object } },
  ])
})

import { expect, it } from 'vitest'
import {
  sampleDeployment,
  sampleIngress,
  sampleNamespace,
  sampleService,
  sampleWorld,
} from '../../testing/sample-world.ts'
import { zeroDowntimeRollout } from './zero-downtime-rollout.ts'

const gate = { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' }

const pointers = (
  deployment: Parameters<typeof sampleDeployment>[0],
  ingress: Parameters<typeof sampleIngress>[0] = {},
  labels: Readonly<Record<string, string>> = gate,
) =>
  zeroDowntimeRollout
    .check(
      sampleWorld([
        sampleNamespace(labels),
        sampleService,
        sampleDeployment(deployment),
        sampleIngress(ingress),
      ]),
    )
    .map(({ pointer }) => pointer)

it('accepts four numbers that agree', () => {
  expect(pointers({})).toEqual([])
})

it('refuses a rollout that stops a pod first', () => {
  expect(pointers({ maxUnavailable: 1 })).toEqual(['/spec/strategy/rollingUpdate/maxUnavailable'])
})

it('refuses a sleep that is not longer than the deregistration', () => {
  expect(pointers({ sleep: 30 })).toEqual(['/spec/template/spec/containers/0/lifecycle/preStop'])
})

it("counts with AWS's 300 seconds where none are set", () => {
  expect(pointers({}, { 'target-group-attributes': undefined })).toEqual([
    '/spec/template/spec/containers/0/lifecycle/preStop',
  ])
})

it('refuses a grace period that ends within the sleep', () => {
  expect(pointers({ grace: 35 })).toEqual(['/spec/template/spec/terminationGracePeriodSeconds'])
})

it('refuses a namespace without the readiness gate', () => {
  expect(pointers({}, {}, {})).toEqual(['/metadata/labels'])
})

it('lets a Deployment be that no Ingress leads to', () => {
  expect(zeroDowntimeRollout.check(sampleWorld([sampleDeployment({ sleep: 0 })]))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(zeroDowntimeRollout.check(sampleWorld([]))).toEqual([])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planWorkspace } from '../../testing/plan-workspace.ts'
import { sampleApp, sampleEnvironment, sampleWorkspace } from '../../testing/sample-workspace.ts'
import { rolloutTimings } from './rollout.ts'

const ports = { http: { port: 8080 } }
const timings = (input: object) => rolloutTimings(sampleApp('a', input).spec)

describe('before it is told to stop, a pod sleeps', () => {
  it('until its endpoints are forgotten', () => {
    expect(timings({ kind: 'Deployment', ports, shutdownSeconds: 20 })).toEqual({
      preStopSeconds: 5,
      gracePeriodSeconds: 25,
    })
  })

  it('until the load balancer has let go of it too', () => {
    const ingress = { port: 'http', scheme: 'internal', deregistrationSeconds: 30 }
    expect(timings({ kind: 'Deployment', ports, ingress, shutdownSeconds: 20 })).toEqual({
      preStopSeconds: 35,
      gracePeriodSeconds: 55,
    })
  })

  it('not at all where nobody sends to it', () => {
    const nobody = [
      { kind: 'Deployment' },
      { kind: 'DaemonSet', ports },
      { kind: 'Job' },
      { kind: 'CronJob', schedule: '@daily' },
    ]
    for (const input of nobody) {
      expect(timings({ ...input, shutdownSeconds: 7 })).toEqual({
        preStopSeconds: 0,
        gracePeriodSeconds: 7,
      })
    }
  })
})

it('agrees with the rule that judges rollouts, whatever the numbers', () => {
  const seconds = fc.integer({ min: 0, max: 3600 })
  fc.assert(
    fc.property(
      seconds,
      fc.integer({ min: 1, max: 600 }),
      (deregistrationSeconds, shutdownSeconds) => {
        const app = sampleApp('a', {
          kind: 'Deployment',
          ports,
          shutdownSeconds,
          ingress: { port: 'http', scheme: 'internal', deregistrationSeconds },
        })
        const { problems } = planWorkspace(sampleWorkspace([app]), [sampleEnvironment()])
        expect(problems.filter(({ id }) => id === 'zero-downtime-rollout')).toEqual([])
      },
    ),
    { numRuns: 30 },
  )
})

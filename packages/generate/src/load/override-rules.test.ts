import { describe, expect, it } from 'vitest'
import { sampleApp, sampleEnvironment } from '../testing/sample-workspace.ts'
import { checkOverrides } from './override-rules.ts'

const port = { http: { port: 8080 } }
const apps = new Map(
  [
    sampleApp('fixed', { kind: 'Deployment', replicas: 2 }),
    sampleApp('scaled', { kind: 'Deployment', scaling: { min: 2, max: 4, cpuPercent: 70 } }),
    sampleApp('store', { kind: 'StatefulSet', storage: { a: { mountPath: '/a', size: '1Gi' } } }),
    sampleApp('agent', { kind: 'DaemonSet' }),
    sampleApp('report', { kind: 'CronJob', schedule: '@daily' }),
    sampleApp('web', {
      kind: 'Deployment',
      ports: port,
      ingress: { port: 'http', scheme: 'internal' },
    }),
  ].map((app) => [app.name, app]),
)

function faults(app: string, override: object): string[] {
  const environment = sampleEnvironment('live', { apps: { [app]: override } })
  const locate = (path: readonly (string | number)[]) => ({ pointer: path.join('.') })
  return checkOverrides({ environment, locate }, apps).map(
    ({ id, where, message }) => `${id} ${where.pointer}: ${message}`,
  )
}

describe('an override that changes something is accepted:', () => {
  it.each([
    ['nothing', 'fixed', {}],
    ['the number of a fixed Deployment', 'fixed', { replicas: { min: 0 } }],
    ['the number of a StatefulSet', 'store', { replicas: { min: 3 } }],
    ['one bound of an autoscaler', 'scaled', { replicas: { min: 4 } }],
    ['both bounds of an autoscaler', 'scaled', { replicas: { min: 5, max: 9 } }],
    ['the host of an ingress', 'web', { host: 'shop.example.com' }],
    ['resources of anything', 'agent', { resources: { cpu: { request: '1m', limit: '2m' } } }],
    ['the image of anything', 'report', { image: { tag: '2.0.0' } }],
  ] as const)('%s', (_, app, override) => {
    expect(faults(app, override)).toEqual([])
  })
})

describe('an override that would be ignored is refused:', () => {
  it.each([
    [
      'a maximum without an autoscaler',
      'fixed',
      { replicas: { max: 3 } },
      'useless-override apps.fixed.replicas.max: fixed is not scaled: it runs a fixed number, and a maximum would have no effect',
    ],
    [
      'a maximum of a StatefulSet',
      'store',
      { replicas: { min: 1, max: 3 } },
      'useless-override apps.store.replicas.max: store is not scaled: it runs a fixed number, and a maximum would have no effect',
    ],
    [
      'replicas of a DaemonSet',
      'agent',
      { replicas: { min: 1 } },
      'useless-override apps.agent.replicas: agent is a DaemonSet, which has no number of replicas: this would have no effect',
    ],
    [
      'replicas of a CronJob',
      'report',
      { replicas: { min: 1 } },
      'useless-override apps.report.replicas: report is a CronJob, which has no number of replicas: this would have no effect',
    ],
    [
      'a minimum above the maximum of the app',
      'scaled',
      { replicas: { min: 5 } },
      'useless-override apps.scaled.replicas: scaled would scale between 5 and 4, which no autoscaler accepts',
    ],
    [
      'an autoscaler that starts at nothing',
      'scaled',
      { replicas: { min: 0 } },
      'useless-override apps.scaled.replicas: scaled would scale between 0 and 4, which no autoscaler accepts',
    ],
    [
      'a host without an ingress',
      'fixed',
      { host: 'shop.example.com' },
      'useless-override apps.fixed.host: fixed has no ingress, so a host would have no effect',
    ],
  ] as const)('%s', (_, app, override, message) => {
    expect(faults(app, override)).toEqual([message])
  })
})

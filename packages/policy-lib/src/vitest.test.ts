import { describe, expect, it } from 'vitest'
import { cnp, fourPods, prepare } from './testing/worlds.ts'
import './vitest.ts'

const world = prepare([
  ...fourPods,
  cnp('a/db', {
    endpointSelector: { matchLabels: { app: 'db' } },
    ingress: [
      {
        fromEndpoints: [{ matchLabels: { app: 'web' } }],
        toPorts: [
          {
            ports: [{ port: '9090', protocol: 'TCP' }],
            rules: { http: [{ method: 'GET', path: '/ready' }] },
          },
        ],
      },
    ],
  }),
  cnp('a/job', {
    endpointSelector: { matchLabels: { app: 'job' } },
    egress: [
      {
        toServices: [{ k8sService: { serviceName: 'x', namespace: 'a' } }],
        toPorts: [{ ports: [{ port: '443' }] }],
      },
    ],
  }),
])

const failure = (assertion: () => void): string => {
  try {
    assertion()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it did not fail')
}

describe('the matchers', () => {
  it('accept what is so', () => {
    expect(world).toAllow('a/web', 'a/db', 'tcp/9090')
    expect(world).toAllow('a/web', 'a/db', 'tcp/9090', { http: { method: 'GET', path: '/ready' } })
    expect(world).toDeny('a/web', 'a/db', 'tcp/9090', { http: { method: 'POST', path: '/' } })
    expect(world).toDeny({ pod: 'b/web' }, 'Pod/a/db', 'tcp/9090')
    expect(world).not.toAllow('world', 'a/db', 'tcp/9090')
    expect(world).not.toDeny('203.0.113.7', 'a/web', 'udp/53')
  })

  it('take what manifests cannot decide for neither', () => {
    expect(world).not.toAllow('a/job', 'api.example.com', 'tcp/443')
    expect(world).not.toDeny('a/job', 'api.example.com', 'tcp/443')
  })

  it('explain what is not so', () => {
    const text = failure(() => expect(world).toAllow('b/web', 'a/db', 'tcp/9090'))
    expect(text).toContain('b/web to a/db on tcp/9090 is denied')
    expect(text).toContain('by default denied, by cilium.io/CiliumNetworkPolicy a/db')
  })

  it('say what they do not understand', () => {
    expect(failure(() => expect(world).toAllow('web', 'a/db', 'tcp/1'))).toContain('names no peer')
    expect(failure(() => expect(world).toAllow('a/web', 'a/db', '1'))).toContain('is no port')
    expect(failure(() => expect(world).toDeny('a/wbe', 'a/db', 'tcp/1'))).toContain(
      "did you mean 'a/web'?",
    )
  })
})

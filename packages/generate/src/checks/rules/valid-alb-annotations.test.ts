import { describe, expect, it } from 'vitest'
import { sampleIngress, sampleWorld } from '../../testing/sample-world.ts'
import { validAlbAnnotations } from './valid-alb-annotations.ts'

const findings = (
  annotations: Parameters<typeof sampleIngress>[0],
  options: Parameters<typeof sampleIngress>[1] = {},
) =>
  validAlbAnnotations
    .check(sampleWorld([sampleIngress(annotations, options)]))
    .map(({ pointer, message, hint }) => `${pointer.split('~1').at(-1)}: ${message}; ${hint}`)

it('accepts an ingress that the controller would reconcile', () => {
  expect(findings({})).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(validAlbAnnotations.check(sampleWorld([]))).toEqual([])
})

it('lets an ingress of another class be', () => {
  const ingress = sampleIngress({ shceme: 'x' })
  const other = { ...ingress, spec: { ...(ingress.spec as object), ingressClassName: 'nginx' } }
  expect(validAlbAnnotations.check(sampleWorld([other]))).toEqual([])
})

describe('refuses', () => {
  it.each([
    [
      'a name that the controller does not know',
      { shceme: 'internal' },
      'shceme: the controller knows no annotation',
    ],
    [
      'a word that is none of the choices',
      { 'target-type': 'pod' },
      "target-type: 'pod' is no target-type",
    ],
    [
      'ports that are no JSON',
      { 'listen-ports': '443' },
      'listen-ports: listen-ports is not a JSON list',
    ],
    [
      'a port out of range',
      { 'listen-ports': '[{"HTTPS":70000}]' },
      'listen-ports: listen-ports is not a JSON list',
    ],
    [
      'a redirect to a port without HTTPS',
      { 'ssl-redirect': '444' },
      'ssl-redirect: plain HTTP is redirected to port 444',
    ],
    [
      'a health check that takes longer than its interval',
      { 'healthcheck-interval-seconds': '5', 'healthcheck-timeout-seconds': '5' },
      'healthcheck-timeout-seconds: a health check may take 5 s but runs every 5 s',
    ],
    [
      'a number out of the range of AWS',
      { 'healthy-threshold-count': '11' },
      'healthy-threshold-count: healthy-threshold-count is 11',
    ],
    [
      'a load balancer name that is too long',
      { 'load-balancer-name': 'x'.repeat(33) },
      'load-balancer-name: load-balancer-name has 33',
    ],
    ['a group name with capitals', { 'group.name': 'Shop' }, "group.name: 'Shop' is no group name"],
    ['an order out of range', { 'group.order': '1001' }, 'group.order: group.order is 1001'],
    [
      'an action that no path uses',
      { 'actions.redirect': '{}' },
      'actions.redirect: no path uses the action',
    ],
    [
      'the internet without a web ACL',
      { scheme: 'internet-facing', 'inbound-cidrs': '0.0.0.0/0' },
      'scheme: the load balancer faces the internet without a web ACL',
    ],
    [
      'the internet without saying who may connect',
      { scheme: 'internet-facing', 'wafv2-acl-name': 'public' },
      'scheme: the load balancer faces the internet and nothing says who',
    ],
  ] as const)('%s', (_, annotations, start) => {
    const found = findings(annotations)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(start)
  })

  it('HTTPS without a certificate', () => {
    expect(findings({}, { tls: false })).toHaveLength(1)
    expect(findings({ 'certificate-arn': 'arn:x' }, { tls: false })).toEqual([])
  })

  it('nothing of an action that a path uses', () => {
    expect(findings({ 'actions.web': '{}' }, { port: 'use-annotation' })).toEqual([])
  })
})

import { completeEnvironment, environmentSchema, type Unit } from '@skyctl/model'
import { describe, expect, it } from 'vitest'
import component from './component.ts'
import { namespaceManifest } from './namespace-manifest.ts'

const environment = completeEnvironment(
  'staging',
  'environments/staging.yaml',
  environmentSchema.parse({
    company: 'acme',
    repository: { url: 'https://example.com/platform.git', revision: 'refs/heads/main' },
    imageRegistry: 'registry.example.com',
    teams: {},
    account: '111122223333',
    region: 'eu-west-1',
    zones: ['eu-west-1a', 'eu-west-1b'],
    kubernetes: {},
    network: { cidr: '10.20.0.0/16', nat: 'Single' },
    nodeGroups: {},
    domain: 'staging.example.com',
    tags: {},
    budget: { monthlyUsd: 1, subscribers: ['costs@example.com'] },
  }),
)

const labels = (
  podSecurity: 'restricted' | 'baseline' | 'privileged',
  inputs: { teams?: string[]; hasIngress?: boolean } = {},
) =>
  namespaceManifest(
    { name: 'shop', podSecurity },
    { environment, teams: inputs.teams ?? [], hasIngress: inputs.hasIngress ?? false },
  ).metadata.labels

describe('namespaces', () => {
  it('enforces what is needed and reports what the restricted standard would refuse', () => {
    expect(labels('baseline')).toEqual({
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'shop-staging',
      'app.kubernetes.io/part-of': 'acme',
      'app.kubernetes.io/managed-by': 'skyctl',
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/enforce-version': 'latest',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'latest',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    })
  })

  it('does not warn where everything is privileged, but still audits', () => {
    expect(labels('privileged')).toMatchObject({
      'pod-security.kubernetes.io/warn': 'privileged',
      'pod-security.kubernetes.io/audit': 'restricted',
    })
  })

  it('names the team only where one team owns all that lives there', () => {
    expect(labels('restricted', { teams: ['cart', 'cart'] })).toHaveProperty('team', 'cart')
    expect(labels('restricted', { teams: ['cart', 'catalog'] })).not.toHaveProperty('team')
    expect(labels('restricted')).not.toHaveProperty('team')
  })

  it('injects readiness gates only where an app stands behind a load balancer', () => {
    const gate = 'elbv2.k8s.aws/pod-readiness-gate-inject'
    expect(labels('restricted', { hasIngress: true })).toHaveProperty([gate], 'enabled')
    expect(labels('restricted')).not.toHaveProperty([gate])
  })

  it('creates what is needed and leaves what every cluster has', () => {
    const app = (namespace: string, host?: string) =>
      ({ namespace, team: 'cart', app: { host } }) as unknown as Unit
    const apps = [app('shop', 'shop.example.com'), app('batch')]
    const { objects = [] } = component.input.build({
      environment,
      options: {},
      namespace: 'kube-system',
      apps,
      units: apps,
      namespaces: ['batch', 'kube-system', 'shop'].map((name) => ({
        name,
        podSecurity: 'restricted',
      })),
      fact: () => '',
      labels: {},
      roleArn: (suffix) => suffix,
    })
    expect(
      objects.map(({ metadata }) => [
        metadata.name,
        metadata.labels?.['elbv2.k8s.aws/pod-readiness-gate-inject'],
      ]),
    ).toEqual([
      ['batch', undefined],
      ['shop', 'enabled'],
    ])
  })
})

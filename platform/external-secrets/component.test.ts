import { completeEnvironment, environmentSchema, type Unit } from '@skyctl/model'
import { describe, expect, it } from 'vitest'
import component from './component.ts'
import { roleSuffix, secretReaders } from './secret-readers.ts'

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

const reading = (namespace: string, ...names: string[]) =>
  ({
    namespace,
    secrets: names.map((name) => ({ name, namespace, remote: `acme-staging/${name}` })),
  }) as unknown as Unit

const apps = [
  reading('payments', 'card-network', 'database'),
  reading('catalog'),
  reading('cart', 'cache'),
  reading('payments', 'database'),
]

describe('external-secrets', () => {
  it('gives each namespace that reads secrets a role for exactly those', () => {
    expect(
      secretReaders(apps, environment).map(({ namespace, role }) => [
        namespace,
        role.suffix,
        role.statements[0]?.resources,
      ]),
    ).toEqual([
      [
        'cart',
        'secrets-cart',
        ['arn:{partition}:secretsmanager:{region}:{account}:secret:acme-staging/cache-??????'],
      ],
      [
        'payments',
        'secrets-payments',
        [
          'arn:{partition}:secretsmanager:{region}:{account}:secret:acme-staging/card-network-??????',
          'arn:{partition}:secretsmanager:{region}:{account}:secret:acme-staging/database-??????',
        ],
      ],
    ])
  })

  it('decrypts with the key of secrets only, and only through Secrets Manager', () => {
    expect(secretReaders(apps, environment)[0]?.role.statements[1]).toEqual({
      actions: ['kms:Decrypt'],
      resources: ['arn:{partition}:kms:{region}:{account}:key/*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': '{account}',
          'kms:ViaService': 'secretsmanager.{region}.amazonaws.com',
        },
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/acme-staging-secrets' },
      },
    })
  })

  it('puts a store and the account that it reads as into each of these namespaces', () => {
    const { objects = [] } = component.input.build({
      environment,
      options: { highAvailability: false },
      namespace: 'external-secrets',
      apps,
      units: [],
      namespaces: [],
      fact: () => '',
      labels: { team: 'platform' },
      roleArn: (suffix) => `arn:${suffix}`,
    })
    expect(objects.map(({ kind, metadata }) => [metadata.namespace, kind, metadata.name])).toEqual([
      ['cart', 'ServiceAccount', 'external-secrets-reader'],
      ['cart', 'SecretStore', 'aws-secrets-manager'],
      ['payments', 'ServiceAccount', 'external-secrets-reader'],
      ['payments', 'SecretStore', 'aws-secrets-manager'],
    ])
    expect(new Set(objects.map(({ metadata }) => metadata.labels?.team))).toEqual(
      new Set(['platform']),
    )
    expect(objects[0]?.metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:secrets-cart',
    })
  })

  it('keeps role names within 64 characters, apart for namespaces that share a long prefix', () => {
    const cluster = 'c'.repeat(32)
    const [a, b] = ['-a', '-b'].map((end) => roleSuffix(`${'n'.repeat(61)}${end}`, cluster))
    expect(`${cluster}-${a}`.length).toBeLessThanOrEqual(64)
    expect(a).not.toBe(b)
    expect(roleSuffix('payments', cluster)).toBe('secrets-payments')
  })
})

import type { JsonObject } from '@skyctl/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type Phase, validateClusterConfig } from '../index.ts'
import { sampleSpec } from '../testing/sample-spec.ts'
import { bootstrapClusterConfig } from './bootstrap-cluster-config.ts'
import type { ClusterConfig } from './cluster-config.ts'
import { type ClusterSpec, createClusterConfig } from './create-cluster-config.ts'

test('the bare cluster is what `eksctl create cluster` reads', async () => {
  const bare = bootstrapClusterConfig(createClusterConfig(sampleSpec))
  await expect(stringify(bare, { aliasDuplicateObjects: false })).toMatchFileSnapshot(
    '../__manifests__/cluster.bootstrap.yaml',
  )
})

test('of any cluster it holds neither node group nor ServiceAccount, and equals the whole otherwise', () => {
  fc.assert(
    fc.property(specs(), (spec) => {
      const full = createClusterConfig(spec)
      const bare = bootstrapClusterConfig(full)
      const keys = keysIn(bare)
      for (const key of ['managedNodeGroups', 'nodeGroups', 'serviceAccounts']) {
        expect(keys).not.toContain(key)
      }
      const { managedNodeGroups, iam } = full
      expect({ ...bare, iam: { ...bare.iam, ...iam }, managedNodeGroups }).toEqual(full)
    }),
  )
})

test('neither file changes what it is made of', () => {
  fc.assert(
    fc.property(specs(), (spec) => {
      const specBefore = structuredClone(spec)
      const full = createClusterConfig(spec)
      const fullBefore = structuredClone(full)
      bootstrapClusterConfig(full)
      expect([spec, full]).toEqual([specBefore, fullBefore])
    }),
  )
})

test('eksctl and AWS refuse nothing of a valid spec, in either file', () => {
  fc.assert(
    fc.property(specs(), (spec) => {
      const full = createClusterConfig(spec)
      expect([
        ...faults(full, 'full'),
        ...faults(bootstrapClusterConfig(full), 'bootstrap'),
      ]).toEqual([])
    }),
  )
})

test('the whole cluster is refused before its network', () => {
  expect(faults(createClusterConfig(sampleSpec), 'bootstrap')).toMatchInlineSnapshot(`
    [
      "forbid-node-groups-before-cni /managedNodeGroups",
      "forbid-node-groups-before-cni /iam/serviceAccounts",
    ]
  `)
})

const faults = (config: ClusterConfig, phase: Phase) =>
  validateClusterConfig(config as unknown as JsonObject, { phase }).map(
    ({ id, where }) => `${id} ${where.pointer}`,
  )

function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => [key, ...keysIn(child)])
}

/** Every spec that a valid environment can lead to. */
function specs(): fc.Arbitrary<ClusterSpec> {
  const text = (unit: string, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...unit), maxLength })
  const name = text('abcz09-', 9).map((middle) => `a${middle}9`)
  const tags = fc.dictionary(name, text('aZ0 +=._:/@-', 20), { maxKeys: 3 })
  const region = fc.constantFrom('eu-west-1', 'us-east-1', 'cn-north-1', 'us-gov-west-1')
  const cidr = fc
    .tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255))
    .map(([a, b, c]) => `${a}.${b}.${c}.0/24`)
  const taint = fc.record({
    key: name,
    value: text('az09', 9),
    effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  })
  const nodeGroup = fc
    .record({
      instanceTypes: fc.constantFrom(['m7i.large'], ['m7i.large', 'm6i.large'], ['c7g.xlarge']),
      spot: fc.boolean(),
      sizes: fc.uniqueArray(fc.nat(20), { minLength: 3, maxLength: 3 }),
      labels: fc.dictionary(name, text('az09', 9), { maxKeys: 2 }),
      taints: fc.uniqueArray(taint, { selector: ({ key }) => key, maxLength: 2 }),
      volume: fc.record({
        sizeGiB: fc.integer({ min: 20, max: 16384 }),
        iops: fc.integer({ min: 3000, max: 10000 }),
        throughputMiBs: fc.integer({ min: 125, max: 750 }),
        encrypted: fc.boolean(),
      }),
    })
    .map(({ sizes, ...group }) => {
      const [min = 0, desired = 0, max = 0] = sizes.sort((a, b) => a - b)
      return { ...group, min, desired, max }
    })
  const statement = fc.record({
    actions: fc.constantFrom(['s3:GetObject'], ['sqs:SendMessage', 'sqs:ReceiveMessage']),
    resources: fc.constant(['*']),
  })
  return fc
    .record({
      name,
      region,
      version: fc.constantFrom('1.35', '1.36'),
      zones: fc.constantFrom(['a', 'b'], ['a', 'b', 'c']),
      nat: fc.constantFrom('HighlyAvailable', 'Single'),
      publicAccessCidrs: fc.uniqueArray(cidr, { maxLength: 3 }),
      logRetentionDays: fc.constantFrom(1, 90, 3653),
      access: fc.array(
        fc.record(
          {
            policy: fc.constantFrom('cluster-admin', 'admin', 'edit', 'view'),
            namespaces: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
          },
          { requiredKeys: ['policy'] },
        ),
        { maxLength: 3 },
      ),
      roles: fc.array(
        fc.record({ namespace: name, statements: fc.array(statement, { minLength: 1 }), tags }),
        { maxLength: 3 },
      ),
      nodeGroups: fc.array(nodeGroup, { minLength: 1, maxLength: 3 }),
      tags,
    })
    .map(({ zones, access, roles, nodeGroups, ...spec }) => ({
      ...sampleSpec,
      ...spec,
      zones: zones.map((zone) => `${spec.region}${zone}`),
      access: access.map((one, index) => ({ ...one, role: `people-${index}` })),
      roles: roles.map((one, index) => ({
        ...one,
        role: `${spec.name}-${index}`,
        serviceAccount: `account-${index}`,
      })),
      nodeGroups: nodeGroups.map((one, index) => ({ ...one, name: `group-${index}` })),
    }))
}

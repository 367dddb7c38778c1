import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { sampleNodeGroup, sampleSpec } from '../testing/sample-spec.ts'
import {
  type ClusterSpec,
  createClusterConfig,
  type NodeGroupSpec,
} from './create-cluster-config.ts'

const config = (changes: Partial<ClusterSpec> = {}) =>
  createClusterConfig({ ...sampleSpec, ...changes })

const nodeGroup = (changes: Partial<NodeGroupSpec>) =>
  config({ nodeGroups: [{ ...sampleNodeGroup, ...changes }] }).managedNodeGroups?.[0]

test('a cluster is what eksctl reads', async () => {
  await expect(stringify(config(), { aliasDuplicateObjects: false })).toMatchFileSnapshot(
    '../__manifests__/cluster.yaml',
  )
})

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('in %s every ARN that is made here is of partition %s', (region, partition) => {
  const text = JSON.stringify(config({ region, roles: [] }))
  const arns = text.match(/arn:[^"]+/g) ?? []
  expect(new Set(arns.map((arn) => arn.split(':')[1]))).toEqual(new Set([partition]))
  expect(arns.sort()).toHaveLength(9)
})

test('the API is public for the addresses that are named', () => {
  expect(config({ publicAccessCidrs: ['192.0.2.0/24', '198.51.100.7/32'] }).vpc).toMatchObject({
    clusterEndpoints: { privateAccess: true, publicAccess: true },
    publicAccessCIDRs: ['192.0.2.0/24', '198.51.100.7/32'],
  })
})

test('the API is private where no address is named', () => {
  expect(config({ publicAccessCidrs: [] }).vpc).toEqual({
    cidr: '10.20.0.0/16',
    nat: { gateway: 'Single' },
    clusterEndpoints: { privateAccess: true, publicAccess: false },
  })
})

test('an encrypted volume has the key of volumes', () => {
  const volume = { ...sampleNodeGroup.volume, encrypted: true }
  expect(nodeGroup({ volume })).toMatchObject({
    volumeEncrypted: true,
    volumeKmsKeyID: 'arn:aws:kms:eu-west-1:111122223333:alias/acme-live-volumes',
  })
})

test('an unencrypted volume has no key', () => {
  const group = nodeGroup({ volume: { ...sampleNodeGroup.volume, encrypted: false } })
  expect(group).toMatchObject({ volumeEncrypted: false })
  expect(group).not.toHaveProperty('volumeKmsKeyID')
})

test('a spot group says so, and any other is silent', () => {
  expect(nodeGroup({ spot: true })).toHaveProperty('spot', true)
  expect(nodeGroup({ spot: false })).not.toHaveProperty('spot')
})

test("Cilium's taint comes before the group's own", () => {
  const dedicated = { key: 'workload', value: 'data', effect: 'NoSchedule' } as const
  expect(nodeGroup({ taints: [dedicated] })?.taints).toEqual([
    { key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoExecute' },
    dedicated,
  ])
})

test("a group's tags are the cluster's and the disk that the autoscaler cannot see", () => {
  const volume = { ...sampleNodeGroup.volume, sizeGiB: 120 }
  expect(nodeGroup({ volume })?.tags).toEqual({
    owner: 'base',
    'k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage': '120Gi',
  })
})

test.each([
  ['cluster-admin', 'AmazonEKSClusterAdminPolicy'],
  ['admin', 'AmazonEKSAdminPolicy'],
  ['edit', 'AmazonEKSEditPolicy'],
  ['view', 'AmazonEKSViewPolicy'],
] as const)('access %s without namespaces is %s in the whole cluster', (policy, name) => {
  const { accessEntries } = config({ access: [{ role: 'people', policy }] }).accessConfig
  expect(accessEntries).toEqual([
    {
      principalARN: 'arn:aws:iam::111122223333:role/people',
      type: 'STANDARD',
      accessPolicies: [
        {
          policyARN: `arn:aws:eks::aws:cluster-access-policy/${name}`,
          accessScope: { type: 'cluster' },
        },
      ],
    },
  ])
})

test('access with namespaces holds in these alone', () => {
  const access = [{ role: 'people', policy: 'view', namespaces: ['cart', 'shop'] }] as const
  const { accessEntries } = config({ access }).accessConfig
  expect(accessEntries?.[0]?.accessPolicies[0]?.accessScope).toEqual({
    type: 'namespace',
    namespaces: ['cart', 'shop'],
  })
})

test('without access and roles their keys are absent', () => {
  const { accessConfig, iam } = config({ access: [], roles: [] })
  expect({ accessConfig, iam }).toEqual({
    accessConfig: {
      authenticationMode: 'API',
      bootstrapClusterCreatorAdminPermissions: true,
    },
    iam: { withOIDC: true },
  })
})

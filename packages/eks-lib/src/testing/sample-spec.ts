import type { ClusterSpec, NodeGroupSpec } from '../config/create-cluster-config.ts'

export const sampleNodeGroup: NodeGroupSpec = {
  name: 'general',
  instanceTypes: ['m7i.large'],
  spot: false,
  min: 2,
  max: 4,
  desired: 2,
  labels: { workload: 'general' },
  taints: [],
  volume: { sizeGiB: 80, iops: 3000, throughputMiBs: 125, encrypted: true },
}

/** A small cluster that has one of everything. */
export const sampleSpec: ClusterSpec = {
  name: 'acme-live',
  region: 'eu-west-1',
  account: '111122223333',
  version: '1.35',
  zones: ['eu-west-1a', 'eu-west-1b'],
  vpcCidr: '10.20.0.0/16',
  serviceCidr: '172.20.0.0/16',
  nat: 'Single',
  publicAccessCidrs: ['192.0.2.0/24'],
  secretsKeyAlias: 'alias/acme-live-secrets',
  volumesKeyAlias: 'alias/acme-live-volumes',
  logRetentionDays: 90,
  access: [
    { role: 'platform', policy: 'cluster-admin' },
    { role: 'shop', policy: 'edit', namespaces: ['shop'] },
  ],
  roles: [
    {
      role: 'acme-live-web',
      serviceAccount: 'web',
      namespace: 'shop',
      statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-web/*'] }],
      tags: { owner: 'shop' },
    },
  ],
  nodeGroups: [sampleNodeGroup],
  tags: { owner: 'base' },
}

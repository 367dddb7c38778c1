import { type ChartWorkload, defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { driverStatements } from './driver-iam.ts'
import { storageClass } from './storage-class.ts'
import { ebsCsiChart } from './values.ts'

const optionsSchema = z.strictObject({
  reclaimPolicy: z.enum(['Retain', 'Delete']).default('Retain').meta({
    description: 'What becomes of a volume whose claim is deleted: Retain keeps it, and its cost.',
  }),
  controllerReplicas: z
    .int()
    .min(1)
    .default(2)
    .meta({ description: 'Only one acts; a second takes over at once.' }),
})

const release = 'aws-ebs-csi-driver'
const roleSuffix = 'ebs-csi'

export default defineComponent({
  description:
    'Volumes on Amazon EBS, and the encrypted gp3 class that every claim gets by default.',
  team: 'platform',
  namespace: 'kube-system',
  namespaceExists: true,
  dependsOn: ['cilium'],
  options: optionsSchema,
  build: ({ environment, options, labels, roleArn }) => ({
    chart: ebsCsiChart({
      release,
      values: {
        controller: {
          replicaCount: options.controllerReplicas,
          // Stated, so that the controller need not ask the metadata of its node.
          region: environment.region,
          // Tags each volume with the cluster's name: the role below may touch no others.
          k8sTagClusterId: environment.cluster.name,
          // Here and not in the StorageClass, whose parameters can never be changed.
          extraVolumeTags: environment.tags,
          serviceAccount: {
            annotations: { 'eks.amazonaws.com/role-arn': roleArn(roleSuffix) },
          },
        },
        node: { tolerateAllTaints: true, enableWindows: false },
      },
    }),
    workloads: [
      workload('Deployment', 'ebs-csi-controller', options.controllerReplicas),
      workload('DaemonSet', 'ebs-csi-node'),
    ],
    talksTo: [
      { to: 'kube-apiserver' },
      ...['ec2', 'sts'].map(
        (service) =>
          ({
            to: 'host',
            host: `${service}.${environment.region}.amazonaws.com`,
            port: 443,
          }) as const,
      ),
    ],
    iam: [
      {
        suffix: roleSuffix,
        serviceAccount: 'ebs-csi-controller-sa',
        statements: driverStatements(environment),
      },
    ],
    objects: [storageClass(environment, options.reclaimPolicy, labels)],
    chartObjects: [
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'CSIDriver',
        metadata: { name: 'ebs.csi.aws.com' },
        spec: { attachRequired: true, podInfoOnMount: false, fsGroupPolicy: 'File' },
      },
    ],
  }),
})

function workload(
  kind: 'Deployment' | 'DaemonSet',
  name: 'ebs-csi-controller' | 'ebs-csi-node',
  replicas?: number,
): ChartWorkload {
  const selector = {
    app: name,
    'app.kubernetes.io/name': release,
    'app.kubernetes.io/instance': release,
  }
  return {
    kind,
    name,
    labels: { ...selector, 'app.kubernetes.io/component': 'csi-driver' },
    selector,
    serviceAccount: `${name}-sa`,
    ...(replicas !== undefined && { replicas }),
    ports: [{ name: 'healthz', port: 9808, protocol: 'TCP' }],
  }
}

import { type ChartWorkload, defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { externalSecretsCrds } from './crds.ts'
import { secretReaders } from './secret-readers.ts'
import { readerObjects } from './secret-store.ts'
import { externalSecretsChart } from './values.ts'

const optionsSchema = z.strictObject({
  highAvailability: z
    .boolean()
    .default(false)
    .meta({ description: 'Two replicas of each part, and a budget that keeps one during drains.' }),
})

const release = 'external-secrets'

export default defineComponent({
  description: 'Copies secrets from AWS Secrets Manager: their values never enter the repository.',
  team: 'platform',
  namespace: 'external-secrets',
  podSecurity: 'restricted',
  dependsOn: ['namespaces', 'cilium'],
  options: optionsSchema,
  build: ({ environment, options, apps, labels, roleArn }) => {
    const readers = secretReaders(apps, environment)
    const replicas = options.highAvailability ? 2 : 1
    const part = {
      replicaCount: replicas,
      podDisruptionBudget: { enabled: options.highAvailability, minAvailable: 1 },
    }
    return {
      chart: externalSecretsChart({
        release,
        values: {
          installCRDs: true,
          ...part,
          leaderElect: true,
          // One store a namespace, each with its own role: what reads across namespaces stays off.
          processClusterStore: false,
          processClusterExternalSecret: false,
          processPushSecret: false,
          processClusterPushSecret: false,
          processClusterGenerator: false,
          serviceMonitor: { enabled: false },
          webhook: part,
          certController: part,
        },
      }),
      workloads: [
        workload(release, replicas, [{ name: 'metrics', port: 8080, protocol: 'TCP' }]),
        workload(`${release}-webhook`, replicas, [
          { name: 'webhook', port: 10250, protocol: 'TCP' },
          { name: 'metrics', port: 8080, protocol: 'TCP' },
        ]),
        workload(`${release}-cert-controller`, replicas, [
          { name: 'metrics', port: 8080, protocol: 'TCP' },
        ]),
      ],
      listens: [
        {
          service: `${release}-webhook`,
          name: 'webhook',
          workload: `${release}-webhook`,
          port: 10250,
          servicePort: 443,
          protocol: 'TCP',
          appProtocol: 'tcp',
          openTo: 'all',
        },
      ],
      talksTo: [
        { to: 'kube-apiserver' },
        ...['secretsmanager', 'sts'].map(
          (service) =>
            ({
              to: 'host',
              host: `${service}.${environment.region}.amazonaws.com`,
              port: 443,
            }) as const,
        ),
      ],
      iam: readers.map(({ role }) => role),
      objects: readers.flatMap((reader) => readerObjects(reader, environment, roleArn, labels)),
      crds: externalSecretsCrds,
      chartKinds: [
        { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
      ],
    }
  },
})

function workload(
  name: string,
  replicas: number,
  ports: NonNullable<ChartWorkload['ports']>,
): ChartWorkload {
  return {
    kind: 'Deployment',
    name,
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': release },
    serviceAccount: name,
    replicas,
    ports,
  }
}

import { type BootstrapCommand, defineComponent, type Environment } from '@skyctl/model'
import { z } from 'zod'
import { ciliumCrds } from './crds.ts'
import { hubbleMetrics, hubbleMetricsPort } from './hubble-metrics.ts'
import { garbageTags, operatorStatements } from './operator-iam.ts'
import {
  secretsNamespace,
  secretsNamespaceAnnotations,
  secretsNamespaceLabels,
  secretsNamespaceManifest,
} from './secrets-namespace.ts'
import { ciliumChart } from './values.ts'
import { ciliumWorkloads } from './workloads.ts'

const optionsSchema = z.strictObject({
  encryption: z
    .boolean()
    .default(true)
    .meta({ description: 'Encrypt traffic between pods of different nodes with WireGuard.' }),
  hubbleMetrics: z.boolean().default(true).meta({
    description:
      'Serve metrics of the flows on port 9965 of every node: drops, DNS, HTTP where apps ask for it.',
  }),
  hubbleUi: z.boolean().default(true).meta({
    description: 'Run the Hubble web interface; the flows themselves are always recorded.',
  }),
  policyAuditMode: z
    .boolean()
    .default(false)
    .meta({ description: 'Log what policies would deny, and let it through.' }),
  releaseExcessAddresses: z.boolean().default(false).meta({
    description: 'Give addresses that a node no longer uses back to its subnet; for tight subnets.',
  }),
  relayReplicas: z.int().min(1).default(1).meta({ description: 'Replicas of Hubble Relay.' }),
})

/** The ConfigMap that the runbook creates in kube-system: EKS chooses the host of its API only with the cluster. */
const apiEndpoint = { name: 'cilium-api-endpoint', key: 'host' }

/** Without kube-proxy nobody but Cilium answers for the Service `kubernetes`: Cilium itself needs the API's own host. */
const apiEndpointCommand: BootstrapCommand = {
  run: `kubectl --context {cluster} --namespace kube-system create configmap ${apiEndpoint.name} --from-literal=${apiEndpoint.key}="$(aws eks describe-cluster --region {region} --name {cluster} --query cluster.endpoint --output text | cut -d/ -f3)" --dry-run=client --output=yaml | kubectl --context {cluster} apply --server-side --filename=-`,
  prints: `configmap/${apiEndpoint.name} serverside-applied`,
}

export type CiliumOptions = z.output<typeof optionsSchema>

export default defineComponent({
  description:
    'Pod network, network policies, load balancing in place of kube-proxy, and flow logs.',
  team: 'platform',
  namespace: 'kube-system',
  namespaceExists: true,
  options: optionsSchema,
  build: ({ environment, options, roleArn }) => ({
    chart: ciliumChart({
      release: 'cilium',
      values: {
        cluster: { name: environment.cluster.name },
        eni: {
          enabled: true,
          awsEnablePrefixDelegation: true,
          awsReleaseExcessIPs: options.releaseExcessAddresses,
          iamRole: roleArn('cilium-operator'),
          // Without a filter the operator takes the subnet with most free addresses, a public one too, and a pod
          // without a public address has no way out of a public subnet.
          subnetTagsFilter: ['kubernetes.io/role/internal-elb=1'],
          eniTags: environment.tags,
          gcTags: garbageTags(environment),
        },
        ipam: { mode: 'eni' },
        routingMode: 'native',
        // Pods have addresses of the VPC; the NAT gateway translates them, as it does for nodes.
        enableIPv4Masquerade: false,
        kubeProxyReplacement: true,
        k8sServiceHostRef: apiEndpoint,
        k8sServicePort: 443,
        cni: { exclusive: true },
        agentNotReadyTaintKey: 'node.cilium.io/agent-not-ready',
        policyAuditMode: options.policyAuditMode,
        rollOutCiliumPods: true,
        encryption: { enabled: options.encryption, type: 'wireguard' },
        operator: { replicas: 2, rollOutPods: true },
        hubble: {
          enabled: true,
          metrics: {
            enabled: options.hubbleMetrics ? [...hubbleMetrics] : null,
            enableOpenMetrics: false,
            port: hubbleMetricsPort,
          },
          relay: { enabled: true, replicas: options.relayReplicas, rollOutPods: true },
          ui: { enabled: options.hubbleUi, replicas: 1, rollOutPods: true },
          tls: {
            enabled: true,
            // Certificates are made in the cluster: made by Helm they would differ in every render.
            auto: {
              enabled: true,
              method: 'cronJob',
              schedule: '0 0 1 */4 *',
              certValidityDuration: 365,
            },
          },
        },
        // No policy of ours terminates TLS: nothing is copied, and the operator need not read every Secret.
        tls: {
          readSecretsOnlyFromSecretsNamespace: true,
          secretsNamespace: { create: true, name: secretsNamespace },
          secretSync: { enabled: false },
        },
        secretsNamespaceLabels,
        secretsNamespaceAnnotations,
      },
    }),
    bootstrap: {
      phase: 'network',
      // The hook makes Hubble's certificates in a pod, and Helm would wait for it: there is no node to run it yet.
      helmFlags: ['--no-hooks'],
      why: "No node becomes ready without a pod network, and in ENI mode the operator must be able to call EC2 first, so Cilium comes between the control plane and the nodes. Its pods start with the first nodes. `--no-hooks`: the chart's hook is a pod that makes Hubble's certificates, and there is no node to run it on; Argo CD runs it at its first sync.",
      before: [apiEndpointCommand],
      check: {
        run: 'kubectl --context {cluster} --namespace kube-system rollout status daemonset/cilium --timeout=10m',
        prints: 'daemon set "cilium" successfully rolled out',
      },
    },
    workloads: ciliumWorkloads(options),
    listens: [
      {
        service: 'hubble-relay',
        // The chart gives this port no name.
        name: 'grpc',
        workload: 'hubble-relay',
        port: 4245,
        servicePort: 80,
        protocol: 'TCP',
        appProtocol: 'grpc',
        openTo: ['platform'],
      },
      {
        service: 'hubble-peer',
        name: 'peer-service',
        workload: 'cilium',
        port: 4244,
        servicePort: 443,
        protocol: 'TCP',
        // gRPC inside TLS.
        appProtocol: 'tcp',
        openTo: ['platform'],
      },
      {
        service: 'cilium-envoy',
        name: 'envoy-metrics',
        workload: 'cilium-envoy',
        port: 9964,
        servicePort: 9964,
        protocol: 'TCP',
        appProtocol: 'http',
        openTo: ['platform'],
      },
      ...(options.hubbleMetrics
        ? [
            {
              service: 'hubble-metrics',
              name: 'hubble-metrics',
              workload: 'cilium',
              port: hubbleMetricsPort,
              servicePort: hubbleMetricsPort,
              protocol: 'TCP',
              appProtocol: 'http',
              openTo: ['platform'],
            } as const,
          ]
        : []),
      ...(options.hubbleUi
        ? [
            {
              service: 'hubble-ui',
              name: 'http',
              workload: 'hubble-ui',
              port: 8081,
              servicePort: 80,
              protocol: 'TCP',
              appProtocol: 'http',
              openTo: ['platform'],
            } as const,
          ]
        : []),
    ],
    talksTo: [
      { to: 'kube-apiserver' },
      ...awsHosts(environment).map((host) => ({ to: 'host', host, port: 443 }) as const),
    ],
    iam: [
      {
        suffix: 'cilium-operator',
        serviceAccount: 'cilium-operator',
        statements: operatorStatements(options.releaseExcessAddresses),
      },
    ],
    crds: ciliumCrds,
    chartObjects: [secretsNamespaceManifest],
  }),
})

function awsHosts({ region }: Environment): string[] {
  return [`ec2.${region}.amazonaws.com`, `sts.${region}.amazonaws.com`]
}
